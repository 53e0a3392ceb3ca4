import * as z from 'zod';
import { firstIssueError, invalidRequest } from '../chat-completions/request-error.ts';
import { embed } from '../engines/embedding.ts';
import type { FaultPlan } from '../faults/plan.ts';
import { countTokens } from '../text/tokens.ts';
import { jsonReply } from '../wire/reply.ts';

const maxInputs = 2048;
const maxInputTokens = 8192;
const largeDimensions = 3072;
const smallDimensions = 1536;

const tokenList = z.array(z.int().min(0)).min(1);

const embeddingsRequest = z.strictObject({
  model: z.string(),
  input: z.union([
    z.string(),
    z.array(z.string()).min(1).max(maxInputs),
    tokenList,
    z.array(tokenList).min(1).max(maxInputs),
  ]),
  dimensions: z.int().min(1).max(largeDimensions).nullish(),
  encoding_format: z.enum(['float', 'base64']).nullish(),
  user: z.string().nullish(),
});

/** An embeddings request whose shape has been checked. */
export type EmbeddingsRequest = z.infer<typeof embeddingsRequest>;

/** Checks the body of an embeddings request. @throws VendorError (HTTP 400) that names the first thing wrong. */
export function readEmbeddingsRequest(body: unknown): EmbeddingsRequest {
  const result = embeddingsRequest.safeParse(body, { reportInput: true });
  if (!result.success) throw firstIssueError(result.error);
  const texts = textsOf(result.data.input);
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

/** Answers an embeddings request, one vector for each input and in the same order. */
export function respondToEmbeddings(request: EmbeddingsRequest, { change, transport }: FaultPlan): Response {
  const { model } = request;
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
