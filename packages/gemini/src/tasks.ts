import { embedding } from './embedding.ts';
import { textToImage } from './images/text-to-image.ts';
import { automaticSpeechRecognition } from './speech/automatic-speech-recognition.ts';
import { textToSpeech } from './speech/text-to-speech.ts';

/** What the full door does beside chat. */
export const geminiTasks = {
  embedding,
  'text-to-image': textToImage,
  'text-to-speech': textToSpeech,
  'automatic-speech-recognition': automaticSpeechRecognition,
} as const;
