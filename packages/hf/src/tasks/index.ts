import type { Router } from '../routing.ts';
import { audioClassification } from './audio-classification.ts';
import { automaticSpeechRecognition } from './automatic-speech-recognition.ts';
import { embedding } from './embedding.ts';
import { fillMask } from './fill-mask.ts';
import { imageClassification } from './image-classification.ts';
import { documentQuestionAnswering, visualQuestionAnswering } from './image-question-answering.ts';
import { imageSegmentation } from './image-segmentation.ts';
import { imageToImage } from './image-to-image.ts';
import { imageToText } from './image-to-text.ts';
import { objectDetection } from './object-detection.ts';
import { questionAnswering } from './question-answering.ts';
import { sentenceSimilarity } from './sentence-similarity.ts';
import { summarization } from './summarization.ts';
import { tableQuestionAnswering } from './table-question-answering.ts';
import { textClassification } from './text-classification.ts';
import { textRanking } from './text-ranking.ts';
import { textToImage } from './text-to-image.ts';
import { textToSpeech } from './text-to-speech.ts';
import { tokenClassification } from './token-classification.ts';
import { translation } from './translation.ts';
import { zeroShotClassification } from './zero-shot-classification.ts';
import { zeroShotImageClassification } from './zero-shot-image-classification.ts';

/** What the full door does beside what streams. */
export const hfTasks = (router: Router) => ({
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
});
