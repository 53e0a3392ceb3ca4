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
import { chatRow, type OpenAIOptions } from './api.ts';
import { openaiCatalog } from './catalog.ts';
import { openaiBase } from './definition.ts';
import { callUrl } from './hosts.ts';
import { withResponseErrors } from './responses/errors.ts';
import { openaiTasks } from './tasks/index.ts';

export type { OpenAIApi, OpenAIOptions } from './api.ts';

/** What this provider can do. */
export type OpenAITask = 'chat' | 'embedding' | keyof typeof openaiTasks;

const embedding = embeddings({ url: (context, { model }) => callUrl(context, '/embeddings', model) });

const create = defineProvider({
  ...openaiBase,
  errors: withResponseErrors(openaiBase.errors),
  transport: throughKy,
  catalog: openaiCatalog,
  tasks: (options: OpenAIOptions) => ({ chat: chatRow(options), embedding, ...openaiTasks }),
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
