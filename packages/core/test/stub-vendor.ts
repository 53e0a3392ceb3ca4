import type { HttpProviderOptions } from '@x/core';
import { ambientPlatform, bearer, defineProvider, type Platform } from '@x/core/adapter';
import { chatCompletions, chatCompletionsErrors } from '@x/core/dialects/chat-completions';
import { embeddings } from '@x/core/dialects/embeddings';

/** A vendor of our own invention, for tests of the engine. */
export const stubVendor = defineProvider({
  id: 'stub',
  baseUrl: 'https://api.stub.test/v1',
  keys: {
    scheme: bearer,
    environment: ['STUB_KEY'],
    hosts: ['api.stub.test'],
    page: 'https://stub.test/keys',
  },
  errors: chatCompletionsErrors,
  tasks: (_: HttpProviderOptions) => ({ chat: chatCompletions(), embedding: embeddings() }),
});

export interface Seen {
  readonly url: string;
  readonly init: RequestInit;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

/** A fetch that answers with `respond` and remembers what it was asked. */
export function recordingFetch(respond: (seen: Seen, count: number) => Response | Promise<Response>): {
  readonly fetch: typeof globalThis.fetch;
  readonly seen: Seen[];
} {
  const seen: Seen[] = [];
  const fetch: typeof globalThis.fetch = async (input, init = {}) => {
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : {};
    const request = { url: String(input), init, headers: new Headers(init.headers), body };
    seen.push(request);
    return respond(request, seen.length);
  };
  return { fetch, seen };
}

export const answerBody = (content: string) => ({
  id: 'a-1',
  model: 'stub-1',
  choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
});

export const answer = (content: string, init?: ResponseInit): Response => Response.json(answerBody(content), init);

/** A server-sent-events response; strings are sent as they are, the rest as JSON. */
export function events(list: readonly unknown[], cut = Number.POSITIVE_INFINITY): Response {
  const text = list.map((event) => `data: ${typeof event === 'string' ? event : JSON.stringify(event)}\n\n`).join('');
  const bytes = new TextEncoder().encode(text);
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (let place = 0; place < bytes.length; place += Math.min(cut, bytes.length)) {
        controller.enqueue(bytes.slice(place, place + Math.min(cut, bytes.length)));
      }
      controller.close();
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

export const delta = (content: string) => ({ choices: [{ index: 0, delta: { content } }] });
export const finish = (reason: string) => ({ choices: [{ index: 0, delta: {}, finish_reason: reason }] });

/** The ambient platform with an environment of its own. */
export const platformWith = (environment: Readonly<Record<string, string>>, isBrowser = false): Platform => ({
  ...ambientPlatform,
  environment: (name) => environment[name],
  isBrowser: () => isBrowser,
});
