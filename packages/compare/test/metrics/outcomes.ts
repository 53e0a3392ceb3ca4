import type { MeasuredCell, Outcome, Place } from '../../src/metrics/outcome.ts';

/** An answer in words, as a streamed call gives it. */
export const answered = (text: string, more: Partial<Outcome> = {}): Outcome => ({
  status: 'ok',
  text,
  finishReason: 'stop',
  ...more,
});

/** What a task other than chat answered. */
export const output = (fields: Readonly<Record<string, unknown>>): Outcome => ({ status: 'ok', output: fields });

export const failure: Outcome = { status: 'error', error: 'timeout' };

/** A cell; the only prompt, the first row and the first repeat unless said otherwise. */
export const cell = (target: string, outcome: Outcome | string, place: Partial<Place> = {}): MeasuredCell => ({
  target,
  prompt: 'p',
  row: 0,
  repeat: 0,
  ...place,
  outcome: typeof outcome === 'string' ? answered(outcome) : outcome,
});
