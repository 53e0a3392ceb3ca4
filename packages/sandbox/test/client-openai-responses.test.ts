import OpenAI from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServedSandbox, serveSandbox } from '../src/node.ts';
import { collect } from './support/call.ts';

const tools = (['get_weather', 'find_restaurants'] as const).map((name) => ({
  type: 'function' as const,
  name,
  strict: true,
  parameters: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
}));

describe('the openai client and the Responses API, on a port', () => {
  let served: ServedSandbox;
  let client: OpenAI;

  beforeAll(async () => {
    served = await serveSandbox();
    client = new OpenAI({ apiKey: 'sk-sandbox', baseURL: `${served.url}/openai/v1`, maxRetries: 0 });
  });
  afterAll(() => served.close());

  it('answers a text with a text', async () => {
    const response = await client.responses.create({ model: 'gpt-4o-mini', input: 'Why is the sky blue?' });
    expect(response.output_text).toMatch(/^\[sandbox\] .*sky/su);
    expect(response.status).toBe('completed');
    expect(response.usage?.total_tokens).toBe(
      (response.usage?.input_tokens ?? 0) + (response.usage?.output_tokens ?? 0),
    );
  });

  it('streams what it gives whole, event for event as the accumulator of the client wants it', async () => {
    const request = { model: 'gpt-4o', instructions: 'Be brief.', input: 'Tell me about rivers.' };
    const whole = await client.responses.create(request);
    const stream = client.responses.stream(request);
    const pieces: string[] = [];
    stream.on('response.output_text.delta', ({ delta }) => pieces.push(delta));
    const final = await stream.finalResponse();
    expect(pieces.length).toBeGreaterThan(5);
    expect(pieces.join('')).toBe(whole.output_text);
    expect(final.output_text).toBe(whole.output_text);
    expect(final.usage).toEqual(whole.usage);
  });

  it('streams two calls, and answers their results with a text', async () => {
    const question = 'What is the weather in Paris, and which restaurants are there?';
    const { output } = await client.responses.stream({ model: 'gpt-4o', input: question, tools }).finalResponse();
    const calls = output.flatMap((item) => (item.type === 'function_call' ? [item] : []));
    expect(calls.map(({ name }) => name)).toEqual(['get_weather', 'find_restaurants']);
    expect(calls.map(({ arguments: text }) => JSON.parse(text))).toEqual([{ city: 'Paris' }, { city: 'Paris' }]);
    const answered = await client.responses.create({
      model: 'gpt-4o',
      tools,
      input: [
        { role: 'user', content: question },
        ...calls,
        ...calls.map(({ call_id, name }) => ({
          type: 'function_call_output' as const,
          call_id,
          output: `${name} ran`,
        })),
      ],
    });
    expect(answered.output_text).toBe(
      '[sandbox] get_weather answered get_weather ran. find_restaurants answered find_restaurants ran.',
    );
  });

  it('gives JSON of a schema, which the client parses', async () => {
    const { output_parsed: parsed } = await client.responses.parse({
      model: 'gpt-4o',
      input: 'The city is Lyon and the year is 1998.',
      text: {
        format: {
          type: 'json_schema',
          name: 'place',
          strict: true,
          schema: {
            type: 'object',
            properties: { city: { type: 'string' }, year: { type: 'integer' } },
            required: ['city', 'year'],
            additionalProperties: false,
          },
        },
      },
    });
    expect(parsed).toEqual({ city: 'Lyon', year: 1998 });
  });

  it('lets a reasoning model go on from its own items', async () => {
    const question = { role: 'user' as const, content: 'Tell me about rivers.' };
    const settings = {
      model: 'gpt-5',
      store: false,
      include: ['reasoning.encrypted_content' as const],
      reasoning: { effort: 'low' as const, summary: 'auto' as const },
    };
    const stream = client.responses.stream({ ...settings, input: [question] });
    const types = (await collect(stream)).map(({ type }) => type);
    expect(types).toContain('response.reasoning_summary_text.delta');
    const first = await stream.finalResponse();
    const [reasoning] = first.output;
    expect(reasoning).toMatchObject({ type: 'reasoning', encrypted_content: expect.stringMatching(/./u) });
    const said = first.output.flatMap((item) => (item.type === 'reasoning' || item.type === 'message' ? [item] : []));
    const input = [question, ...said, { role: 'user' as const, content: 'And about lakes?' }];
    const second = await client.responses.create({ ...settings, input });
    expect(second.output_text).toContain('[sandbox]');
    expect(second.usage?.output_tokens_details.reasoning_tokens).toBeGreaterThan(0);
  });

  it('raises the typed errors of the client', async () => {
    const send = (model: string) => client.responses.create({ model, input: 'Hello' });
    await expect(send('does-not-exist')).rejects.toBeInstanceOf(OpenAI.BadRequestError);
    await expect(send('sandbox/429')).rejects.toBeInstanceOf(OpenAI.RateLimitError);
    await expect(send('sandbox/500')).rejects.toBeInstanceOf(OpenAI.InternalServerError);
  });
});
