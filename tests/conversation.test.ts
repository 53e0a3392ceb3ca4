import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type ChatInput, type ChatOutput, type HttpProvider, jsonSchema, type Message, tool } from '@x/core';
import { gemini } from '@x/gemini';
import { hf } from '@x/hf';
import { openai } from '@x/openai';
import { sandbox } from '@x/sandbox';
import { Ajv, type ValidateFunction } from 'ajv';
import { describe, expect, test } from 'vitest';

const { fetch } = sandbox();
const options = { apiKey: 'key', fetch };

type Wire = 'openai responses' | 'openai chat' | 'gemini' | 'hf';

/** One provider and model for each wire that a conversation can change to. */
const wires: Readonly<Record<Wire, { readonly provider: HttpProvider<'chat'>; readonly model: string }>> = {
  'openai responses': { provider: openai({ ...options, api: 'responses' }), model: 'gpt-5-mini' },
  'openai chat': { provider: openai({ ...options, api: 'chat' }), model: 'gpt-4.1-mini' },
  gemini: { provider: gemini(options), model: 'gemini-3-flash-preview' },
  hf: { provider: hf(options), model: 'meta-llama/Llama-3.1-8B-Instruct' },
};

/** A PNG of one pixel. */
const png = Uint8Array.from(
  atob('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='),
  (character) => character.charCodeAt(0),
);
const weather = tool({
  description: 'The weather at a place',
  input: jsonSchema<{ city: string }>({
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  }),
});

const ask = (wire: Wire, messages: readonly Message[], rest: Partial<ChatInput> = {}): Promise<ChatOutput> =>
  wires[wire].provider.run('chat', { model: wires[wire].model, messages, ...rest });

/** Question with a picture, a call of a tool, its result, and what is said of it: four messages. */
async function turn(wire: Wire, before: readonly Message[]): Promise<readonly Message[]> {
  const content = [
    { type: 'text', text: 'What is the weather where this was taken?' } as const,
    { type: 'image', media: { mediaType: 'image/png', data: png } } as const,
  ];
  const asked: readonly Message[] = [...before, { role: 'user', content }];
  const tools = { weather };
  const called = await ask(wire, asked, { tools, toolChoice: 'required', reasoning: { effort: 'low' } });
  expect(called.finishReason).toBe('tool-calls');
  const results = called.toolCalls.map(
    ({ id, name }) => ({ type: 'tool-result', id, name, output: { sky: 'clear' } }) as const,
  );
  const answered: readonly Message[] = [
    ...asked,
    { role: 'assistant', content: called.content },
    { role: 'tool', content: results },
  ];
  const said = await ask(wire, answered, { tools });
  expect(said.text).not.toBe('');
  return [...answered, { role: 'assistant', content: said.content }];
}

test('a conversation with tools and pictures goes from provider to provider and back', {
  timeout: 20_000,
}, async () => {
  let messages: readonly Message[] = [];
  for (const wire of ['openai responses', 'gemini', 'hf', 'openai chat', 'openai responses'] as const) {
    messages = await turn(wire, messages);
  }
  expect(messages).toHaveLength(20);
});

/** What a vendor alone understands, as its model would have left it in a history. */
const histories: Readonly<Record<string, readonly Message[]>> = {
  'signatures and thoughts of Gemini': [
    { role: 'user', content: 'Hi' },
    {
      role: 'assistant',
      content: [
        { type: 'reasoning', text: 'Hm.', providerMetadata: { gemini: { thoughtSignature: 'c2ln' } } },
        {
          type: 'tool-call',
          id: 'call_0123456789abcdef',
          name: 'weather',
          input: { city: 'Paris' },
          rawArguments: '{"city":"Paris"}',
          providerMetadata: { gemini: { thoughtSignature: 'c2ln' } },
        },
        {
          type: 'provider-tool',
          name: 'executableCode',
          data: { language: 'PYTHON', code: '1' },
          providerMetadata: { gemini: {} },
        },
      ],
    },
    { role: 'tool', content: [{ type: 'tool-result', id: 'call_0123456789abcdef', name: 'weather', output: 'clear' }] },
    { role: 'user', content: 'And tomorrow?' },
  ],
  'encrypted reasoning of OpenAI': [
    { role: 'user', content: 'Hi' },
    {
      role: 'assistant',
      content: [
        {
          type: 'reasoning',
          text: 'Hm.',
          providerMetadata: { openai: { id: 'rs_1', summary: [], encrypted_content: 'secret-of-openai' } },
        },
        { type: 'text', text: 'Hello', providerMetadata: { openai: { id: 'msg_1' } } },
      ],
    },
    { role: 'user', content: 'Go on' },
  ],
  'an id of a call that is longer than most vendors take': [
    { role: 'user', content: 'Hi' },
    {
      role: 'assistant',
      content: [{ type: 'tool-call', id: 'i'.repeat(200), name: 'weather', input: {}, rawArguments: '{}' }],
    },
    { role: 'tool', content: [{ type: 'tool-result', id: 'i'.repeat(200), name: 'weather', output: 'clear' }] },
  ],
};
const pairs = Object.entries(histories).flatMap(([name, messages]) =>
  (Object.keys(wires) as Wire[]).map((wire) => ({ name, messages, wire })),
);

