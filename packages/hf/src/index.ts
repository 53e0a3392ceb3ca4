/**
 * Hugging Face: chat through its router, the other tasks through hf-inference, and every server of its wire by
 * `baseUrl` (dedicated endpoints, Text Generation Inference, Text Embeddings Inference, vLLM, llama.cpp).
 *
 * @example
 * const { text } = await hf().run('chat', { model: 'meta-llama/Llama-3.1-8B-Instruct:cerebras', prompt: 'Hello' });
 *
 * @packageDocumentation
 */
import type { HttpProvider } from '@x/core';
import { deferRows, defineProvider, type Platform, throughKy } from '@x/core/adapter';
import { chatRow } from './chat-row.ts';
import { hfBase } from './definition.ts';
import { hubCatalog } from './hub/deferred-catalog.ts';
import { licensed } from './hub/licensed.ts';
import type { HfOptions, HfSettings } from './options.ts';
import { createRouter, settingsOf } from './routing.ts';
import type { hfTasks } from './tasks/index.ts';
import { textGeneration } from './tasks/text-generation.ts';

export type { HfOptions } from './options.ts';
export { type QueryOptions, query } from './query.ts';

/** Tasks that answer whole; what they need is loaded with the first of them. */
const later = [
  'summarization',
  'translation',
  'text-classification',
  'zero-shot-classification',
  'token-classification',
  'question-answering',
  'fill-mask',
  'embedding',
  'sentence-similarity',
  'text-ranking',
  'table-question-answering',
  'text-to-image',
  'image-to-image',
  'image-to-text',
  'image-classification',
  'zero-shot-image-classification',
  'object-detection',
  'image-segmentation',
  'visual-question-answering',
  'document-question-answering',
  'automatic-speech-recognition',
  'audio-classification',
  'text-to-speech',
] as const satisfies readonly (keyof ReturnType<typeof hfTasks>)[];

/** What this provider can do. */
export type HfTask = 'chat' | 'text-generation' | (typeof later)[number];

const create = defineProvider({
  ...hfBase,
  transport: throughKy,
  catalog: hubCatalog,
  tasks: (settings: HfSettings, catalog) => {
    const router = createRouter(settings);
    const rows = {
      chat: chatRow(router),
      'text-generation': textGeneration(router),
      ...deferRows(later, async () => (await import('./tasks/index.ts')).hfTasks(router)),
    };
    return licensed(rows, settings.licenses, catalog);
  },
});

/**
 * Makes a provider for Hugging Face, or with `baseUrl` for a server of your own that speaks its wire.
 *
 * The token comes from `apiKey`, else from HF_TOKEN or HUGGINGFACEHUB_API_TOKEN, which are sent to huggingface.co and
 * its subdomains only.
 *
 * @param platform In place of the environment, clocks, randomness and `fetch` that this runtime has.
 */
export function hf(options?: HfOptions, platform?: Platform): HttpProvider<HfTask> {
  return create(settingsOf(options ?? {}), platform);
}
