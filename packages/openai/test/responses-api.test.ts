import { expect, test } from 'vitest';
import { openai } from '../src/index.ts';
import { openai as narrow } from '../src/responses.ts';

const chat = '/chat/completions';
const responses = '/responses';

/** Where a chat call goes, by what the provider was made with. */
test.each<[string, Parameters<typeof openai>[0], string]>([
  ['nothing', {}, `https://api.openai.com/v1${responses}`],
  ['a key', { apiKey: 'k' }, `https://api.openai.com/v1${responses}`],
  ["OpenAI's address", { baseUrl: 'https://api.openai.com/v1' }, `https://api.openai.com/v1${responses}`],
  ['a region of it', { baseUrl: 'https://eu.api.openai.com/v1/' }, `https://eu.api.openai.com/v1${responses}`],
  ['another address', { baseUrl: 'http://localhost:11434/v1' }, `http://localhost:11434/v1${chat}`],
  [
    'an address that only looks like it',
    { baseUrl: 'https://api.openai.com.test/v1' },
    `https://api.openai.com.test/v1${chat}`,
  ],
  ['chat', { api: 'chat' }, `https://api.openai.com/v1${chat}`],
  ['responses elsewhere', { api: 'responses', baseUrl: 'https://acme.test/v1' }, `https://acme.test/v1${responses}`],
])('%s', async (_, options, url) => {
  expect((await openai(options).prepare('chat', { model: 'gpt-4.1', prompt: 'Hi' })).url).toBe(url);
});

test('the narrow door has the one protocol wherever it goes', async () => {
  const provider = narrow({ baseUrl: 'https://acme.test/v1' });
  expect(Object.keys(provider.tasks)).toEqual(['chat']);
  const { url } = await provider.prepare('chat', { model: 'gpt-4.1', prompt: 'Hi' });
  expect(url).toBe(`https://acme.test/v1${responses}`);
});
