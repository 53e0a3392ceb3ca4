/**
 * OpenAI, and every host that speaks its protocol.
 *
 * @example
 * const { text } = await openai().run('chat', { model: 'gpt-5-mini', prompt: 'Hello' });
 *
 * @packageDocumentation
 */
import type { HttpProvider } from '@x/core';
import { defineProvider, type Platform, throughKy } from '@x/core/adapter';
import { embeddings } from '@x/core/dialects/embeddings';
import { chat, type OpenAIOptions, openaiBase } from './definition.ts';

export type { OpenAIOptions } from './definition.ts';

/** What this provider can do. */
export type OpenAITask = 'chat' | 'embedding';

const create = defineProvider({
  ...openaiBase,
  transport: throughKy,
  tasks: (_: OpenAIOptions) => ({ chat, embedding: embeddings() }),
});

/**
 * Makes a provider for OpenAI, or with `baseUrl` for a host that speaks its protocol (vLLM, Ollama, Groq…).
 *
 * The key comes from `apiKey`, else from OPENAI_API_KEY, which is sent to OpenAI's own hosts only.
 *
 * @param platform In place of the environment, clocks, randomness and `fetch` that this runtime has.
 */
export function openai(options?: OpenAIOptions, platform?: Platform): HttpProvider<OpenAITask> {
  return create(options, platform);
}
