import { createReadStream } from 'node:fs';

/** A line of a file. */
export interface Line {
  /** From 1. */
  readonly number: number;
  /** Without its line end. */
  readonly text: string;
  /** Length in the file, line end included. */
  readonly bytes: number;
  /** False for a last line that the file breaks off in. */
  readonly ended: boolean;
}

const lineEnd = 0x0a;

/** The lines of a UTF-8 file, read as they are asked for. Throws what the file system throws. */
export async function* linesOf(path: string): AsyncGenerator<Line, void> {
  let number = 0;
  let open: Uint8Array[] = [];
  for await (const chunk of createReadStream(path) as AsyncIterable<Uint8Array>) {
    let start = 0;
    for (let end = chunk.indexOf(lineEnd); end !== -1; end = chunk.indexOf(lineEnd, start)) {
      yield lineFrom([...open, chunk.subarray(start, end)], ++number, true);
      open = [];
      start = end + 1;
    }
    if (start < chunk.length) open.push(chunk.subarray(start));
  }
  if (open.length > 0) yield lineFrom(open, ++number, false);
}

function lineFrom(pieces: readonly Uint8Array[], number: number, ended: boolean): Line {
  const whole = Buffer.concat(pieces);
  // A decoder of its own for each line: a byte order mark is dropped, and a broken line does not spoil the next.
  return { number, text: new TextDecoder().decode(whole), bytes: whole.length + (ended ? 1 : 0), ended };
}
