import { type Candidate, prompt, type Target } from '../candidate.ts';

interface Completion {
  readonly choices: readonly {
    readonly message?: { readonly content: string };
    readonly delta?: { readonly content?: string };
  }[];
}
interface Content {
  readonly candidates: readonly { readonly content?: { readonly parts: readonly { readonly text?: string }[] } }[];
}
interface Embeddings {
  readonly data: readonly { readonly embedding: readonly number[] }[];
}

const post = (url: string, body: unknown, signal?: AbortSignal): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer key', 'x-goog-api-key': 'key' },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });

const chat = ({ model }: Target, stream: boolean) => ({ model, stream, messages: [{ role: 'user', content: prompt }] });
const contents = { contents: [{ role: 'user', parts: [{ text: prompt }] }] };

/** The least that reads a stream of server-sent events right: decode, split at blank lines, parse. */
async function* events(response: Response, separator: string): AsyncGenerator<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  try {
    for (;;) {
      const { done, value } = (await reader?.read()) ?? { done: true };
      if (done) return;
      const frames = (rest + decoder.decode(value, { stream: true })).split(separator);
      rest = frames.pop() ?? '';
      for (const frame of frames) if (frame.startsWith('data: ')) yield frame.slice(6);
    }
  } finally {
    await reader?.cancel();
  }
}

/** The floor of OpenAI's wire: no checks, no errors, no retries. */
export const fetchOpenai: Candidate = {
  async call(target, signal) {
    const response = await post(`${target.host}/v1/chat/completions`, chat(target, false), signal);
    const body: Completion = await response.json();
    return body.choices[0]?.message?.content ?? '';
  },
  async *stream(target, signal) {
    const response = await post(`${target.host}/v1/chat/completions`, chat(target, true), signal);
    for await (const data of events(response, '\n\n')) {
      if (data === '[DONE]') return;
      const { choices }: Completion = JSON.parse(data);
      const text = choices[0]?.delta?.content;
      if (text) yield text;
    }
  },
  async embed({ host, model }, input) {
    const response = await post(`${host}/v1/embeddings`, { model, input, encoding_format: 'float' });
    const { data }: Embeddings = await response.json();
    return data.reduce((sum, { embedding }) => sum + embedding.length, 0);
  },
};

/** The floor of Gemini's wire. */
export const fetchGemini: Candidate = {
  async call({ host, model }, signal) {
    const response = await post(`${host}/v1beta/models/${model}:generateContent`, contents, signal);
    const body: Content = await response.json();
    return body.candidates[0]?.content?.parts[0]?.text ?? '';
  },
  async *stream({ host, model }, signal) {
    const response = await post(`${host}/v1beta/models/${model}:streamGenerateContent?alt=sse`, contents, signal);
    for await (const data of events(response, '\r\n\r\n')) {
      const { candidates }: Content = JSON.parse(data);
      const text = candidates[0]?.content?.parts[0]?.text;
      if (text) yield text;
    }
  },
};
