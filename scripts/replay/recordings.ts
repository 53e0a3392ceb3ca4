/**
 * Loads a folder of recordings and brings its three file shapes (one of `openai`, `gemini` and `hf-chat`, one of
 * `hf-tapes`, one of `hf-hub`) into one.
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { UsageError } from './usage-error.ts';
import { at, isRecord, numberAt, stringAt } from './witness/json.ts';

export type RecordedBody = string | Uint8Array<ArrayBuffer>;

/** One interaction with a vendor. */
export interface Recorded {
  /** Folder and name. */
  readonly file: string;
  readonly folder: string;
  /** `recorded` is raw traffic; anything else says what it is. */
  readonly provenance: string;
  /** '' where the request was not kept. */
  readonly method: string;
  readonly url: string;
  /** The JSON that was sent; undefined where it was not kept or is not JSON. */
  readonly sent: unknown;
  /** The endpoint as the file names it, or the task. */
  readonly label: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Who answered, as the recorder of `hf-tapes` names it ('router:hf-inference', 'fal-ai'); '' elsewhere. */
  readonly servedBy: string;
  /** Text, or the bytes of a picture or a sound; undefined when the recorder left it out, see `bodyLeftOut`. */
  readonly body: RecordedBody | undefined;
  readonly bodyLeftOut?: string | undefined;
}

const FOLDERS = ['openai', 'gemini', 'hf-chat', 'hf-tapes', 'hf-hub'] as const;

/**
 * Every recording below a folder, in the order of the file names.
 *
 * @throws UsageError when the folder cannot be read, or holds none.
 */
export async function loadRecordings(root: string): Promise<readonly Recorded[]> {
  const present = await readdir(root).catch((error: Error) => {
    throw new UsageError(`The recordings cannot be read: ${error.message}.`);
  });
  const folders = FOLDERS.filter((folder) => present.includes(folder));
  const recordings = (await Promise.all(folders.map((folder) => loadFolder(root, folder)))).flat();
  if (recordings.length === 0) {
    throw new UsageError(`${root} holds no recordings: expected JSON files in ${FOLDERS.join(', ')} below it.`);
  }
  return recordings;
}

async function loadFolder(root: string, folder: string): Promise<readonly Recorded[]> {
  const names = (await readdir(join(root, folder))).filter((name) => name.endsWith('.json')).sort();
  return Promise.all(
    names.map(async (name) => normalise(folder, name, JSON.parse(await readFile(join(root, folder, name), 'utf8')))),
  );
}

/** Brings the JSON of one file to the common shape. */
export function normalise(folder: string, name: string, json: unknown): Recorded {
  const label = stringAt(json, 'endpoint') ?? stringAt(json, 'task') ?? '';
  const headers = headersOf(at(json, 'response', 'headers'));
  const isMedia = label.includes('(binary)') || /^(?:image|audio)\//.test(headers['content-type'] ?? '');
  return {
    file: `${folder}/${name}`,
    folder,
    provenance: stringAt(json, 'provenance') ?? 'recorded',
    method: stringAt(json, 'request', 'method') ?? '',
    url: stringAt(json, 'request', 'url') ?? '',
    sent: sentOf(folder, at(json, 'request', 'body')),
    label,
    servedBy: stringAt(json, 'provider') ?? '',
    status: numberAt(json, 'response', 'status') ?? 0,
    headers,
    ...(folder === 'hf-hub' ? hubBody(at(json, 'response', 'body'), isMedia) : bodyOf(at(json, 'response'), isMedia)),
  };
}

function sentOf(folder: string, body: unknown): unknown {
  return folder === 'hf-hub' ? at(body, 'json') : (body ?? undefined);
}

/** They describe the bytes on the wire before the recorder decoded them. */
const OF_THE_WIRE = new Set(['content-encoding', 'content-length', 'transfer-encoding', 'connection']);

function headersOf(headers: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(isRecord(headers) ? headers : {});
  return Object.fromEntries(
    entries
      .map(([name, value]) => [name.toLowerCase(), String(value)])
      .filter(([name]) => !OF_THE_WIRE.has(name ?? '')),
  );
}

type Body = Pick<Recorded, 'body' | 'bodyLeftOut'>;

const ELIDED = /<elided base64/;

function bodyOf(response: unknown, isMedia: boolean): Body {
  if (at(response, 'bodyEmptyBecauseBinary') === true) return leftOut('bodyEmptyBecauseBinary');
  if (at(response, 'bodyTruncatedFrom') !== undefined) return leftOut('body cut by the recorder');
  const text = stringAt(response, 'sse_text') ?? stringAt(response, 'bodyText');
  if (isMedia && text !== undefined) return { body: mediaBytes(text) };
  const body = text ?? jsonText(at(response, 'body'));
  return kept(body);
}

/** A recorder that read a stream line by line and lost the blank lines that end its events. */
const JOINED_EVENTS = /^data: ?\{.*\r?\ndata: ?\{/m;

function kept(body: string): Body {
  if (ELIDED.test(body)) return leftOut('elided body: media were taken out of the answer');
  if (JOINED_EVENTS.test(body)) return leftOut('the recorder lost blank lines between the events');
  return { body };
}

/** A string is the body itself: text that was not JSON. */
function jsonText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body ?? null);
}

function hubBody(body: unknown, isMedia: boolean): Body {
  if (at(body, 'truncatedFrom') !== undefined) return leftOut('body cut by the recorder');
  const text = stringAt(body, 'text');
  if (text !== undefined) return kept(text);
  const base64 = stringAt(body, 'base64') ?? '';
  if (isMedia && base64 !== '') return { body: mediaBytes(base64) };
  const decoded = decompress(Buffer.from(base64, 'base64'));
  return decoded === undefined ? leftOut('binary body') : kept(decoded);
}

/** A recorder that wrote bytes as base64, some as a `data:` URL. */
function mediaBytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text.replace(/^data:[^,]*,/, ''), 'base64'));
}

/** A recorder that kept compressed JSON as it came over the wire, without saying how it was compressed. */
function decompress(bytes: Buffer): string | undefined {
  for (const decode of [gunzipSync, brotliDecompressSync]) {
    try {
      return decode(bytes).toString('utf8');
    } catch {
      // Not that encoding: the next, or none, which is the caller's to say.
    }
  }
  return undefined;
}

function leftOut(reason: string): Body {
  return { body: undefined, bodyLeftOut: reason };
}
