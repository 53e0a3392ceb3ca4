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
import { defineProvider, type Platform, throughKy } from '@x/core/adapter';
import { chatRow } from './chat-row.ts';
import { hfBase } from './definition.ts';
import { hubCatalog } from './hub/catalog.ts';
import { licensed } from './hub/licensed.ts';
import type { HfOptions, HfSettings } from './options.ts';
import { createRouter, settingsOf } from './routing.ts';
import { audioClassification } from './tasks/audio-classification.ts';
import { automaticSpeechRecognition } from './tasks/automatic-speech-recognition.ts';
import { embedding } from './tasks/embedding.ts';
import { fillMask } from './tasks/fill-mask.ts';
import { imageClassification } from './tasks/image-classification.ts';
import { documentQuestionAnswering, visualQuestionAnswering } from './tasks/image-question-answering.ts';
import { imageSegmentation } from './tasks/image-segmentation.ts';
import { imageToImage } from './tasks/image-to-image.ts';
import { imageToText } from './tasks/image-to-text.ts';
import { objectDetection } from './tasks/object-detection.ts';
import { questionAnswering } from './tasks/question-answering.ts';
import { sentenceSimilarity } from './tasks/sentence-similarity.ts';
import { summarization } from './tasks/summarization.ts';
import { tableQuestionAnswering } from './tasks/table-question-answering.ts';
import { textClassification } from './tasks/text-classification.ts';
import { textGeneration } from './tasks/text-generation.ts';
import { textRanking } from './tasks/text-ranking.ts';
import { textToImage } from './tasks/text-to-image.ts';
import { textToSpeech } from './tasks/text-to-speech.ts';
import { tokenClassification } from './tasks/token-classification.ts';
import { translation } from './tasks/translation.ts';
import { zeroShotClassification } from './tasks/zero-shot-classification.ts';
import { zeroShotImageClassification } from './tasks/zero-shot-image-classification.ts';

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
  | 'embedding'
  | 'sentence-similarity'
  | 'text-ranking'
  | 'table-question-answering'
  | 'text-to-image'
  | 'image-to-image'
  | 'image-to-text'
  | 'image-classification'
  | 'zero-shot-image-classification'
  | 'object-detection'
  | 'image-segmentation'
  | 'visual-question-answering'
  | 'document-question-answering'
  | 'automatic-speech-recognition'
  | 'audio-classification'
  | 'text-to-speech';

const create = defineProvider({
  ...hfBase,
  transport: throughKy,
  catalog: hubCatalog,
  tasks: (settings: HfSettings, catalog) => {
    const router = createRouter(settings);
    const rows = {
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
      'sentence-similarity': sentenceSimilarity(router),
      'text-ranking': textRanking(router),
      'table-question-answering': tableQuestionAnswering(router),
      'text-to-image': textToImage(router),
      'image-to-image': imageToImage(router),
      'image-to-text': imageToText(router),
      'image-classification': imageClassification(router),
      'zero-shot-image-classification': zeroShotImageClassification(router),
      'object-detection': objectDetection(router),
      'image-segmentation': imageSegmentation(router),
      'visual-question-answering': visualQuestionAnswering(router),
      'document-question-answering': documentQuestionAnswering(router),
      'automatic-speech-recognition': automaticSpeechRecognition(router),
      'audio-classification': audioClassification(router),
      'text-to-speech': textToSpeech(router),
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
