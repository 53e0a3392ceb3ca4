import { type Sandbox, sandbox } from '../../src/index.ts';

/** A base URL that any host would do for: the path decides. */
export const base = 'http://sandbox.test';

const keys = { authorization: 'Bearer hf_key', 'x-goog-api-key': 'key' };

/** The JSON value that a path gives. */
export async function getJson(path: string, { fetch }: Sandbox = sandbox()): Promise<unknown> {
  return (await fetch(base + path, { headers: keys })).json();
}

/** One request to a sandbox, with a key for all three vendors. */
export function post(path: string, body: unknown, { fetch }: Sandbox = sandbox()): Promise<Response> {
  return fetch(base + path, {
    method: 'POST',
    headers: { ...keys, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

/** One request to a model on hf-inference: raw bytes as they are, anything else as JSON. */
export function postModel(
  model: string,
  body: Uint8Array<ArrayBuffer> | object,
  own: Sandbox = sandbox(),
): Promise<Response> {
  const path = `/hf/hf-inference/models/${model}`;
  if (!(body instanceof Uint8Array)) return post(path, body, own);
  return own.fetch(base + path, { method: 'POST', headers: keys, body });
}

/** The JSON value of the answer to one request. */
export async function postJson(path: string, body: unknown, own?: Sandbox): Promise<unknown> {
  return (await post(path, body, own)).json();
}

/** The frames of a body as they were sent, one chunk each; a broken body gives what came before it broke. */
export async function framesOf({
  body,
}: Response): Promise<{ readonly frames: readonly string[]; readonly error?: unknown }> {
  const frames: string[] = [];
  const decoder = new TextDecoder();
  try {
    for await (const chunk of body ?? []) frames.push(decoder.decode(chunk, { stream: true }));
  } catch (error) {
    return { frames, error };
  }
  return { frames };
}

/** The JSON values of the events of a stream. */
export function eventsOf(frames: readonly string[]): readonly unknown[] {
  const datas = frames.map((frame) => frame.trim().replace(/^data: ?/u, ''));
  return datas.filter((data) => data !== '[DONE]').map((data): unknown => JSON.parse(data));
}

/** The smallest chat request of each vendor for a model, whole or streamed. */
export const chatCalls = {
  openai: (model: string, stream: boolean, text = 'Why is the sky blue?') => ({
    path: '/openai/v1/chat/completions',
    body: { model, stream, messages: [{ role: 'user', content: text }] },
  }),
  hf: (model: string, stream: boolean, text = 'Why is the sky blue?') => ({
    path: '/hf/v1/chat/completions',
    body: { model, stream, messages: [{ role: 'user', content: text }] },
  }),
  gemini: (model: string, stream: boolean, text = 'Why is the sky blue?') => ({
    path: `/gemini/v1beta/models/${model}:${stream ? 'streamGenerateContent?alt=sse' : 'generateContent'}`,
    body: { contents: [{ role: 'user', parts: [{ text }] }] },
  }),
} as const;

/** The vendors by the names that the tests' tables use. */
export const vendors = ['openai', 'gemini', 'hf'] as const;

/** Everything that a stream gives, as a list. */
export async function collect<Item>(stream: AsyncIterable<Item>): Promise<readonly Item[]> {
  const items: Item[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

/** A chat with a vendor's model about something long enough to be cut. Waits are short, hints are 1.5 seconds. */
export function chat(
  vendor: (typeof vendors)[number],
  model: string,
  stream: boolean,
  own?: Sandbox,
): Promise<Response> {
  const { path, body } = chatCalls[vendor](model, stream, 'Tell me about rivers, mountains and the sea.');
  return post(path, body, own ?? sandbox({ retryAfter: 1500, slowFrameDelay: 1 }));
}

/** What says in each vendor's stream that the answer is complete. */
export const terminal = {
  openai: /"finish_reason":"|\[DONE\]/u,
  hf: /"finish_reason":"|\[DONE\]/u,
  gemini: /"finishReason"/u,
} as const;
