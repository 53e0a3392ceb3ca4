/**
 * OpenAI, and every host that speaks its protocol.
 *
 * @example
 * const { text } = await openai().run('chat', { model: 'gpt-5-mini', prompt: 'Hello' });
 *
 * @packageDocumentation
 */
import type { HttpProvider } from '@x/core';
import { deferCatalog, deferRows, defineProvider, type Platform, throughKy } from '@x/core/adapter';
import { chatRow, type OpenAIOptions } from './api.ts';
import { openaiBase } from './definition.ts';
import { withResponseErrors } from './responses/errors.ts';
import type { openaiTasks } from './tasks/index.ts';

export type { OpenAIApi, OpenAIOptions } from './api.ts';

/** Tasks that answer whole; what they need is loaded with the first of them. */
const later = [
  'embedding',
  'moderation',
  'text-to-image',
  'image-to-image',
  'text-to-speech',
  'automatic-speech-recognition',
] as const satisfies readonly (keyof typeof openaiTasks)[];

/** What this provider can do. */
export type OpenAITask = 'chat' | (typeof later)[number];

const create = defineProvider({
  ...openaiBase,
  errors: withResponseErrors(openaiBase.errors),
  transport: throughKy,
  catalog: deferCatalog(async () => (await import('./catalog.ts')).openaiCatalog),
  tasks: (options: OpenAIOptions) => ({
    chat: chatRow(options),
    ...deferRows(later, async () => (await import('./tasks/index.ts')).openaiTasks),
  }),
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
