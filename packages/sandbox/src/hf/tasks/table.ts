import { textClassification, zeroShotClassification } from './classification.ts';
import type { Task } from './define.ts';
import { fillMask, questionAnswering, tokenClassification } from './extraction.ts';
import { summarization, textToTextGeneration, translation } from './text.ts';
import { featureExtraction, sentenceSimilarity } from './vectors.ts';

/** The tasks by their pipeline names. Text generation, which can stream, stands apart. */
export const tasks: ReadonlyMap<string, Task> = new Map<string, Task>([
  ['feature-extraction', featureExtraction],
  ['fill-mask', fillMask],
  ['question-answering', questionAnswering],
  ['sentence-similarity', sentenceSimilarity],
  ['summarization', summarization],
  ['text-classification', textClassification],
  ['text2text-generation', textToTextGeneration],
  ['token-classification', tokenClassification],
  ['translation', translation],
  ['zero-shot-classification', zeroShotClassification],
]);
