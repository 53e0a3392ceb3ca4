import { describe, expect, it } from 'vitest';
import { post } from './support/call.ts';

const hello = [{ role: 'user', content: 'Hello' }];

const hfRows: readonly (readonly [name: string, path: string, body: unknown, status: number, words: RegExp])[] = [
  [
    'router chat without messages',
    'v1/chat/completions',
    { model: 'a/b' },
    400,
    /Missing required parameter: 'messages'/u,
  ],
  [
    'router chat, model of nobody',
    'v1/chat/completions',
    { model: 'a/does-not-exist', messages: hello },
    400,
    /model_not_supported/u,
  ],
  ['model of nobody', 'models/a/does-not-exist', { inputs: 'x' }, 400, /not supported by provider hf-inference/u],
  [
    'task of another kind',
    'models/x/y/pipeline/text-to-video',
    { inputs: 'x' },
    400,
    /not supported by provider hf-inference/u,
  ],
  ['no inputs, in plain text', 'models/gpt2', { prompt: 'x' }, 422, /^Failed to deserialize.*missing field `inputs`/u],
  [
    'too many new tokens',
    'models/gpt2',
    { inputs: 'x', parameters: { max_new_tokens: 9999 } },
    422,
    /"error_type":"validation"/u,
  ],
  ['temperature 0', 'models/gpt2', { inputs: 'x', parameters: { temperature: 0 } }, 422, /strictly positive/u],
  [
    'no context',
    'models/deepset/roberta-base-squad2',
    { inputs: { question: 'x' } },
    400,
    /\["Error in `inputs.context`: field required"\]/u,
  ],
  [
    'blank context',
    'models/deepset/roberta-base-squad2',
    { inputs: { question: 'x', context: ' ' } },
    400,
    /`inputs.context`/u,
  ],
  ['no labels', 'models/facebook/bart-large-mnli', { inputs: 'x' }, 400, /`parameters`: field required/u],
  ['no mask', 'models/google-bert/bert-base-uncased', { inputs: 'x' }, 400, /No mask_token \(\[MASK\]\)/u],
  ['not JSON', 'models/gpt2', '{', 400, /not JSON/u],
  ['no such path', 'nowhere', {}, 404, /Not Found/u],
];

describe('what Hugging Face refuses', () => {
  it.each(hfRows)('%s', async (_, path, body, status, words) => {
    const response = await post(`/hf/${path}`, body);
    expect(response.status).toBe(status);
    expect(await response.text()).toMatch(words);
  });

  it('says in a stream what is wrong with values, after HTTP 200', async () => {
    const response = await post('/hf/models/gpt2', { inputs: 'x', parameters: { max_new_tokens: 9999 }, stream: true });
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(
      /^data:\{"error":"Input validation error: .*"error_type":"validation"\}\n\n$/u,
    );
  });

  it('but not the bare name of a function as the choice of a tool', async () => {
    const tools = ['f', 'g'].map((name) => ({ type: 'function', function: { name } }));
    const response = await post('/hf/v1/chat/completions', { model: 'a/b', messages: hello, tools, tool_choice: 'g' });
    expect(await response.text()).toContain('"function":{"name":"g"');
  });

  it('but not fields that only a provider knows', async () => {
    const body = { model: 'a/b', messages: hello, provider: { order: ['x'] }, top_k: 3 };
    expect((await post('/hf/v1/chat/completions', body)).status).toBe(200);
  });
});