test.each(pairs)('$name: taken by $wire', async ({ messages, wire }) => {
  const { provider, model } = wires[wire];
  const { body } = await provider.prepare('chat', { model, messages, tools: { weather } });
  const written = JSON.stringify(body);
  const isGemini = wire === 'gemini';
  expect(written.includes('c2ln')).toBe(isGemini && written.includes('functionCall') && messages.length === 4);
  expect(written.includes('secret-of-openai')).toBe(
    wire === 'openai responses' && messages.length === 3 && written.includes('rs_1'),
  );
  if (!isGemini) expect(written).not.toContain('i'.repeat(65));
  await provider.run('chat', { model, messages, tools: { weather } });
});

const specs = process.env['X_RECORDINGS']
  ? `${process.env['X_RECORDINGS']}/../specs`
  : fileURLToPath(new URL('../../shared/specs', import.meta.url));

/** The faults of OpenAI's specification: `nullable` without a type, and `oneOf` where several branches fit. */
function mended(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const { nullable: _nullable, oneOf, ...rest } = value as Record<string, unknown>;
  return oneOf === undefined ? rest : { ...rest, anyOf: oneOf };
}

describe.skipIf(!existsSync(specs))('by the specifications (skipped where they are not beside the repository)', () => {
  const schemas: Readonly<Record<Wire, readonly [file: string, schema: string]>> = {
    'openai responses': ['openai.openapi.json', 'CreateResponse'],
    'openai chat': ['openai.openapi.json', 'CreateChatCompletionRequest'],
    gemini: ['gemini-v1beta.openapi.json', 'GenerateContentRequest'],
    hf: ['openai.openapi.json', 'CreateChatCompletionRequest'],
  };
  const validators = new Map<string, ValidateFunction>();
  function validator(wire: Wire): ValidateFunction {
    const [file, schema] = schemas[wire];
    const key = `${file} ${schema}`;
    const found = validators.get(key);
    if (found) return found;
    const { components }: { components: object } = JSON.parse(readFileSync(`${specs}/${file}`, 'utf8'), mended);
    const ajv = new Ajv({ strict: false, validateFormats: false });
    const made = ajv.compile({ components, $ref: `#/components/schemas/${schema}` });
    validators.set(key, made);
    return made;
  }

  test.each(pairs)('$name: what $wire is sent is valid', async ({ messages, wire }) => {
    const { provider, model } = wires[wire];
    const { body } = await provider.prepare('chat', { model, messages, tools: { weather } });
    const validate = validator(wire);
    expect(validate(JSON.parse(JSON.stringify(body))), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
  });

  test.each(Object.keys(wires) as Wire[])(
    'a whole walk: what %s is sent is valid',
    { timeout: 20_000 },
    async (wire) => {
      let messages: readonly Message[] = [];
      for (const other of Object.keys(wires) as Wire[]) messages = await turn(other, messages);
      const { provider, model } = wires[wire];
      const { body } = await provider.prepare('chat', {
        model,
        messages: [...messages, { role: 'user', content: 'Thanks' }],
      });
      const validate = validator(wire);
      expect(validate(JSON.parse(JSON.stringify(body))), JSON.stringify(validate.errors?.slice(0, 3))).toBe(true);
    },
  );
});
