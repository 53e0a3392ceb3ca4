import type { TransportEffect } from '../faults/table.ts';

/** What is sent at once: text as UTF-8, or bytes as they are. */
type Frame = string | Uint8Array<ArrayBuffer>;

/** An answer cut into the pieces in which it is sent, with what the faults need to spoil it. */
export interface Script {
  /** The frames that carry the answer. */
  readonly body: readonly Frame[];
  /** The frames that say that the answer is complete. */
  readonly end: readonly string[];
  /** A frame whose data is not JSON. */
  readonly broken: string;
  /** Frames whose data is JSON but carries no answer. */
  readonly foreign: readonly string[];
  /** A frame that reports an error, and a second shape in which the same vendor has been seen to report one. */
  readonly error: string;
  /** The frame that reports an error at the very beginning, where it is another one. */
  readonly openingError?: string;
  readonly alternateError: string;
}

/** One step of sending: bytes, a pause in milliseconds, a broken connection, or silence until the client leaves. */
export type Step =
  | { readonly send: Frame }
  | { readonly wait: number }
  | { readonly outcome: 'fail' }
  | { readonly outcome: 'stall' };

/** Milliseconds in which what was sent arrives; a socket that is closed at once takes it back. */
const arrivalDelay = 20;

type Direction = (script: Script, slowFrameDelay: number) => readonly Step[];

const directions: Readonly<Record<TransportEffect, Direction>> = {
  'cut-stream': ({ body }) => sends(firstHalf(body)),
  drop: ({ body }) => [...sends(firstHalf(body)), { wait: arrivalDelay }, { outcome: 'fail' }],
  slow: ({ body, end }, wait) => sends([...body, ...end]).flatMap((step) => [{ wait }, step]),
  hang: () => [{ outcome: 'stall' }],
  malformed: ({ body, broken, end }) => sends([...firstHalf(body), broken, ...secondHalf(body), ...end]),
  'wrong-shape': ({ foreign }) => sends(foreign),
  'error-first': ({ error, openingError }) => sends([openingError ?? error]),
  'error-mid': ({ body, error }) => sends([...firstHalf(body), error]),
  'error-mid-alternate': ({ body, alternateError }) => sends([...firstHalf(body), alternateError]),
};

/** The steps in which a script is sent, spoilt by `effect` if there is one. */
export function stepsOf(script: Script, effect: TransportEffect | undefined, slowFrameDelay: number): readonly Step[] {
  if (effect === undefined) return sends([...script.body, ...script.end]);
  return directions[effect](script, slowFrameDelay);
}

function sends(frames: readonly Frame[]): readonly Step[] {
  return frames.map((send) => ({ send }));
}

/**
 * How many frames an effect sends before it strikes in the middle. The first frame often only opens the stream, so it
 * is never less than two frames where there are more.
 */
export function halfLength(frames: readonly Frame[]): number {
  return Math.max(Math.min(2, frames.length), Math.ceil(frames.length / 2));
}

function firstHalf(frames: readonly Frame[]): readonly Frame[] {
  return frames.slice(0, halfLength(frames));
}

function secondHalf(frames: readonly Frame[]): readonly Frame[] {
  return frames.slice(halfLength(frames));
}
