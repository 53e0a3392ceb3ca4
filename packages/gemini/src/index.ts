/**
 * Google Gemini, through the Gemini Developer API.
 *
 * @example
 * const { text } = await gemini().run('chat', { model: 'gemini-2.5-flash', prompt: 'Hello' });
 *
 * @packageDocumentation
 */
import type { HttpProvider } from '@x/core';
import { defineProvider, type Platform, throughKy } from '@x/core/adapter';
import { geminiCatalog } from './catalog/catalog.ts';
import { type GeminiOptions, geminiBase } from './definition.ts';
import { embedding } from './embedding.ts';
import { chat } from './generate-content/index.ts';
import { textToImage } from './images/text-to-image.ts';
import { automaticSpeechRecognition } from './speech/automatic-speech-recognition.ts';
import { textToSpeech } from './speech/text-to-speech.ts';

export { countTokens, type TokenCount } from './count-tokens.ts';
export type { GeminiOptions } from './definition.ts';

/** What this provider can do. */
export type GeminiTask = 'chat' | 'embedding' | 'text-to-image' | 'text-to-speech' | 'automatic-speech-recognition';

const create = defineProvider({
  ...geminiBase,
  transport: throughKy,
  catalog: geminiCatalog,
  tasks: (_: GeminiOptions) => ({
    chat,
    embedding,
    'text-to-image': textToImage,
    'text-to-speech': textToSpeech,
    'automatic-speech-recognition': automaticSpeechRecognition,
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
