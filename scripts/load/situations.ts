import type { ErrorCode } from '@x/core';

/** What the reader of a stream does. */
export type Reader = 'to the end' | 'leaves' | 'aborts';
export type Ending = 'answer' | 'left' | ErrorCode;

/** A model of the sandbox that misbehaves in one way, and how a call to it may end. */
export interface Situation {
  readonly model: string;
  readonly endings: readonly Ending[];
}

/** Drawn with equal chance, so that about half of the calls meet a fault. */
export const situations: readonly Situation[] = [
  ...Array.from({ length: 12 }, (): Situation => ({ model: 'sandbox/echo', endings: ['answer'] })),
  { model: 'sandbox/slow', endings: ['answer'] },
  { model: 'sandbox/length', endings: ['answer'] },
  { model: 'sandbox/429', endings: ['rate-limit'] },
  { model: 'sandbox/429-retry-after', endings: ['rate-limit'] },
  { model: 'sandbox/503-loading', endings: ['overloaded'] },
  { model: 'sandbox/500', endings: ['server'] },
  { model: 'sandbox/502-html', endings: ['server'] },
  { model: 'sandbox/quota', endings: ['quota'] },
  { model: 'sandbox/cut-stream', endings: ['interrupted'] },
  { model: 'sandbox/drop', endings: ['interrupted', 'network'] },
  { model: 'sandbox/hang', endings: ['timeout'] },
  { model: 'sandbox/silent', endings: ['timeout'] },
  { model: 'sandbox/malformed', endings: ['bad-response', 'interrupted'] },
  { model: 'sandbox/error-first', endings: ['overloaded', 'server'] },
  { model: 'sandbox/error-mid', endings: ['overloaded', 'server'] },
];
