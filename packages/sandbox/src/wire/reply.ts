import type { TransportEffect } from '../faults/table.ts';
import type { MediaFile } from '../media/media-file.ts';
import { play } from './play.ts';
import { type Script, stepsOf } from './script.ts';
import type { ErrorReply } from './vendor-error.ts';

/** What the transport does to one answer. */
export interface Transport {
  readonly effect: TransportEffect | undefined;
  /** Milliseconds before each frame under the effect `slow`. */
  readonly slowFrameDelay: number;
}

/** A transport that does nothing to an answer. */
export const soundTransport: Transport = { effect: undefined, slowFrameDelay: 0 };

const jsonType = { 'content-type': 'application/json' };
const eventStreamType = { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-cache' };
const pieceCount = 4;

/** A 200 answer with a JSON body, in one piece unless an effect asks for the pieces. */
export function jsonReply(value: unknown, transport: Transport): Response {
  const text = JSON.stringify(value);
  if (transport.effect === undefined) return new Response(text, { headers: jsonType });
  return scriptReply(jsonScript(text), transport, jsonType);
}

/**
 * A 200 answer whose body is a medium. The effects that spoil what an answer says make JSON of it, because bytes that
 * are merely wrong would look like a medium still.
 */
export function mediaReply({ type, bytes }: MediaFile, transport: Transport): Response {
  const { effect } = transport;
  if (effect === 'malformed' || effect === 'wrong-shape') return jsonReply({}, transport);
  const headers = { 'content-type': type };
  if (effect === undefined) return new Response(bytes, { headers });
  return scriptReply({ ...noFrames, body: piecesOf(bytes) }, transport, headers);
}

/** A 200 answer whose body is a stream of server-sent events. */
export function eventStreamReply(script: Script, transport: Transport): Response {
  return scriptReply(script, transport, eventStreamType);
}

/** A 200 answer whose body is a JSON document that is sent piece by piece. */
export function jsonStreamReply(script: Script, transport: Transport): Response {
  return scriptReply(script, transport, jsonType);
}

/** An error answer as the vendor words it. */
export function errorReply({ status, body, headers }: ErrorReply): Response {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return new Response(text, { status, headers: { ...jsonType, ...headers } });
}

function scriptReply(script: Script, { effect, slowFrameDelay }: Transport, headers: HeadersInit): Response {
  return new Response(play(stepsOf(script, effect, slowFrameDelay)), { headers });
}

function jsonScript(text: string): Script {
  const foreign = ['{"sandbox":"JSON that carries no answer"}'];
  // A control character is not JSON wherever it falls, within a text or between two.
  const broken = '\u0000<not JSON>';
  return { ...noFrames, body: piecesOf(text), broken, foreign };
}

// A unary answer has no place for an error: the fault table sends an HTTP error instead.
const noFrames = { end: [], broken: '', foreign: [], error: '', alternateError: '' } as const;

function piecesOf<Whole extends Sliceable<Whole>>(whole: Whole): readonly Whole[] {
  const pieceLength = Math.ceil(whole.length / pieceCount);
  const pieces: Whole[] = [];
  for (let start = 0; start < whole.length; start += pieceLength) pieces.push(whole.slice(start, start + pieceLength));
  return pieces;
}

interface Sliceable<Whole> {
  readonly length: number;
  slice(start: number, end: number): Whole;
}
