import { jsonSchema, type MediaInput, type TaskInput, type TaskOutput } from '@x/core';
import { check, type ReplyContext, type RequestContext, type WireTask } from '@x/core/adapter';
import * as z from 'zod/mini';
import { generateContentRequest, notDelivered, readGenerated } from '../generate-content/other-task.ts';

type Input = TaskInput<'automatic-speech-recognition'>;
type Transcript = Pick<TaskOutput<'automatic-speech-recognition'>, 'text' | 'chunks'>;

/**
 * What is said in a recording, by `generateContent`: the recording and the request to write it down word for word. With
 * `timestamps` the answer is asked for as JSON, and its times are the model's estimate.
 */
export const automaticSpeechRecognition: WireTask<'automatic-speech-recognition'> = {
  request(input, context) {
    const { model, audio, timestamps, parameters, providerOptions } = input;
    requireSound(audio, context);
    const content = [{ type: 'text', text: instruction(input) } as const, { type: 'audio', media: audio } as const];
    const responseFormat = timestamps ? ({ type: 'json', schema: segmentsSchema } as const) : undefined;
    const messages = [{ role: 'user', content } as const];
    return generateContentRequest({ model, messages, responseFormat, parameters, providerOptions }, {}, context);
  },
  read(body, { timestamps }, reply) {
    const answer = readGenerated(body, reply);
    if (answer.finishReason === 'length') {
      const message = 'the transcript was cut off at the limit of the model. Send the recording in shorter pieces';
      throw reply.exchange.error('bad-response', message);
    }
    // Where nothing is said there is nothing to write; only a sound end says that it was so.
    if (answer.finishReason !== 'stop') throw notDelivered('transcript', answer, reply);
    return { ...(timestamps ? readSegments(answer.text, reply) : { text: answer.text.trim() }), ...answer.base };
  },
};

/** A recording, or a film, whose sound is heard too. */
const sounding = /^(audio|video)\//i;

/** @throws InferenceError 'invalid-request' for a recording that is missing, empty or said to be something else. */
function requireSound(audio: MediaInput, context: RequestContext): void {
  const refuse = (message: string) => context.refuse('invalid-request', message);
  if (typeof audio !== 'object' || audio === null) {
    throw refuse('audio is missing. Give it as a Blob, or as { mediaType, data }');
  }
  const type = audio instanceof Blob ? audio.type : audio.mediaType;
  if (type && !sounding.test(type)) throw refuse(`audio is ${type}. Give an audio file`);
  if ('url' in audio) return;
  const size = audio instanceof Blob ? audio.size : audio.data.length;
  if (size === 0) throw refuse('audio is empty. Give the bytes of the file');
}

function instruction({ language, timestamps }: Input): string {
  return [
    'Write down what is said in this recording, word for word and in the language in which it is said.',
    language && `The language is ${language} (BCP 47).`,
    timestamps
      ? 'Give it in segments, one for each sentence, with start and end in seconds from the beginning of the recording.'
      : 'Answer with the transcript alone: no title, no comments, no times.',
    'Where nothing is said, leave it empty.',
  ]
    .filter(Boolean)
    .join(' ');
}

const segmentsSchema = jsonSchema({
  type: 'object',
  properties: {
    segments: {
      type: 'array',
      items: {
        type: 'object',
        properties: { start: { type: 'number' }, end: { type: 'number' }, text: { type: 'string' } },
        required: ['start', 'end', 'text'],
      },
    },
  },
  required: ['segments'],
});

const Segments = z.object({
  segments: z.array(z.object({ start: z.number(), end: z.optional(z.nullable(z.number())), text: z.string() })),
});

function readSegments(json: string, reply: ReplyContext): Transcript {
  const { segments } = check(Segments, parsed(json, reply), reply);
  const chunks = segments.map(({ start, end, text }) => ({
    text: text.trim(),
    start,
    ...(typeof end === 'number' && { end }),
  }));
  return { text: chunks.map(({ text }) => text).join(' '), chunks };
}

function parsed(json: string, reply: ReplyContext): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw reply.unreadable('the segments are not JSON');
  }
}
