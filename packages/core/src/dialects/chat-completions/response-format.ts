import type { Message } from '../../contract/message.ts';
import type { ChatInput, ResponseFormat } from '../../contract/tasks/chat.ts';
import { statedSchema, textOfParts } from '../../wire/chat-input.ts';
import { strictSchema } from '../../wire/structured-output/strict-schema.ts';
import type { RequestContext } from '../../wire/wire-task.ts';

/**
 * What a model does with a schema: keeps to it (`strict`, a subset of JSON Schema), is shown it by the host (`plain`),
 * writes JSON but knows no schemas (`json`), or has to be asked in words (`prompt`).
 */
export type SchemaSupport = 'strict' | 'plain' | 'json' | 'prompt';

/** An answer's format on the wire, and the words that ask for it where the wire does not. */
export interface WrittenFormat {
  readonly format?: object | undefined;
  readonly instruction?: string | undefined;
}

type JsonFormat = Extract<ResponseFormat, { type: 'json' }>;

/** @throws InferenceError 'invalid-request', with the path, for a schema that strict mode cannot take. */
export function writeResponseFormat(
  { responseFormat }: ChatInput,
  support: SchemaSupport,
  context: RequestContext,
): WrittenFormat {
  if (responseFormat?.type !== 'json') return {};
  const schema = responseFormat.schema && statedSchema(responseFormat.schema, 'responseFormat.schema', context);
  if (support === 'prompt' || (support === 'json' && schema !== undefined)) {
    const instead = support === 'json' ? 'JSON mode and an instruction' : 'an instruction in the system message';
    const message = `the model takes no ${schema ? 'schema' : 'JSON mode'}; ${instead} asked for it instead`;
    context.warn({ type: 'changed', setting: 'responseFormat', message });
    return { instruction: instructionFor(schema), ...(support === 'json' && { format: { type: 'json_object' } }) };
  }
  return { format: schema === undefined ? { type: 'json_object' } : named(responseFormat, schema, support, context) };
}

function named(
  { name = 'answer' }: JsonFormat,
  schema: object,
  support: SchemaSupport,
  context: RequestContext,
): object {
  if (support !== 'strict') return { type: 'json_schema', json_schema: { name, schema } };
  const lowered = strictSchema({ ...schema }, (path, why) =>
    context.refuse('invalid-request', `responseFormat.schema cannot be kept to at ${path}: ${why}`),
  );
  return { type: 'json_schema', json_schema: { name, strict: true, schema: lowered } };
}

const instructionFor = (schema: object | undefined): string =>
  schema === undefined
    ? 'Answer with one JSON value and nothing else.'
    : `Answer with JSON and nothing else. It must fit this JSON Schema: ${JSON.stringify(schema)}`;

/** A conversation whose system message says one thing more; some models take no second one, and only at the start. */
export function withInstruction(conversation: readonly Message[], instruction: string | undefined): readonly Message[] {
  if (instruction === undefined) return conversation;
  const [first, ...rest] = conversation;
  if (first?.role !== 'system') return [{ role: 'system', content: instruction }, ...conversation];
  return [{ role: 'system', content: `${textOfParts(first.content)}\n\n${instruction}` }, ...rest];
}
