import { InferenceError } from '@x/core';

/** What a stub was asked. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  /** Parsed JSON, or the form. */
  readonly body: unknown;
}

/** A fetch that answers with `respond` and remembers what it was asked. */
export function stubFetch(respond: (seen: Seen) => Response): {
  readonly fetch: typeof globalThis.fetch;
  readonly seen: Seen[];
} {
  const seen: Seen[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const { body, method = 'GET', headers } = init;
    const request = {
      method,
      url: String(input),
      headers: new Headers(headers),
      body: typeof body === 'string' ? JSON.parse(body) : body,
    };
    seen.push(request);
    return respond(request);
  };
  return { fetch, seen };
}

/** A fetch that always gives this JSON. */
export const giving = (body: unknown, init?: ResponseInit): typeof globalThis.fetch =>
  stubFetch(() => Response.json(body, init)).fetch;

/** The error that a promise fails with. */
export async function failureOf(work: Promise<unknown>): Promise<InferenceError> {
  const error = await work.then(
    () => new Error('it was expected to fail, and did not'),
    (reason: unknown) => reason,
  );
  if (InferenceError.is(error)) return error;
  throw error;
}

/** A form as plain data: a file is its name, type and bytes. */
export async function entriesOf(body: unknown): Promise<readonly (readonly [string, unknown])[]> {
  if (!(body instanceof FormData)) throw new Error('it is no form');
  return Promise.all(
    [...body].map(async ([name, value]) =>
      typeof value === 'string'
        ? ([name, value] as const)
        : ([name, { name: value.name, type: value.type, bytes: [...(await value.bytes())] }] as const),
    ),
  );
}
