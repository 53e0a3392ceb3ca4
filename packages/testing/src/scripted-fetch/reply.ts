/** What follows the last byte of a scripted body. */
export type BodyEnding =
  /** The body ends as it should. */
  | 'close'
  /** The connection is lost: reading the body fails. */
  | 'break'
  /** Nothing more comes and nothing ends, until the caller gives up. */
  | 'hang';

/** How a scripted body is handed over: a frame at a time, all at once, or in pieces of that many bytes. */
export type BodyCut = 'frames' | 'whole' | number;

/** A response that a scripted fetch plays. Of `json`, `text` and `frames` one is given, or none for an empty body. */
export interface ScriptedResponse {
  /** Default 200. */
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Sent as JSON. */
  readonly json?: unknown;
  /** Sent as it stands; `text/plain` unless `headers` say otherwise. */
  readonly text?: string | undefined;
  /** Sent as an event stream; every frame is text as it goes over the wire, with its blank line. */
  readonly frames?: readonly string[] | undefined;
  /** Default 'frames'. */
  readonly cut?: BodyCut | undefined;
  /** Default 'close'. */
  readonly ending?: BodyEnding | undefined;
  /** Milliseconds before the headers. Default none. */
  readonly delayMs?: number | undefined;
  /** Milliseconds before every piece of the body but the first. Default none. */
  readonly betweenMs?: number | undefined;
}

/** A request that gets no response: it fails as `fetch` fails, or never comes back. */
export type ScriptedFailure = { readonly fails: Error } | { readonly hangs: true };

/** What a scripted fetch does with one request. */
export type ScriptedReply = ScriptedResponse | ScriptedFailure;

/** A body's bytes in the pieces in which they are handed over. */
export function bodyPieces(response: ScriptedResponse): readonly Uint8Array<ArrayBuffer>[] {
  const { cut = 'frames' } = response;
  const texts = bodyTexts(response).filter((text) => text !== '');
  const encoder = new TextEncoder();
  if (cut === 'frames') return texts.map((text) => encoder.encode(text));
  const bytes = encoder.encode(texts.join(''));
  return cut === 'whole' ? [bytes] : sliced(bytes, cut);
}

/** The headers of a response, with the content type that its body has by itself. */
export function responseHeaders({ json, text, frames, headers }: ScriptedResponse): Headers {
  const all = new Headers();
  if (json !== undefined) all.set('content-type', 'application/json');
  else if (frames !== undefined) all.set('content-type', 'text/event-stream');
  else if (text !== undefined) all.set('content-type', 'text/plain');
  for (const [name, value] of Object.entries(headers ?? {})) all.set(name, value);
  return all;
}

function bodyTexts({ json, text, frames }: ScriptedResponse): readonly string[] {
  if (json !== undefined) return [JSON.stringify(json)];
  return frames ?? [text ?? ''];
}

function sliced(bytes: Uint8Array<ArrayBuffer>, length: number): readonly Uint8Array<ArrayBuffer>[] {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  for (let place = 0; place < bytes.length; place += length) pieces.push(bytes.slice(place, place + length));
  return pieces;
}
