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
import { defineProvider, type Platform } from '@x/core/adapter';
import { chatRow } from './chat-row.ts';
import { hfBase } from './definition.ts';
import type { HfOptions, HfSettings } from './options.ts';
import { createRouter, settingsOf } from './routing.ts';
import { embedding } from './tasks/embedding.ts';
import { fillMask } from './tasks/fill-mask.ts';
import { questionAnswering } from './tasks/question-answering.ts';
import { summarization } from './tasks/summarization.ts';
import { textClassification } from './tasks/text-classification.ts';
import { textGeneration } from './tasks/text-generation.ts';
import { tokenClassification } from './tasks/token-classification.ts';
import { translation } from './tasks/translation.ts';
import { zeroShotClassification } from './tasks/zero-shot-classification.ts';

export type { HfOptions } from './options.ts';
export { type QueryOptions, query } from './query.ts';

/** What this provider can do. */
export type HfTask =
  | 'chat'
  | 'text-generation'
  | 'summarization'
  | 'translation'
  | 'text-classification'
  | 'zero-shot-classification'
  | 'token-classification'
  | 'question-answering'
  | 'fill-mask'
  | 'embedding';

const create = defineProvider({
  ...hfBase,
  tasks: (settings: HfSettings) => {
    const router = createRouter(settings);
    return {
      chat: chatRow(router),
      'text-generation': textGeneration(router),
      summarization: summarization(router),
      translation: translation(router),
      'text-classification': textClassification(router),
      'zero-shot-classification': zeroShotClassification(router),
      'token-classification': tokenClassification(router),
      'question-answering': questionAnswering(router),
      'fill-mask': fillMask(router),
      embedding: embedding(router),
    };
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
  return create(settingsOf(options), platform);
}
