/**
 * The embeddings endpoint that OpenAI defined and many hosts serve.
 *
 * @packageDocumentation
 */
import * as z from 'zod/mini';
import type { TaskInput } from '../contract/tasks/task-map.ts';
import { requireText, vendorSettings } from '../wire/chat-input.ts';
import { type TextLimits, textBatches } from '../wire/text-batches.ts';
import { type RequestContext, type WireTask, wireTask } from '../wire/wire-task.ts';
import { readUsage } from './chat-completions/usage.ts';
import { readVector } from './vector.ts';

export interface EmbeddingsDialect {
  /** Where the call goes; default `{baseUrl}/embeddings`. */
  readonly url?: ((context: RequestContext, input: Input) => string) | undefined;
  /** What one request takes; more is sent in several. Default: OpenAI's limits. */
  readonly limits?: TextLimits | undefined;
}

/**
 * OpenAI takes 2,048 texts and 300,000 tokens a request (https://platform.openai.com/docs/api-reference/embeddings).
 * Tokens cannot be counted here; hardly a script takes more than one for a character.
 */
const standardLimits: TextLimits = { texts: 2_048, characters: 250_000 };

const Reply = z.object({
  data: z.array(z.object({ index: z.optional(z.number()), embedding: z.union([z.string(), z.array(z.number())]) })),
  model: z.optional(z.nullable(z.string())),
  usage: z.optional(z.unknown()),
});

type Input = TaskInput<'embedding'>;

/** Makes the embedding row of a vendor that speaks this dialect. */
export function embeddings({
  url = ({ baseUrl }) => `${baseUrl}/embeddings`,
  limits = standardLimits,
}: EmbeddingsDialect = {}): WireTask<'embedding'> {
  const row = wireTask<'embedding', z.infer<typeof Reply>>({
    request: (input, context) => ({ url: url(context, input), json: writeBody(input, context) }),
    reply: Reply,
    output: ({ data, model, usage }, { texts }, reply) => {
      if (data.length !== texts.length) {
        throw reply.unreadable(`${texts.length} texts were sent and ${data.length} vectors came back`);
      }
      const vectors = new Array<Float32Array | undefined>(data.length).fill(undefined);
      data.forEach(({ index, embedding }, place) => {
        vectors[index ?? place] = readVector(embedding);
      });
      if (vectors.length !== texts.length || !vectors.every((vector) => vector !== undefined)) {
        throw reply.unreadable('the numbers of its vectors are not those of the texts');
      }
      const notes = { model: model ?? undefined, usage: readUsage(usage) };
      return { vectors, ...reply.base(notes) };
    },
  });
  return { ...row, batches: textBatches(limits) };
}

function writeBody(input: Input, context: RequestContext): object {
  if (input.texts.length === 0) throw context.refuse('invalid-request', 'texts is empty. Give at least one text');
  input.texts.forEach((text, place) => {
    requireText(text, `texts[${place}]`, context);
  });
  return {
    model: input.model,
    input: input.texts,
    dimensions: input.dimensions,
    // A quarter of the bytes, and no numbers to parse; hosts that do not know it answer with numbers.
    encoding_format: 'base64',
    ...vendorSettings(input, context),
  };
}
