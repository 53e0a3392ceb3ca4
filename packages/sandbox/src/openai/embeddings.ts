import * as z from 'zod';
import { firstIssueError, invalidRequest } from '../chat-completions/request-error.ts';
import { embed } from '../engines/embedding.ts';
import { countTokens } from '../text/tokens.ts';
import { jsonReply } from '../wire/reply.ts';
import type { Call } from './endpoint.ts';
import { planFor } from './plan.ts';

const maxInputs = 2048;
const maxInputTokens = 8192;
const largeDimensions = 3072;
const smallDimensions = 1536;

const tokenList = z.array(z.int().min(0)).min(1);

const embeddingsRequest = z.strictObject({
  model: z.string(),
  input: z.union([z.string(), z.array(z.string()).min(1), tokenList, z.array(tokenList).min(1)]),
  dimensions: z.int().min(1).max(largeDimensions).nullish(),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  user: z.string().nullish(),
});

type EmbeddingsRequest = z.infer<typeof embeddingsRequest>;

function readEmbeddingsRequest(body: unknown): EmbeddingsRequest {
  const result = embeddingsRequest.safeParse(body, { reportInput: true });
  if (!result.success) throw firstIssueError(result.error);
  checkDimensions(result.data);
  const texts = textsOf(result.data.input);
  if (texts.length > maxInputs) {
    const message = `Invalid 'input': array too long. Expected a length <= ${maxInputs}, but got ${texts.length} instead.`;
    throw invalidRequest(message, 'input', 'array_above_max_length');
  }
  if (texts.includes('')) throw invalidRequest("'$.input' is invalid. An input must not be empty.", 'input', null);
  const longest = Math.max(...texts.map(countTokens));
  if (longest > maxInputTokens) {
    throw invalidRequest(
      `This model's maximum context length is ${maxInputTokens} tokens, however you requested ${longest} tokens.`,
      'input',
      'context_length_exceeded',
    );
  }
  return result.data;
}

/** Only the models since the third generation can shorten their vectors, the small one from 1536 numbers. */
function checkDimensions({ model, dimensions }: EmbeddingsRequest): void {
  const asked = dimensions ?? undefined;
  if (asked === undefined) return;
  const isFixed = /ada-002/u.test(model);
  const tooMany = model === 'text-embedding-3-small' && asked > smallDimensions;
  if (!isFixed && !tooMany) return;
  const message = isFixed
    ? 'This model does not support specifying dimensions.'
    : `Invalid value for 'dimensions' = ${asked}. Must be less than or equal to ${smallDimensions}.`;
  throw invalidRequest(message, isFixed ? null : 'dimensions', null);
}

/**
 * Answers `POST /embeddings`: one vector for each input, in the same order.
 * @throws VendorError where OpenAI would refuse the request.
 */
export function answerEmbeddings(call: Call): Response {
  const request = readEmbeddingsRequest(call.body);
  const { model } = request;
  const { change, transport } = planFor(call, model, false);
  const dimensions = request.dimensions ?? (model.includes('large') ? largeDimensions : smallDimensions);
  const encode = request.encoding_format === 'base64' ? base64OfFloats : (vector: readonly number[]) => vector;
  const texts = textsOf(request.input);
  const data = texts.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: encode(embed(text, dimensions, model)),
  }));
  const count = texts.reduce((sum, text) => sum + countTokens(text), 0);
  const usage = { prompt_tokens: count, total_tokens: count };
  return jsonReply({ object: 'list', data: change === 'empty' ? [] : data, model, usage }, transport);
}

/** Inputs that come as token numbers are embedded as the text of their numbers. */
function textsOf(input: EmbeddingsRequest['input']): readonly string[] {
  if (typeof input === 'string') return [input];
  const isOneTokenList = typeof input[0] === 'number';
  const inputs = isOneTokenList ? [input] : input;
  return inputs.map((item) => (Array.isArray(item) ? item.join(' ') : String(item)));
}

/** 32-bit floats, least significant byte first, as base64: what the official clients ask for. */
function base64OfFloats(vector: readonly number[]): string {
  const bytes = new DataView(new ArrayBuffer(vector.length * Float32Array.BYTES_PER_ELEMENT));
  for (const [index, value] of vector.entries()) bytes.setFloat32(index * Float32Array.BYTES_PER_ELEMENT, value, true);
  return btoa(Array.from(new Uint8Array(bytes.buffer), (byte) => String.fromCharCode(byte)).join(''));
}
