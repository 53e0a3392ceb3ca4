import * as z from 'zod';
import { firstIssueError, invalidRequest } from '../../chat-completions/request-error.ts';
import { transcribe } from '../../engines/transcript.ts';
import { readAudioHeader } from '../../media/audio-header.ts';
import { MediaFile } from '../../media/media-file.ts';
import { eventStreamReply, jsonReply, mediaReply } from '../../wire/reply.ts';
import { UploadedFile } from '../body.ts';
import type { Call } from '../endpoint.ts';
import { planFor } from '../plan.ts';
import {
  type Granularity,
  jsonTranscript,
  subtitles,
  type Transcript,
  transcriptScript,
  verboseTranscript,
} from './transcript.ts';

/** One text or a list of them: a form has both under the same name. */
const texts = z.preprocess((value) => (typeof value === 'string' ? [value] : value), z.array(z.string()));
/** Booleans and numbers come as text in a form. */
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')]);

const transcriptionRequest = z.strictObject({
  file: z.instanceof(UploadedFile),
  model: z.string(),
  language: z.string().nullish(),
  languages: texts.nullish(),
  keywords: texts.nullish(),
  prompt: z.string().nullish(),
  response_format: z.enum(['json', 'text', 'srt', 'verbose_json', 'vtt']).nullish(),
  temperature: z.coerce.number().pipe(z.number().min(0).max(1)).nullish(),
  timestamp_granularities: texts.pipe(z.array(z.enum(['word', 'segment']))).nullish(),
  include: texts.nullish(),
  stream: flag.nullish(),
  chunking_strategy: z.unknown().optional(),
});

type TranscriptionRequest = z.infer<typeof transcriptionRequest>;
type Format = NonNullable<TranscriptionRequest['response_format']>;

type Writer = (transcript: Transcript, granularities: readonly Granularity[]) => unknown;

/** How a transcript is written: a text is sent as it is, anything else as JSON. */
const writers: Readonly<Record<Format, Writer>> = {
  json: jsonTranscript,
  text: ({ text }) => `${text}\n`,
  verbose_json: verboseTranscript,
  srt: (transcript) => subtitles(transcript, 'srt'),
  vtt: (transcript) => subtitles(transcript, 'vtt'),
};

/** The formats that the models after Whisper have; only Whisper knows where words are. */
const laterFormats: readonly Format[] = ['json', 'text'];

/**
 * Answers `POST /audio/transcriptions` with a text that says what came, because the sandbox does not listen.
 * @throws VendorError where OpenAI would refuse the request.
 */
export function answerTranscription(call: Call): Response {
  const request = readRequest(call.body);
  // Whisper takes `stream` and does not heed it.
  const streams = request.stream === true && !request.model.startsWith('whisper');
  const plan = planFor(call, request.model, streams);
  const format = request.response_format ?? 'json';
  if (isLaterModel(request.model) && !laterFormats.includes(format)) throw incompatible(format, request.model);
  const transcript = transcriptOf(request, plan.change === 'empty');
  if (streams) return eventStreamReply(transcriptScript(transcript), plan.transport);
  const written = writers[format](transcript, request.timestamp_granularities ?? ['segment']);
  return typeof written === 'string'
    ? mediaReply(plainText(written), plan.transport)
    : jsonReply(written, plan.transport);
}

function isLaterModel(model: string): boolean {
  return model.startsWith('gpt-');
}

function plainText(text: string): MediaFile {
  return new MediaFile('text/plain; charset=utf-8', new TextEncoder().encode(text));
}

function readRequest(body: unknown): TranscriptionRequest {
  const result = transcriptionRequest.safeParse(body, { reportInput: true });
  if (!result.success) throw firstIssueError(result.error);
  return result.data;
}

function transcriptOf(
  { file: { bytes }, model, language, prompt }: TranscriptionRequest,
  isEmpty: boolean,
): Transcript {
  const header = readAudioHeader(bytes);
  if (header === undefined) {
    throw invalidRequest(
      'Invalid file format. Supported formats: flac, mp3, mp4, mpga, m4a, ogg, wav, webm',
      'file',
      null,
    );
  }
  return {
    text: isEmpty ? '' : transcribe(header, bytes.length),
    seconds: header.seconds,
    language: language ?? 'english',
    prompt: prompt ?? '',
    countsSeconds: !isLaterModel(model),
  };
}

function incompatible(format: Format, model: string): Error {
  return invalidRequest(
    `response_format '${format}' is not compatible with model '${model}'. Use 'json' or 'text' instead.`,
    'response_format',
    'unsupported_value',
  );
}
