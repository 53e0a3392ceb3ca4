import type { AudioHeader } from '../media/audio-header.ts';

/** A piece of a transcript, with its place in the sound in seconds. */
export interface SpokenPiece {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const pieceOf = { clause: /[^,.]+[,.]/gu, word: /\s*\S+/gu } as const;

/** What stands for the transcript of a sound: it says what came, because the sandbox does not listen. */
export function transcribe({ type }: AudioHeader, byteLength: number): string {
  return `[sandbox] ${byteLength} bytes of ${type} came, and nobody listened.`;
}

/** The clauses or the words of a transcript, spread evenly over the sound. Places are rounded to hundredths. */
export function spokenPieces(text: string, kind: keyof typeof pieceOf, seconds: number): readonly SpokenPiece[] {
  const pieces = text.match(pieceOf[kind]) ?? [];
  const place = (index: number): number => Math.round((100 * seconds * index) / pieces.length) / 100;
  return pieces.map((piece, index) => ({ text: piece, start: place(index), end: place(index + 1) }));
}
