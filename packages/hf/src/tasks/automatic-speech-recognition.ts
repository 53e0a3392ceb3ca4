import type { TaskInput, TaskOutput } from '@x/core';
import { check, type ReplyContext, type RequestContext, type WireTask } from '@x/core/adapter';
import * as z from 'zod/mini';
import type { Router } from '../routing.ts';
import type { TaskParameters } from './body.ts';
import { audioTask } from './media-task.ts';
import { asList, unwrapBatch } from './shapes.ts';

type Transcript = TaskOutput<'automatic-speech-recognition'>;

/** What is said in a recording; with `timestamps` also when, in seconds. */
export const automaticSpeechRecognition = (router: Router): WireTask<'automatic-speech-recognition'> =>
  audioTask(router, {
    parameters: settingsOf,
    read: (answer, _, reply) => ({ ...readTranscript(answer, reply), ...reply.base() }),
  });

function settingsOf(
  { language, timestamps }: TaskInput<'automatic-speech-recognition'>,
  context: RequestContext,
): TaskParameters {
  if (language !== undefined) {
    const message = 'the wire has no such setting; it was left out, and the model finds the language out by itself';
    context.warn({ type: 'unsupported', setting: 'language', message });
  }
  return { return_timestamps: timestamps };
}

/** The last chunk has no end where the recording breaks off in it. */
const Chunk = z.object({ text: z.string(), timestamp: z.tuple([z.number(), z.nullable(z.number())]) });

const Transcripts = z
  .array(z.object({ text: z.string(), chunks: z.optional(z.nullable(z.array(Chunk))) }))
  .check(z.minLength(1));

function readTranscript(answer: unknown, reply: ReplyContext): Pick<Transcript, 'text' | 'chunks'> {
  const [transcript] = check(Transcripts, asList(unwrapBatch(answer)), reply);
  if (transcript === undefined) throw reply.unreadable('it holds no text');
  const { text, chunks } = transcript;
  if (chunks === undefined || chunks === null) return { text };
  return { text, chunks: chunks.map(writeChunk) };
}

function writeChunk({
  text,
  timestamp: [start, end],
}: z.infer<typeof Chunk>): NonNullable<Transcript['chunks']>[number] {
  return { text, start, ...(end !== null && { end }) };
}
