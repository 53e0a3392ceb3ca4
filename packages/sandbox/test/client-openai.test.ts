import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedSandbox, serveSandbox } from '../src/node.ts';

const tools = (['get_weather', 'find_restaurants'] as const).map((name) => ({
  type: 'function' as const,
  function: {
    name,
    parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
  },
}));

describe('the openai client against the sandbox on a port', () => {
  let served: ServedSandbox;
  let client: OpenAI;

  beforeAll(async () => {
    served = await serveSandbox();
    client = new OpenAI({ apiKey: 'sk-sandbox', baseURL: `${served.url}/openai/v1`, maxRetries: 0 });
  });
  afterAll(() => served.close());

  it('chats', async () => {
    const answer = await client.chat.completions.create({
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: 'Why is the sky blue?' }],
    });
    expect(answer.choices[0]?.message.content).toMatch(/^\[sandbox\] .*sky/su);
    expect(answer.choices[0]?.finish_reason).toBe('stop');
    expect(answer.system_fingerprint).toBe('sandbox');
    expect(answer.usage?.total_tokens).toBe(
      (answer.usage?.prompt_tokens ?? 0) + (answer.usage?.completion_tokens ?? 0),
    );
  });

  it('streams the same text as it gives whole, and the usage when asked', async () => {
    const request = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Tell me about rivers.' }] };
    const whole = await client.chat.completions.create(request);
    const stream = client.chat.completions.stream({ ...request, stream_options: { include_usage: true } });
    const pieces: string[] = [];
    for await (const chunk of stream) pieces.push(chunk.choices[0]?.delta.content ?? '');
    const final = await stream.finalChatCompletion();
    expect(pieces.filter((piece) => piece !== '').length).toBeGreaterThan(5);
    expect(final.choices[0]?.message.content).toBe(whole.choices[0]?.message.content);
    expect(final.usage?.total_tokens).toBe(whole.usage?.total_tokens);
  });

  it('assembles streamed tool calls, two in parallel', async () => {
    const stream = client.chat.completions.stream({
      model: 'gpt-4o',
      messages: [{ role: 'user', content: 'What is the weather in Paris, and which restaurants are there?' }],
      tools,
    });
    const { choices } = await stream.finalChatCompletion();
    const calls = (choices[0]?.message.tool_calls ?? []).map((call) =>
      call.type === 'function' ? call.function : undefined,
    );
    expect(calls.map((call) => call?.name)).toEqual(['get_weather', 'find_restaurants']);
    expect(JSON.parse(calls[0]?.arguments ?? '')).toEqual({ city: 'Paris' });
    expect(choices[0]?.finish_reason).toBe('tool_calls');
  });

  it('answers after a tool result with a text about the result', async () => {
    const answer = await client.chat.completions.create({
      model: 'gpt-4o',
      tools,
      messages: [
        { role: 'user', content: 'What is the weather in Paris?' },
        {
          role: 'assistant',
          tool_calls: [
            { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{"city":"Paris"}' } },
          ],
        },
        { role: 'tool', tool_call_id: 'call_1', content: '21 degrees' },
      ],
    });
    expect(answer.choices[0]?.message.content).toBe('[sandbox] get_weather answered 21 degrees.');
  });

  it('embeds, in base64 as the client asks and in floats alike', async () => {
    const input = ['a river in the mountains', 'mountain rivers', 'tax law'];
    const packed = await client.embeddings.create({ model: 'text-embedding-3-small', input });
    const plain = await client.embeddings.create({ model: 'text-embedding-3-small', input, encoding_format: 'float' });
    expect(packed.data.map(({ embedding }) => embedding.length)).toEqual([1536, 1536, 1536]);
    for (const [index, { embedding }] of plain.data.entries()) {
      const difference = embedding.map((value, place) => Math.abs(value - (packed.data[index]?.embedding[place] ?? 0)));
      expect(Math.max(...difference)).toBeLessThan(1e-6);
    }
  });

  it('lists models', async () => {
    const ids: string[] = [];
    for await (const { id } of client.models.list()) ids.push(id);
    expect(ids).toContain('gpt-4o-mini');
    expect(ids).toContain('sandbox/429');
  });

  it('raises the typed errors of the client', async () => {
    const ask = (model: string, apiKey = 'sk-sandbox') =>
      new OpenAI({ apiKey, baseURL: `${served.url}/openai/v1`, maxRetries: 0 }).chat.completions.create({
        model,
        messages: [{ role: 'user', content: 'Hello' }],
      });
    await expect(ask('gpt-4o', 'sk-invalid')).rejects.toBeInstanceOf(OpenAI.AuthenticationError);
    await expect(ask('does-not-exist')).rejects.toBeInstanceOf(OpenAI.NotFoundError);
    await expect(ask('sandbox/429')).rejects.toBeInstanceOf(OpenAI.RateLimitError);
    await expect(ask('sandbox/500')).rejects.toBeInstanceOf(OpenAI.InternalServerError);
  });

  it('lets the client retry a fault that happens once', async () => {
    const patient = new OpenAI({ apiKey: 'k', baseURL: `${served.url}/openai/v1`, maxRetries: 1 });
    const answer = await patient.chat.completions.create({
      model: 'sandbox/429-once',
      messages: [{ role: 'user', content: 'Hello' }],
    });
    expect(answer.choices[0]?.message.content).toContain('[sandbox]');
  });

  it('breaks a dropped stream as a network does', async () => {
    const stream = await client.chat.completions.create({
      model: 'sandbox/drop',
      stream: true,
      messages: [{ role: 'user', content: 'Tell me about rivers and the sea.' }],
    });
    const pieces: string[] = [];
    const reading = async (): Promise<void> => {
      for await (const chunk of stream) pieces.push(chunk.choices[0]?.delta.content ?? '');
    };
    await expect(reading()).rejects.toThrow();
    expect(pieces.join('')).toMatch(/^\[sandbox\]/u);
  });
});
