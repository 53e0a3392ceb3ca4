import { vi } from 'vitest';

/** What a stub was asked. */
export interface Seen {
  readonly method: string;
  readonly url: string;
  readonly headers: Headers;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A fetch that answers with `respond` and remembers what it was asked. */
export function stubFetch(respond: (seen: Seen, count: number) => Response | Promise<Response>): {
  readonly fetch: typeof globalThis.fetch;
  readonly seen: Seen[];
} {
  const seen: Seen[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : {};
    const request = { method: init.method ?? 'GET', url: String(input), headers: new Headers(init.headers), body };
    seen.push(request);
    return respond(request, seen.length);
  };
  return { fetch, seen };
}

/** A fetch that always gives this JSON. */
export const giving = (body: unknown, init?: ResponseInit): typeof globalThis.fetch =>
  stubFetch(() => Response.json(body, init)).fetch;

/** A body that comes in pieces of so many bytes. */
export function inPieces(text: string, size = Number.POSITIVE_INFINITY, type = 'text/event-stream'): Response {
  const bytes = new TextEncoder().encode(text);
  const step = Math.min(size, bytes.length);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let place = 0; place < bytes.length; place += step) controller.enqueue(bytes.slice(place, place + step));
      controller.close();
    },
  });
  return new Response(body, { headers: { 'content-type': type } });
}

/** Takes the tokens of the machine's own environment away; vitest puts them back. */
export function withoutTokens(): void {
  vi.stubEnv('HF_TOKEN', '');
  vi.stubEnv('HUGGINGFACEHUB_API_TOKEN', '');
}

/** What a promise fails with. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    () => expectFailure(),
    (error: unknown) => error,
  );
}

function expectFailure(): never {
  throw new Error('it was expected to fail, and did not');
}
