import { gemini } from '@x/gemini';

interface Seen {
  readonly url: string;
  readonly headers: Headers;
  readonly body: unknown;
}

/** A Gemini whose host answers every call with what `respond` makes, and the requests that it saw. */
export function geminiAt(respond: () => Response | Promise<Response>) {
  const seen: Seen[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const body: unknown = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    seen.push({ url: String(input), headers: new Headers(init.headers), body });
    return respond();
  };
  return { provider: gemini({ apiKey: 'test-key', fetch, retry: { limit: 0 } }), seen };
}

/** A body that comes in pieces of `size` bytes. */
export function inPieces(text: string, size: number, contentType = 'text/event-stream'): Response {
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let place = 0; place < bytes.length; place += size) controller.enqueue(bytes.slice(place, place + size));
      controller.close();
    },
  });
  return new Response(body, { headers: { 'content-type': contentType } });
}

/** Chunks as Gemini sends them: events without names, lines ended by CRLF. */
export const eventText = (chunks: readonly unknown[]): string =>
  chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\r\n\r\n`).join('');

/** A candidate's parts, as an answer or a chunk has them. */
export const saying = (parts: readonly object[], rest: object = {}) => ({
  candidates: [{ content: { role: 'model', parts }, index: 0, ...rest }],
});

/** The same, ended. */
export const answering = (parts: readonly object[], finishReason = 'STOP') => saying(parts, { finishReason });

export const call = { model: 'gemini-2.5-flash', prompt: 'Hello' } as const;

/** What `run` makes of a body. */
export const read = (body: unknown) => geminiAt(() => Response.json(body)).provider.run('chat', call);

/** What `stream` makes of chunks, cut into pieces of `size` bytes. */
export const streamed = (chunks: readonly unknown[], size = Number.MAX_SAFE_INTEGER) =>
  geminiAt(() => inPieces(eventText(chunks), size)).provider.stream('chat', call);
