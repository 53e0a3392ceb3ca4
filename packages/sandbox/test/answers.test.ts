import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { sandbox } from '../src/index.ts';
import { base, chat, chatCalls, framesOf, post, postJson, vendors } from './support/call.ts';

const completion = z.object({
  choices: z.array(
    z.object({
      message: z.object({
        content: z.string().nullable(),
        tool_calls: z.array(z.object({ function: z.object({ name: z.string(), arguments: z.string() }) })).optional(),
      }),
      finish_reason: z.string(),
    }),
  ),
  usage: z.object({ prompt_tokens: z.number(), completion_tokens: z.number(), total_tokens: z.number() }),
});

async function complete(body: object) {
  const answer = await postJson('/openai/v1/chat/completions', { model: 'gpt-4o', ...body });
  const { choices, usage } = completion.parse(answer);
  const [first] = choices;
  return {
    text: first?.message.content,
    calls: first?.message.tool_calls ?? [],
    finish: first?.finish_reason,
    usage,
    choices,
  };
}

const says = (content: string) => ({ messages: [{ role: 'user', content }] });

describe('answers', () => {
  it.each(vendors)('are the same for the same request and differ from model to model at %s', async (vendor) => {
    const ask = async (model: string, stream: boolean) => {
      const response = await chat(vendor, model, stream);
      return { text: await response.text(), id: response.headers.get('x-request-id') };
    };
    for (const stream of [false, true]) {
      expect(await ask('model-a', stream)).toEqual(await ask('model-a', stream));
      expect((await ask('model-a', stream)).text).not.toBe((await ask('model-b', stream)).text);
    }
  });

  it('differ from vendor to vendor, and all are labelled', async () => {
    const texts = await Promise.all(vendors.map(async (vendor) => (await chat(vendor, 'm', false)).text()));
    const said = texts.map((text) => /\[sandbox\] [^"]+/u.exec(text)?.[0]);
    expect(new Set(said).size).toBe(vendors.length);
    expect(said.every((text) => text !== undefined)).toBe(true);
  });

  it.each([
    ['What is 2 + 2?', '[sandbox] 4'],
    ['Translate into German: My house is small', '[sandbox] Mein Haus ist klein'],
    ['Is the sentiment positive or negative: I hate this awful film', '[sandbox] negative'],
    ['Summarise this text: The cat sleeps.', '[sandbox] The cat sleeps.'],
  ])('do what the sandbox can do: %s', async (prompt, text) => {
    expect((await complete(says(prompt))).text).toBe(text);
  });

  it('count tokens so that input and output make the total, and more text costs more', async () => {
    const short = (await complete(says('Hello'))).usage;
    const long = (await complete(says('Hello, how are the rivers today?'))).usage;
    expect(short.prompt_tokens + short.completion_tokens).toBe(short.total_tokens);
    expect(long.prompt_tokens).toBeGreaterThan(short.prompt_tokens);
    const several = await complete({ ...says('Hello'), n: 3 });
    expect(several.usage.prompt_tokens).toBe(short.prompt_tokens);
    expect(several.choices).toHaveLength(3);
  });

  it('end where they are told to', async () => {
    const limited = await complete({ ...says('Tell me about rivers'), max_completion_tokens: 5 });
    expect(limited).toMatchObject({ finish: 'length', usage: { completion_tokens: 5 } });
    const stopped = await complete({ ...says('What is 2 + 2?'), stop: [' 4'] });
    expect(stopped).toMatchObject({ text: '[sandbox]', finish: 'stop' });
    const gemini = chatCalls.gemini('g', false);
    const cut = await postJson(gemini.path, { ...gemini.body, generationConfig: { maxOutputTokens: 3 } });
    expect(cut).toMatchObject({
      candidates: [{ finishReason: 'MAX_TOKENS' }],
      usageMetadata: { candidatesTokenCount: 3 },
    });
  });

  it('carry the headers of the vendor', async () => {
    const { headers } = await chat('openai', 'm', false);
    expect(headers.get('x-sandbox')).toBe('true');
    expect(headers.get('x-request-id')).toMatch(/^req_[0-9a-f]{32}$/u);
    expect(headers.get('x-ratelimit-reset-requests')).toBe('6ms');
    expect(headers.get('openai-processing-ms')).toBe('1');
    expect((await chat('hf', 'm', false)).headers.get('x-request-id')).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24}$/u);
  });
});

