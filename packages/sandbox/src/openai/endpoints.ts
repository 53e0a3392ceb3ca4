import { answerSpeech } from './audio/speech.ts';
import { answerTranscription } from './audio/transcription.ts';
import { answerChatCompletions } from './chat.ts';
import { answerEmbeddings } from './embeddings.ts';
import type { Endpoint } from './endpoint.ts';
import { answerEdit, answerGeneration } from './images/answer.ts';
import { answerModeration } from './moderations.ts';
import { answerResponses } from './responses.ts';

/** What answers each path that is posted to. */
export const endpoints: Readonly<Record<string, Endpoint>> = {
  '/chat/completions': answerChatCompletions,
  '/responses': answerResponses,
  '/embeddings': answerEmbeddings,
  '/images/generations': answerGeneration,
  '/images/edits': answerEdit,
  '/audio/speech': answerSpeech,
  '/audio/transcriptions': answerTranscription,
  '/moderations': answerModeration,
};
