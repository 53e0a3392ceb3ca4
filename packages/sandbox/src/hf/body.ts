import { invalidRequest } from '../chat-completions/request-error.ts';
import { parseJson } from '../wire/read-json.ts';

/** The body of a request to a model. */
export interface ModelBody {
  /** As it came, read as UTF-8. */
  readonly text: string;
  /** The JSON value; raw bytes are `{ inputs }`, as the services take them. */
  readonly value: unknown;
}

const jsonType = /\bjson\b/iu;

/**
 * Reads a body that may be JSON or the raw bytes of a medium. Clients send raw bytes under any content type or none,
 * and some send JSON without one, so bytes that are JSON are taken for it.
 * @throws VendorError (HTTP 400) for a body that calls itself JSON and is none.
 */
export function readModelBody(bytes: ArrayBuffer, contentType: string | undefined): ModelBody {
  const text = new TextDecoder().decode(bytes);
  const parsed = parseJson(text);
  if (parsed !== undefined) return { text, value: parsed.value };
  if (jsonType.test(contentType ?? '')) throw invalidRequest('The body of the request is not JSON.', null, null);
  return { text, value: { inputs: new Uint8Array(bytes) } };
}
