import { InferenceError } from '@x/core';
import * as fc from 'fast-check';
import { type Subject, subjects } from './subjects.ts';
import { type Change, change, changeBytes, changedJson } from './wrong-bytes.ts';

export interface Case {
  /** Its name. */
  readonly subject: string;
  readonly streaming: boolean;
  /** Which of the subject's answers. */
  readonly answer: number;
  readonly changes: readonly Change[];
  readonly status: number;
  readonly contentType: string | undefined;
  /** Bytes a piece. */
  readonly cut: number;
  /** How the events of a stream are written. */
  readonly lineEnd: string;
}

/** No timer of the call is longer than this, in milliseconds, so what takes longer hangs. */
const PATIENCE = 10_000;

export const anyCase: fc.Arbitrary<Case> = fc.record({
  subject: fc.constantFrom(...Object.keys(subjects)),
  streaming: fc.boolean(),
  answer: fc.nat(),
  changes: fc.array(change, { minLength: 1, maxLength: 4 }),
  status: fc.oneof({ weight: 6, arbitrary: fc.constant(200) }, fc.constantFrom(201, 400, 401, 404, 422, 429, 500, 503)),
  contentType: fc.constantFrom('application/json', 'text/event-stream', 'text/html', undefined),
  cut: fc.constantFrom(1, 3, 7, 64, 4_096),
  lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
});

/**
 * Makes the call of a case and checks how it ends.
 *
 * @throws Error when it ends as anything but an answer of the promised kind or an InferenceError, or does not end.
 */
export async function checkCase(given: Case): Promise<'answer' | InferenceError['code']> {
  const subject = subjects[given.subject];
  if (subject === undefined) throw new Error(`there is no subject ${given.subject}`);
  const streaming = given.streaming && subject.streams.length > 0;
  const bytes = changeBytes(new TextEncoder().encode(bodyOf(given, subject, streaming)), given.changes);
  const fetch = async (): Promise<Response> => respond(bytes, given);
  const ending = subject.call(fetch, streaming).then(
    (output) => checkOutput(output),
    (error: unknown) => {
      if (InferenceError.is(error)) return checkError(error);
      throw new Error('the call threw something that is no InferenceError', { cause: error });
    },
  );
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hanging = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('the call hangs')), PATIENCE);
  });
  return Promise.race([ending, hanging]).finally(() => clearTimeout(timer));
}

function bodyOf({ answer, changes, lineEnd }: Case, subject: Subject, streaming: boolean): string {
  if (!streaming) return changedJson(subject.bodies[answer % subject.bodies.length], changes);
  const events = subject.streams[answer % subject.streams.length] ?? [];
  // The changes fall on the events as one document, so that whole events change and vanish too.
  const text = changedJson(events, changes);
  const list = parsed(text);
  if (!Array.isArray(list)) return text;
  return list
    .map((event) => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}${lineEnd}${lineEnd}`)
    .join('');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    // The changes made it something that is no JSON; it is sent as it is.
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function respond(bytes: Uint8Array, { status, contentType, cut }: Case): Response {
  let place = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (place >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(place, place + cut));
      place += cut;
    },
  });
  return new Response(body, { status, headers: contentType === undefined ? {} : { 'content-type': contentType } });
}

const codes: readonly string[] = [
  ...['auth', 'permission', 'gated', 'quota', 'rate-limit', 'overloaded', 'invalid-request', 'context-length'],
  ...['not-found', 'unsupported', 'bad-response', 'interrupted', 'network', 'timeout', 'aborted', 'server'],
];

/** What every error promises. */
function checkError({ code, message, retryAfterMs, partial }: InferenceError): InferenceError['code'] {
  if (!codes.includes(code)) throw new Error(`the error's code is ${String(code)}`);
  if (message.trim() === '' || /\[object |undefined|NaN/.test(message)) throw new Error(`the message is: ${message}`);
  if (retryAfterMs !== undefined && !(retryAfterMs >= 0)) throw new Error(`retryAfterMs is ${retryAfterMs}`);
  if (partial && !(typeof partial.text === 'string' && partial.content.every(isPart)))
    throw new Error('partial is wrong');
  return code;
}

const finishReasons: readonly unknown[] = ['stop', 'length', 'tool-calls', 'content-filter', 'other'];

/** What every output promises, whatever the task. */
function checkOutput(output: unknown): 'answer' {
  if (!isRecord(output) || !isRecord(output['meta'])) throw new Error('the output has no meta');
  const { text, content, finishReason, usage } = output;
  if (text !== undefined && typeof text !== 'string') throw new Error('text is no string');
  if (content !== undefined && !(Array.isArray(content) && content.every(isPart)))
    throw new Error('content is no list of parts');
  if (finishReason !== undefined && !finishReasons.includes(finishReason))
    throw new Error(`finishReason is ${finishReason}`);
  for (const [name, count] of Object.entries(isRecord(usage) ? usage : {})) {
    if (!Number.isFinite(count) || Number(count) < 0) throw new Error(`usage.${name} is ${String(count)}`);
  }
  return 'answer';
}

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
const isPart = (part: unknown): boolean =>
  isRecord(part) &&
  typeof part['type'] === 'string' &&
  (part['text'] === undefined || typeof part['text'] === 'string') &&
  (part['type'] !== 'tool-call' || (typeof part['id'] === 'string' && typeof part['name'] === 'string'));
