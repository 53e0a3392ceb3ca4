import * as z from 'zod';
import { placesOf } from '../places.ts';
import { type RunRecord, recordSchema, runFileVersion } from './records.ts';

/** The line types of version 1. Lines of other types belong to later versions and are passed over. */
const knownTypes: ReadonlySet<unknown> = new Set(['run', 'row', 'cell', 'end'] satisfies RunRecord['t'][]);

const anyLine = z.looseObject({ t: z.string() });
const anyRun = z.looseObject({ t: z.literal('run'), v: z.int() });

/** What a line turned out to be. */
export type ReadLine =
  | { readonly is: 'record'; readonly record: RunRecord }
  | { readonly is: 'unknown type' }
  | { readonly is: 'newer version'; readonly version: number }
  | { readonly is: 'bad'; readonly message: string };

/** Reads one line, without its line end. Never throws; fields of later versions are dropped. */
export function readLine(line: string): ReadLine {
  const value = parseJson(line);
  const typed = anyLine.safeParse(value);
  if (!typed.success) return { is: 'bad', message: 'is not a JSON object with a "t"' };
  if (!knownTypes.has(typed.data.t)) return { is: 'unknown type' };
  const header = anyRun.safeParse(value);
  if (header.success && header.data.v > runFileVersion) return { is: 'newer version', version: header.data.v };
  const read = recordSchema.safeParse(value);
  return read.success ? { is: 'record', record: read.data } : { is: 'bad', message: placesOf(read.error) };
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    // Not JSON is what undefined stands for here, since no JSON text means it.
    return undefined;
  }
}
