import { AzureOpenAI } from 'openai';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandbox } from '../src/index.ts';
import { type ServedSandbox, serveSandbox } from '../src/node.ts';
import { eventsOf, framesOf } from './support/call.ts';
import { picture } from './support/media.ts';

const host = 'https://resource.openai.azure.com';
const version = '?api-version=2024-10-21';
const messages = [{ role: 'user', content: 'Tell me about rivers, mountains and the sea.' }];

function ask(
  path: string,
  body: object,
  headers: Readonly<Record<string, string>> = { 'api-key': 'k' },
): Promise<Response> {
  return sandbox().fetch(host + path, { method: 'POST', headers, body: JSON.stringify(body) });
}

function chatWith(deployment: string, more: object = {}): Promise<Response> {
  return ask(`/openai/deployments/${deployment}/chat/completions${version}`, { messages, ...more });
}

describe('the AzureOpenAI client against the sandbox on a port', () => {
  let served: ServedSandbox;
  let client: AzureOpenAI;

  beforeAll(async () => {
    served = await serveSandbox();
    const endpoint = `${served.url}/azure`;
    client = new AzureOpenAI({ apiKey: 'k', endpoint, apiVersion: '2024-10-21', maxRetries: 0 });
  });
  afterAll(() => served.close());

  it('chats with a deployment, whole and streamed', async () => {
    const request = { model: 'my-gpt', messages: [{ role: 'user' as const, content: 'Tell me about rivers.' }] };
    const { choices, model } = await client.chat.completions.create(request);
    expect(model).toBe('my-gpt');
    const streamed = await client.chat.completions.stream(request).finalChatCompletion();
    expect(streamed.choices[0]?.message.content).toBe(choices[0]?.message.content);
  });

  it('embeds and draws', async () => {
    const { data } = await client.embeddings.create({ model: 'vectors', input: 'rivers' });
    expect(data[0]?.embedding).toHaveLength(1536);
    const drawn = await client.images.generate({ model: 'pictures', prompt: 'a cat', size: '256x256' });
    const file = await fetch(drawn.data?.[0]?.url ?? '');
    expect(file.headers.get('content-type')).toBe('image/png');
  });

  it('raises the filter as an error with its code', async () => {
    const blocked = client.chat.completions.create({
      model: 'sandbox/prompt-block',
      messages: [{ role: 'user', content: 'Hello' }],
    });
    await expect(blocked).rejects.toMatchObject({ status: 400, code: 'content_filter' });
  });
});

describe('Azure', () => {
  it('answers at its own address, on a port, and at the address of OpenAI to an api-key', async () => {
    const own = sandbox();
    const addresses = [
      `${host}/openai/v1/chat/completions`,
      'http://127.0.0.1:1/azure/openai/v1/chat/completions',
      'http://127.0.0.1:1/openai/v1/chat/completions',
      `http://127.0.0.1:1/openai/deployments/gpt-4o/chat/completions${version}`,
    ];
    for (const address of addresses) {
      const body = JSON.stringify({ model: 'gpt-4o', messages });
      const response = await own.fetch(address, { method: 'POST', headers: { 'api-key': 'k' }, body });
      expect(await response.json()).toMatchObject({ model: 'gpt-4o', prompt_filter_results: [{ prompt_index: 0 }] });
    }
  });

  it('serves Responses and models under /openai/v1', async () => {
    const response = await ask('/openai/v1/responses', { model: 'gpt-4o', input: 'Hello' });
    expect(await response.json()).toMatchObject({ object: 'response', status: 'completed' });
    const models = await sandbox().fetch(`${host}/openai/v1/models`, { headers: { authorization: 'Bearer token' } });
    expect(await models.json()).toMatchObject({ object: 'list' });
  });

  it('begins a stream with what its filter says of the prompt', async () => {
    const { frames } = await framesOf(await chatWith('gpt-4o', { stream: true }));
    const [first, second] = eventsOf(frames);
    expect(first).toMatchObject({ choices: [], id: '', prompt_filter_results: [{ prompt_index: 0 }] });
    expect(second).toMatchObject({ choices: [{ content_filter_results: { hate: { filtered: false } } }] });
  });

  it('says what it filtered out of an answer', async () => {
    const filtered = { finish_reason: 'content_filter', content_filter_results: { violence: { filtered: true } } };
    expect(await (await chatWith('sandbox/content-filter')).json()).toMatchObject({ choices: [filtered] });
    const { frames } = await framesOf(await chatWith('sandbox/content-filter', { stream: true }));
    expect(eventsOf(frames).at(-1)).toMatchObject({ choices: [filtered] });
  });

  it('refuses a prompt with the inner error of its filter', async () => {
    const response = await chatWith('sandbox/prompt-block');
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      error: {
        code: 'content_filter',
        innererror: {
          code: 'ResponsibleAIPolicyViolation',
          content_filter_result: { violence: { filtered: true, severity: 'medium' } },
        },
      },
    });
  });

  it.each([
    ['no api-version', '/openai/deployments/gpt-4o/chat/completions', 404, '404'],
    ['an operation that a deployment does not have', `/openai/deployments/gpt-4o/responses${version}`, 404, '404'],
    [
      'a deployment that is not there',
      `/openai/deployments/does-not-exist/chat/completions${version}`,
      404,
      'DeploymentNotFound',
    ],
    ['too many requests', `/openai/deployments/sandbox%2F429/chat/completions${version}`, 429, 'RateLimitReached'],
    [
      'too many requests, with a hint',
      `/openai/deployments/sandbox/429-retry-after/chat/completions${version}`,
      429,
      '429',
    ],
  ])('refuses %s', async (_, path, status, code) => {
    const response = await ask(path, { messages });
    expect(response.status).toBe(status);
    expect(await response.json()).toEqual({ error: { code, message: expect.any(String) } });
  });

  it.each([
    ['missing', {}],
    ['bad', { 'api-key': 'invalid' }],
  ])('denies access when the key is %s', async (_, headers) => {
    const response = await ask('/openai/v1/chat/completions', { model: 'gpt-4o', messages }, headers);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ error: { code: '401' } });
  });

  it('takes forms for a deployment', async () => {
    const body = new FormData();
    body.append('prompt', 'in winter');
    body.append('image', new Blob([picture]), 'a.png');
    const path = `/openai/deployments/gpt-image-1/images/edits${version}`;
    const response = await sandbox().fetch(host + path, { method: 'POST', headers: { 'api-key': 'k' }, body });
    expect(await response.json()).toMatchObject({ data: [{ b64_json: expect.any(String) }] });
  });
});
