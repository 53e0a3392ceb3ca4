import { describe, expect, it } from 'vitest';
import { post } from './support/call.ts';

const said = { contents: [{ parts: [{ text: 'Hello' }] }] };
const called = { role: 'model', parts: [{ functionCall: { name: 'f', args: {} } }] };

const geminiRows: readonly (readonly [name: string, body: unknown, words: RegExp])[] = [
  ['no contents', {}, /contents is not specified/u],
  ['unknown field', { ...said, temperature: 1 }, /Unknown name "temperature": Cannot find field/u],
  [
    'unknown field within',
    { ...said, generation_config: { max_tokens: 1 } },
    /Unknown name "max_tokens" at 'generation_config'/u,
  ],
  ['unknown part', { contents: [{ parts: [{ txt: 'x' }] }] }, /Unknown name "txt" at 'contents\[0\].parts\[0\]'/u],
  ['text as number', { contents: [{ parts: [{ text: 5 }] }] }, /Invalid value at 'contents\[0\].parts\[0\].text'/u],
  ['bad role', { contents: [{ role: 'assistant', parts: [{ text: 'x' }] }] }, /valid role: user, model/u],
  ['empty part', { contents: [{ parts: [{}] }] }, /oneof field `data`/u],
  ['temperature 3', { ...said, generationConfig: { temperature: 3 } }, /range \[0.0, 2.0\]/u],
  ['topP 2', { ...said, generationConfig: { topP: 2 } }, /range \[0.0, 1.0\]/u],
  ['maxOutputTokens 0', { ...said, generationConfig: { maxOutputTokens: 0 } }, /must be positive/u],
  ['six stops', { ...said, generationConfig: { stopSequences: ['a', 'b', 'c', 'd', 'e', 'f'] } }, /at most 5/u],
  ['nine candidates', { ...said, generationConfig: { candidateCount: 9 } }, /range \[1, 8\]/u],
  [
    'two schemas',
    { ...said, generationConfig: { responseSchema: {}, responseJsonSchema: {} } },
    /must not be set together/u,
  ],
  [
    'bad mode',
    { ...said, toolConfig: { functionCallingConfig: { mode: 'SOMETIMES' } } },
    /function_calling_config.mode/u,
  ],
  [
    'missing result',
    { contents: [...said.contents, called, { role: 'user', parts: [{ text: 'x' }] }] },
    /number of function response parts/u,
  ],
  ['not JSON', '{', /Invalid JSON payload/u],
];

describe('what Gemini refuses', () => {
  it.each(geminiRows)('%s', async (_, body, words) => {
    const response = await post('/gemini/v1beta/models/gemini-2.5-flash:generateContent', body);
    expect(response.status).toBe(400);
    const answer = await response.json();
    expect(answer).toMatchObject({
      error: { code: 400, status: 'INVALID_ARGUMENT', message: expect.stringMatching(words) },
    });
  });

  it('names the fields in its details', async () => {
    const response = await post('/gemini/v1beta/models/m:generateContent', { ...said, generationConfig: { foo: 1 } });
    expect(await response.json()).toMatchObject({
      error: {
        details: [
          { '@type': 'type.googleapis.com/google.rpc.BadRequest', fieldViolations: [{ field: 'generation_config' }] },
        ],
      },
    });
  });

  it('calls that come back to Gemini 3 without their signature', async () => {
    const result = { role: 'user', parts: [{ functionResponse: { name: 'f', response: {} } }] };
    const contents = [...said.contents, called, result];
    const path = (model: string) => `/gemini/v1beta/models/${model}:generateContent`;
    expect((await post(path('gemini-2.5-flash'), { contents })).status).toBe(200);
    const refused = await post(path('gemini-3-pro-preview'), { contents });
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain('thought_signature');
  });

  it.each([
    [
      'snake_case, numbers as text, one value for a list',
      { contents: { parts: { text: 'x' } }, generation_config: { max_output_tokens: '9' } },
    ],
    ['nulls', { ...said, systemInstruction: null, generationConfig: { temperature: null } }],
    [
      'enums in small letters and as numbers',
      {
        ...said,
        toolConfig: { functionCallingConfig: { mode: 'none' } },
        safetySettings: [{ category: 7, threshold: 3 }],
      },
    ],
  ])('but not %s', async (_, body) => {
    expect((await post('/gemini/v1beta/models/m:generateContent', body)).status).toBe(200);
  });

  it('models and methods that it does not have', async () => {
    for (const call of [
      'does-not-exist:generateContent',
      'gemini-2.5-flash:constructor',
      'gemini-2.5-flash',
      'gemini-2.5-flash:predict',
      'gemini-9-flash:predict',
      'gemini-2.5-flash:embedContent',
      'gemini-embedding-001:streamGenerateContent',
      'imagen-3.0-generate-002:generateContent',
    ]) {
      const response = await post(`/gemini/v1beta/models/${call}`, said);
      expect(response.status).toBe(404);
      expect(await response.json()).toMatchObject({ error: { status: 'NOT_FOUND' } });
    }
  });

  it('embeddings without text or of an impossible size', async () => {
    const path = '/gemini/v1beta/models/gemini-embedding-001:embedContent';
    expect((await post(path, { content: { parts: [{ text: '' }] } })).status).toBe(400);
    expect((await post(path, { content: { parts: [{ text: 'x' }] }, outputDimensionality: 5000 })).status).toBe(400);
  });
});
