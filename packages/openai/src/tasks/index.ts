import { embeddings } from '@x/core/dialects/embeddings';
import { callUrl } from '../hosts.ts';
import { automaticSpeechRecognition } from './automatic-speech-recognition.ts';
import { imageToImage } from './image-to-image.ts';
import { moderation } from './moderation.ts';
import { textToImage } from './text-to-image.ts';
import { textToSpeech } from './text-to-speech.ts';

/** What the full door does beside chat. */
export const openaiTasks = {
  embedding: embeddings({ url: (context, { model }) => callUrl(context, '/embeddings', model) }),
  moderation,
  'text-to-image': textToImage,
  'image-to-image': imageToImage,
  'text-to-speech': textToSpeech,
  'automatic-speech-recognition': automaticSpeechRecognition,
} as const;
