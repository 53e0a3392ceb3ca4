import { type CallOptions, type ChatInput, InferenceError } from '@x/core';
import { callJson, exchangeConfig, type Platform } from '@x/core/adapter';
import { type GeminiOptions, geminiBase } from './definition.ts';
import { writeBody } from './generate-content/request.ts';
import { isJson, type Json, objectsOf, stringOf } from './json.ts';
import { resourceName, resourcePath } from './models.ts';

/** What a chat input costs before it is sent. */
export interface TokenCount {
  /** Tokens of all that is sent: messages, system, tools, media. */
  readonly totalTokens: number;
  /** Those of them that lie in cached content. Absent where the vendor states none. */
  readonly cachedTokens?: number | undefined;
  /** The total by modality (`TEXT`, `IMAGE`, `AUDIO`, …), where the vendor states it. */
  readonly details?: readonly { readonly modality: string; readonly tokens: number }[] | undefined;
}

/**
 * Counts the tokens of a chat input, by `countTokens`, without having it answered. What is counted is written as chat
 * writes it.
 *
 * @param options What `gemini()` takes, and what a single call takes.
 * @param platform As for `gemini()`.
 * @throws InferenceError as `run('chat', …)` does; 'bad-response' for an answer without a count.
 */
export async function countTokens(
  input: ChatInput,
  options: GeminiOptions & CallOptions = {},
  platform?: Platform,
): Promise<TokenCount> {
  const { model } = input;
  const { signal, timeout, retry, onUnsupported } = options;
  const config = exchangeConfig(geminiBase, options, platform);
  const { provider } = config;
  if (typeof model !== 'string' || model.trim() === '') {
    const message = `${provider}: no model was named. Set model to the name that Google gives it`;
    throw new InferenceError({ code: 'invalid-request', provider, message });
  }
  const { body } = await callJson(
    config,
    {
      model,
      input,
      request: async (context) => ({
        url: `${context.baseUrl}/${resourcePath(model)}:countTokens`,
        json: { generateContentRequest: { model: resourceName(model), ...(await writeBody(input, context)) } },
      }),
    },
    { signal, timeout, retry, onUnsupported },
  );
  const count = readCount(body);
  if (count !== undefined) return count;
  const message = `${provider} (${model}): the answer could not be read: totalTokens is missing or no number`;
  throw new InferenceError({ code: 'bad-response', provider, model, message });
}

function readCount(body: unknown): TokenCount | undefined {
  if (!isJson(body)) return undefined;
  const { totalTokens, cachedContentTokenCount: cachedTokens, promptTokensDetails: details } = body;
  if (typeof totalTokens !== 'number') return undefined;
  return {
    totalTokens,
    ...(typeof cachedTokens === 'number' && { cachedTokens }),
    ...(Array.isArray(details) && { details: objectsOf(details).map(detailOf) }),
  };
}

/** A count of zero is left out on the wire. */
const detailOf = ({ modality, tokenCount }: Json): { readonly modality: string; readonly tokens: number } => ({
  modality: stringOf(modality),
  tokens: typeof tokenCount === 'number' ? tokenCount : 0,
});
