import { type SpokenPiece, spokenPieces } from '../../engines/transcript.ts';
import { hash } from '../../text/hash.ts';
import { countTokens, stretches } from '../../text/tokens.ts';
import type { Script } from '../../wire/script.ts';
import { audioScript } from './event-script.ts';

/** What was heard in a sound, and how it is paid for. */
export interface Transcript {
  readonly text: string;
  readonly seconds: number;
  readonly language: string;
  /** What the request said to help; its tokens are counted. */
  readonly prompt: string;
  /** Whether the model charges seconds, as Whisper does, and not tokens. */
  readonly countsSeconds: boolean;
}

/** Of what the places are asked for. */
export type Granularity = 'word' | 'segment';

/** Tokens that one second of sound costs with the models that charge tokens. */
const tokensOfSecond = 10;
const vocabulary = 50_000;

/** The answer in the format `json`. */
export function jsonTranscript(transcript: Transcript): object {
  return { text: transcript.text, usage: usageOf(transcript) };
}

/** The answer in the format `verbose_json`, with the places of segments, of words, or of both. */
export function verboseTranscript(transcript: Transcript, granularities: readonly Granularity[]): object {
  const { text, seconds, language } = transcript;
  return {
    task: 'transcribe',
    language,
    duration: seconds,
    text,
    ...(granularities.includes('word') ? { words: wordsOf(text, seconds) } : {}),
    ...(granularities.includes('segment') ? { segments: spokenPieces(text, 'clause', seconds).map(segmentOf) } : {}),
    usage: usageOf(transcript),
  };
}

/** The answer as subtitles, one for each clause (SubRip, or WebVTT). */
export function subtitles({ text, seconds }: Transcript, format: 'srt' | 'vtt'): string {
  const comma = format === 'srt' ? ',' : '.';
  const cues = spokenPieces(text, 'clause', seconds).map(({ text: piece, start, end }, index) => {
    const number = format === 'srt' ? `${index + 1}\n` : '';
    return `${number}${clock(start, comma)} --> ${clock(end, comma)}\n${piece.trim()}\n`;
  });
  return [...(format === 'vtt' ? ['WEBVTT\n'] : []), ...cues].join('\n');
}

/** A transcript as a stream: its text piece by piece, and the whole once more at the end. */
export function transcriptScript(transcript: Transcript): Script {
  const { text } = transcript;
  const pieces = stretches(text).map((delta) => ({ type: 'transcript.text.delta', delta }));
  return audioScript(pieces, { type: 'transcript.text.done', text, usage: usageOf(transcript) });
}

/** What a transcript cost: seconds, or the tokens of the sound, the prompt and the text. */
function usageOf({ text, seconds, prompt, countsSeconds }: Transcript): object {
  if (countsSeconds) return { type: 'duration', seconds: Math.ceil(seconds) };
  const details = { text_tokens: countTokens(prompt), audio_tokens: Math.ceil(seconds * tokensOfSecond) };
  const input = details.text_tokens + details.audio_tokens;
  const output = countTokens(text);
  return {
    type: 'tokens',
    input_tokens: input,
    input_token_details: details,
    output_tokens: output,
    total_tokens: input + output,
  };
}

function wordsOf(text: string, seconds: number): readonly object[] {
  return spokenPieces(text, 'word', seconds).map(({ text: word, start, end }) => ({ word: word.trim(), start, end }));
}

function segmentOf({ text, start, end }: SpokenPiece, id: number): object {
  return {
    id,
    seek: 0,
    start,
    end,
    text,
    tokens: text.split(/\s+/u).map((word) => hash(word) % vocabulary),
    temperature: 0,
    avg_logprob: 0,
    compression_ratio: 1,
    no_speech_prob: 0,
  };
}

/** Hours, minutes, seconds and milliseconds. */
function clock(seconds: number, comma: string): string {
  const [whole = '', fraction = ''] = new Date(Math.round(seconds * 1000)).toISOString().slice(11, 23).split('.');
  return `${whole}${comma}${fraction}`;
}
