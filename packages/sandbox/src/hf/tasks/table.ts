import { audioClassification, automaticSpeechRecognition, textToSpeech } from './audio.ts';
import { textClassification, zeroShotClassification } from './classification.ts';
import type { Task } from './define.ts';
import { fillMask, questionAnswering, tokenClassification } from './extraction.ts';
import { imageToImage, textToImage } from './pictures.ts';
import { textRanking } from './ranking.ts';
import { tableQuestionAnswering } from './table-questions.ts';
import { summarization, textToTextGeneration, translation } from './text.ts';
import { featureExtraction, sentenceSimilarity } from './vectors.ts';
import {
  imageClassification,
  imageSegmentation,
  imageToText,
  objectDetection,
  zeroShotImageClassification,
} from './vision.ts';
import { documentQuestionAnswering, visualQuestionAnswering } from './visual-questions.ts';

/** The tasks by their pipeline names. Text generation, which can stream, stands apart. */
export const tasks: ReadonlyMap<string, Task> = new Map<string, Task>([
  ['audio-classification', audioClassification],
  ['automatic-speech-recognition', automaticSpeechRecognition],
  ['document-question-answering', documentQuestionAnswering],
  ['feature-extraction', featureExtraction],
  ['fill-mask', fillMask],
  ['image-classification', imageClassification],
  ['image-segmentation', imageSegmentation],
  ['image-to-image', imageToImage],
  ['image-to-text', imageToText],
  ['object-detection', objectDetection],
  ['question-answering', questionAnswering],
  ['sentence-similarity', sentenceSimilarity],
  ['summarization', summarization],
  ['table-question-answering', tableQuestionAnswering],
  ['text-classification', textClassification],
  ['text-ranking', textRanking],
  ['text-to-image', textToImage],
  ['text-to-speech', textToSpeech],
  ['text2text-generation', textToTextGeneration],
  ['token-classification', tokenClassification],
  ['translation', translation],
  ['visual-question-answering', visualQuestionAnswering],
  ['zero-shot-classification', zeroShotClassification],
  ['zero-shot-image-classification', zeroShotImageClassification],
]);