describe('answers in JSON', () => {
  const schema = {
    type: 'object',
    properties: { name: { type: 'string' }, age: { type: 'integer', minimum: 18 }, mood: { enum: ['glad', 'sad'] } },
    required: ['name', 'age', 'mood'],
    additionalProperties: false,
  };

  it('satisfy the schema and use what the prompt says', async () => {
    const format = { type: 'json_schema', json_schema: { name: 'person', strict: true, schema } };
    const { text } = await complete({ ...says('Ada is 36 and sad.'), response_format: format });
    const value: unknown = JSON.parse(text ?? '');
    expect(new Ajv().validate(schema, value)).toBe(true);
    expect(value).toEqual({ name: 'Ada', age: 36, mood: 'sad' });
  });

  it('are any object when no schema is given', async () => {
    const { text } = await complete({
      ...says('Answer in JSON about rivers'),
      response_format: { type: 'json_object' },
    });
    expect(JSON.parse(text ?? '')).toMatchObject({ sandbox: true });
  });

  it("follow Gemini's upper-case schema and the text-generation server's grammar too", async () => {
    const gemini = chatCalls.gemini('g', false, 'Ada is 36 and sad.');
    const responseSchema = {
      type: 'OBJECT',
      properties: { age: { type: 'INTEGER', minimum: '18' } },
      required: ['age'],
    };
    const answer = await post(gemini.path, {
      ...gemini.body,
      generationConfig: { responseMimeType: 'application/json', responseSchema },
    });
    expect(await answer.text()).toContain('{\\"age\\":36}');
    const router = chatCalls.hf('a/b', false, 'Ada is 36 and sad.');
    const grammar = await post(router.path, { ...router.body, response_format: { type: 'json', value: schema } });
    expect(await grammar.text()).toContain('\\"age\\":36');
  });
});

describe('calls of tools', () => {
  const declare = (name: string) => ({
    type: 'function',
    function: { name, parameters: { type: 'object', properties: {} } },
  });
  const tools = ['get_weather', 'findRestaurants', 'final_result'].map(declare);
  const named = (name: string) => ({ type: 'function', function: { name } });

  it.each([
    ['a word of the name', 'How is the weather?', {}, ['get_weather']],
    ['a plural, and capitals within the name', 'A restaurant please', {}, ['findRestaurants']],
    ['two, in the order of the message', 'Restaurants with good weather', {}, ['findRestaurants', 'get_weather']],
    ['none, for common words', 'Get me the final result', {}, []],
    ['none when none is wanted', 'How is the weather?', { tool_choice: 'none' }, []],
    ['the first when one is required and none is mentioned', 'Hello', { tool_choice: 'required' }, ['get_weather']],
    ['the one that is named', 'How is the weather?', { tool_choice: named('final_result') }, ['final_result']],
    [
      'one when they must not be parallel',
      'Restaurants and weather',
      { parallel_tool_calls: false },
      ['findRestaurants'],
    ],
    [
      'one of those that are allowed',
      'How is the weather?',
      { tool_choice: { type: 'allowed_tools', allowed_tools: { mode: 'required', tools: [named('final_result')] } } },
      ['final_result'],
    ],
  ])('%s', async (_, prompt, wishes, expected) => {
    const { calls, finish } = await complete({ ...says(prompt), tools, ...wishes });
    expect(calls.map((call) => call.function.name)).toEqual(expected);
    expect(finish).toBe(expected.length > 0 ? 'tool_calls' : 'stop');
  });

  it('come as function_call to those who declare the old functions', async () => {
    const answer = await postJson('/openai/v1/chat/completions', {
      model: 'm',
      ...says('How is the weather?'),
      functions: [{ name: 'get_weather', parameters: { type: 'object', properties: {} } }],
    });
    expect(answer).toMatchObject({
      choices: [
        { message: { function_call: { name: 'get_weather', arguments: '{}' } }, finish_reason: 'function_call' },
      ],
    });
  });

  it('obey the modes of Gemini', async () => {
    const { path, body } = chatCalls.gemini('g', false, 'Hello');
    const ask = (functionCallingConfig: object) =>
      postJson(path, {
        ...body,
        tools: [{ functionDeclarations: [{ name: 'weather' }, { name: 'rivers' }] }],
        toolConfig: { functionCallingConfig },
      });
    expect(await ask({ mode: 'ANY', allowedFunctionNames: ['rivers'] })).toMatchObject({
      candidates: [{ content: { parts: [{ functionCall: { name: 'rivers' } }] }, finishReason: 'STOP' }],
    });
    expect(JSON.stringify(await ask({ mode: 'AUTO' }))).not.toContain('functionCall');
  });
});

describe('the in-process fetch', () => {
  const ask = (model: string, stream: boolean, signal: AbortSignal) => {
    const { path, body } = chatCalls.openai(model, stream);
    const headers = { authorization: 'Bearer k' };
    return sandbox().fetch(base + path, { method: 'POST', headers, body: JSON.stringify(body), signal });
  };

  it('rejects when the signal is aborted already', async () => {
    await expect(ask('m', false, AbortSignal.abort())).rejects.toThrow(/abort/iu);
  });

  it('ends a body under way when the signal is aborted', async () => {
    const controller = new AbortController();
    const response = await ask('sandbox/hang', true, controller.signal);
    const reading = framesOf(response);
    controller.abort(new Error('enough'));
    expect(await reading).toMatchObject({ frames: [], error: { message: 'enough' } });
  });
});
