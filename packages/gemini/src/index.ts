/**
 * Google Gemini, through the Gemini Developer API.
 *
 * @example
 * const { text } = await gemini().run('chat', { model: 'gemini-2.5-flash', prompt: 'Hello' });
 *
 * @packageDocumentation
 */
import type { HttpProvider } from '@x/core';
import { deferCatalog, deferRows, defineProvider, type Platform, throughKy } from '@x/core/adapter';
import { type GeminiOptions, geminiBase } from './definition.ts';
import { chat } from './generate-content/index.ts';
import type { geminiTasks } from './tasks.ts';

export { countTokens, type TokenCount } from './count-tokens.ts';
export type { GeminiOptions } from './definition.ts';

/** Tasks that answer whole; what they need is loaded with the first of them. */
const later = [
  'embedding',
  'text-to-image',
  'text-to-speech',
  'automatic-speech-recognition',
] as const satisfies readonly (keyof typeof geminiTasks)[];

/** What this provider can do. */
export type GeminiTask = 'chat' | (typeof later)[number];

const create = defineProvider({
  ...geminiBase,
  transport: throughKy,
  catalog: deferCatalog(async () => (await import('./catalog/catalog.ts')).geminiCatalog),
  tasks: (_: GeminiOptions) => ({
    chat,
    ...deferRows(later, async () => (await import('./tasks.ts')).geminiTasks),
  }),
});

/**
 * Makes a provider for Gemini.
 *
 * The key comes from `apiKey`, else from GEMINI_API_KEY, else from GOOGLE_API_KEY; a key of the environment is sent to
 * Google's own host only. Nothing is read or sent until a call is made.
 *
 * @param platform In place of the environment, clocks, randomness and `fetch` that this runtime has.
 */
export function gemini(options?: GeminiOptions, platform?: Platform): HttpProvider<GeminiTask> {
  return create(options, platform);
}
