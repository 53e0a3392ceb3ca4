import type { ChatInput } from '@x/core';
import { type RequestContext, statedSchema, strictSchema } from '@x/core/adapter';
import { schemaSupport } from '../models.ts';
import type { Json } from './json.ts';

/** The form of the answer, and the words that ask for it where the model knows no schemas. */
interface WrittenFormat {
  readonly text?: Json | undefined;
  readonly instruction?: string | undefined;
}

/**
 * The form of the answer. A schema is lowered to what strict mode takes, where the model has that.
 *
 * @throws InferenceError 'invalid-request' for a schema that strict mode cannot take, naming the place in it.
 */
export function writeFormat(input: ChatInput, context: RequestContext): WrittenFormat {
  const { responseFormat } = input;
  if (responseFormat?.type !== 'json') return {};
  const { name = 'answer', schema: given } = responseFormat;
  const schema = given && statedSchema(given, 'responseFormat.schema', context);
  const support = schemaSupport(context, input);
  if (support === 'prompt' || (support === 'json' && schema !== undefined)) return inWords(schema, support, context);
  if (schema === undefined) return { text: { format: { type: 'json_object' } } };
  const strict = support === 'strict';
  const written = strict ? strictSchema(schema, (path, why) => refusal(path, why, context)) : schema;
  return { text: { format: { type: 'json_schema', name, strict, schema: written } } };
}

function inWords(schema: Json | undefined, support: 'json' | 'prompt', context: RequestContext): WrittenFormat {
  const message = `the model takes no ${schema ? 'schema' : 'JSON mode'}; the instructions ask for it instead`;
  context.warn({ type: 'changed', setting: 'responseFormat', message });
  const fit = schema === undefined ? '' : ` It must fit this JSON Schema: ${JSON.stringify(schema)}`;
  return {
    instruction: `Answer with JSON and nothing else.${fit}`,
    ...(support === 'json' && { text: { format: { type: 'json_object' } } }),
  };
}

const refusal = (path: string, why: string, context: RequestContext): Error =>
  context.refuse('invalid-request', `responseFormat.schema cannot be sent; at ${path}: ${why}`);
