import { describe, expect, it } from 'vitest';
import { framesOf, post } from './support/call.ts';

const chat = { model: 'gpt-4o', stream: true, messages: [{ role: 'user', content: 'What is the weather in Paris?' }] };
const tool = {
  type: 'function',
  function: { name: 'get_weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
};

async function openaiChunks(body: object): Promise<readonly { readonly frame: string; readonly data: unknown }[]> {
  const { frames } = await framesOf(await post('/openai/v1/chat/completions', { ...chat, ...body }));
  expect(frames.at(-1)).toBe('data: [DONE]\n\n');
  return frames.slice(0, -1).map((frame) => {
    expect(frame).toMatch(/^data: \{.*\}\n\n$/u);
    return { frame, data: JSON.parse(frame.slice('data: '.length)) };
  });
}

describe('frames of OpenAI', () => {
  it('begin with the role alone, then one piece of text each, then the finish reason', async () => {
    const chunks = await openaiChunks({});
    const [first, second] = chunks;
    const last = chunks.at(-1);
    expect(first?.data).toMatchObject({
      object: 'chat.completion.chunk',
      system_fingerprint: 'sandbox',
      choices: [{ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null }],
    });
    expect(second?.data).toMatchObject({ choices: [{ delta: { content: '[sandbox]' }, finish_reason: null }] });
    expect(last?.data).toMatchObject({ choices: [{ delta: {}, finish_reason: 'stop' }] });
    expect(chunks.every(({ frame }) => !frame.includes('"usage"'))).toBe(true);
  });

  it('have a usage of null, and one last chunk with the usage and no choices, when it is asked for', async () => {
    const chunks = await openaiChunks({ stream_options: { include_usage: true } });
    const usage = chunks.at(-1)?.data;
    expect(usage).toMatchObject({ choices: [], usage: { prompt_tokens: expect.any(Number) } });
    expect(chunks.slice(0, -1).every(({ frame }) => frame.includes('"usage":null'))).toBe(true);
  });

  it('carry padding unless it is declined', async () => {
    const padded = await openaiChunks({});
    const plain = await openaiChunks({ stream_options: { include_obfuscation: false } });
    expect(padded.every(({ frame }) => /"obfuscation":"[0-9a-f]{4,}"/u.test(frame))).toBe(true);
    expect(plain.some(({ frame }) => frame.includes('obfuscation'))).toBe(false);
  });

  it('send a tool call as its name first and its arguments in fragments', async () => {
    const chunks = await openaiChunks({ tools: [tool] });
    const [role, opening, ...fragments] = chunks.slice(0, -1);
    expect(role?.data).toMatchObject({ choices: [{ delta: { role: 'assistant', content: null } }] });
    expect(opening?.data).toMatchObject({
      choices: [
        {
          delta: {
            tool_calls: [
              { index: 0, id: expect.stringMatching(/^call_/u), function: { name: 'get_weather', arguments: '' } },
            ],
          },
        },
      ],
    });
    expect(fragments.length).toBeGreaterThan(1);
    expect(fragments.every(({ frame }) => !frame.includes('get_weather'))).toBe(true);
    expect(chunks.at(-1)?.data).toMatchObject({ choices: [{ finish_reason: 'tool_calls' }] });
  });

  it('number the choices', async () => {
    const chunks = await openaiChunks({ n: 2 });
    const ends = chunks.filter(({ frame }) => frame.includes('"finish_reason":"stop"'));
    expect(ends.map(({ data }) => data)).toMatchObject([{ choices: [{ index: 0 }] }, { choices: [{ index: 1 }] }]);
  });
});

describe('frames of Gemini', () => {
  const body = { contents: [{ parts: [{ text: 'Tell me about rivers and mountains.' }] }] };

  it('end in CRLF, all carry the usage so far, and only the last the finish reason', async () => {
    const { frames } = await framesOf(await post('/gemini/v1beta/models/g:streamGenerateContent?alt=sse', body));
    expect(frames.length).toBeGreaterThan(2);
    const totals = frames.map((frame) => {
      expect(frame).toMatch(/^data: \{.*\}\r\n\r\n$/u);
      return Number(/"totalTokenCount":(?<total>\d+)/u.exec(frame)?.groups?.['total']);
    });
    expect(totals).toEqual(totals.toSorted((left, right) => left - right));
    expect(frames.filter((frame) => frame.includes('finishReason'))).toEqual(frames.slice(-1));
  });

  it('are the elements of one JSON array without alt=sse', async () => {
    const response = await post('/gemini/v1beta/models/g:streamGenerateContent', body);
    expect(response.headers.get('content-type')).toBe('application/json');
    const { frames } = await framesOf(response);
    expect(frames[0]?.startsWith('[{')).toBe(true);
    expect(frames.at(-1)).toBe(']\n');
    expect(JSON.parse(frames.join(''))).toHaveLength(frames.length - 1);
  });

  it('give a function call whole', async () => {
    const tools = [{ functionDeclarations: [{ name: 'rivers' }, { name: 'mountains' }] }];
    const path = '/gemini/v1beta/models/g:streamGenerateContent?alt=sse';
    const { frames } = await framesOf(await post(path, { ...body, tools }));
    expect(frames).toHaveLength(3);
    expect(frames[0]).toContain('"functionCall":{"name":"rivers","args":{}},"thoughtSignature"');
    expect(frames[1]).toContain('"functionCall":{"name":"mountains","args":{}}}');
  });
});

describe('frames of Hugging Face', () => {
  it('repeat the role in every chunk of a chat', async () => {
    const { frames } = await framesOf(await post('/hf/v1/chat/completions', chat));
    const chunks = frames.slice(0, -1);
    expect(chunks.every((frame) => frame.includes('"delta":{"role":"assistant","content":'))).toBe(true);
    expect(frames.at(-1)).toBe('data: [DONE]\n\n');
  });

  it('of text generation have no space after data:, the whole text in the last, and no [DONE]', async () => {
    const request = { inputs: 'Once upon a time', stream: true, parameters: { max_new_tokens: 12 } };
    const { frames } = await framesOf(await post('/hf/models/gpt2', request));
    expect(frames.every((frame) => /^data:\{"index":\d+,"token":/u.test(frame))).toBe(true);
    const last: unknown = JSON.parse(frames.at(-1)?.slice('data:'.length) ?? '');
    const tokens = frames.map((frame) => /"text":"(?<text>[^"]*)"/u.exec(frame)?.groups?.['text']);
    expect(last).toMatchObject({ generated_text: tokens.join(''), details: { finish_reason: 'length' } });
    expect(frames.slice(0, -1).every((frame) => frame.includes('"generated_text":null'))).toBe(true);
  });
});
