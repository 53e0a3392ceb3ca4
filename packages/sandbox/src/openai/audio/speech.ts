import * as z from 'zod';
import { firstIssueError } from '../../chat-completions/request-error.ts';
import { speak, speechSampleRate } from '../../engines/speech.ts';
import { toBase64 } from '../../media/base64.ts';
import { MediaFile } from '../../media/media-file.ts';
import { silentMp3 } from '../../media/mp3.ts';
import { encodeWav, wavHeaderLength } from '../../media/wav.ts';
import { countTokens } from '../../text/tokens.ts';
import { eventStreamReply, mediaReply } from '../../wire/reply.ts';
import type { Script } from '../../wire/script.ts';
import type { Call } from '../endpoint.ts';
import { planFor } from '../plan.ts';
import { audioScript } from './event-script.ts';

const mostCharacters = 4096;
const eventBytes = 4096;
/** Samples a second of OpenAI's speech; bare samples do not say it, so that it has to be this. */
const sampleRate = 24_000;

const speechRequest = z.strictObject({
  model: z.string(),
  input: z.string().min(1).max(mostCharacters),
  voice: z.union([z.string().min(1), z.object({ id: z.string() })]),
  instructions: z.string().max(mostCharacters).nullish(),
  response_format: z.enum(['mp3', 'opus', 'aac', 'flac', 'wav', 'pcm']).nullish(),
  speed: z.number().min(0.25).max(4).nullish(),
  stream_format: z.enum(['sse', 'audio']).nullish(),
});

type Format = NonNullable<z.infer<typeof speechRequest>['response_format']>;

/** How the tones are written in the formats that the sandbox can write. */
const encoders: ReadonlyMap<Format, (samples: readonly number[]) => MediaFile> = new Map([
  ['mp3', (samples) => new MediaFile('audio/mpeg', silentMp3(samples.length / sampleRate))],
  ['pcm', (samples) => new MediaFile('audio/pcm', wavOf(samples).slice(wavHeaderLength))],
]);

/**
 * Answers `POST /audio/speech`: a tone for each word as WAV or PCM, and a silence as long as that as MP3, which is the
 * default. The sandbox cannot write the other formats and answers with WAV, as the content type says.
 * @throws VendorError where OpenAI would refuse the request.
 */
export function answerSpeech(call: Call): Response {
  const result = speechRequest.safeParse(call.body, { reportInput: true });
  if (!result.success) throw firstIssueError(result.error);
  const { model, input, response_format: format, stream_format: streaming, speed } = result.data;
  const plan = planFor(call, model, streaming === 'sse');
  const samples = plan.change === 'empty' ? [] : spokenAt(speed ?? 1, input);
  const spoken = encoders.get(format ?? 'mp3')?.(samples) ?? new MediaFile('audio/wav', wavOf(samples));
  if (streaming === 'sse') return eventStreamReply(speechScript(spoken, input), plan.transport);
  return mediaReply(spoken, plan.transport);
}

function wavOf(samples: readonly number[]): Uint8Array<ArrayBuffer> {
  return encodeWav(samples, sampleRate);
}

/** Faster speech is shorter, and higher as a record is that is played too fast. */
function spokenAt(speed: number, input: string): readonly number[] {
  const samples = speak(input);
  const step = (speed * speechSampleRate) / sampleRate;
  return Array.from(
    { length: Math.floor(samples.length / step) },
    (_, index) => samples[Math.floor(index * step)] ?? 0,
  );
}

function speechScript({ bytes }: MediaFile, input: string): Script {
  const starts = Array.from({ length: Math.ceil(bytes.length / eventBytes) }, (_, index) => index * eventBytes);
  const pieces = starts.map((start) => ({
    type: 'speech.audio.delta',
    audio: toBase64(bytes.subarray(start, start + eventBytes)),
  }));
  const usage = { input_tokens: countTokens(input), output_tokens: pieces.length };
  const total = usage.input_tokens + usage.output_tokens;
  return audioScript(pieces, { type: 'speech.audio.done', usage: { ...usage, total_tokens: total } });
}
