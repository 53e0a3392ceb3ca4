import { createHash } from 'node:crypto';
import type { ChatInput, MediaInput, Message } from '@x/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentKey } from '../src/content/content-key.ts';
import { digestMedia } from '../src/content/media-digest.ts';
import { compare, type Prompt, type Target } from '../src/index.ts';
import { scripted } from './scripted-provider.ts';

const input = {
  model: 'gpt-x',
  system: 'Be brief.',
  messages: [{ role: 'user', content: 'Grüße aus 東京' }],
  maxTokens: 64,
  temperature: 0.5,
  parameters: { top_k: 40, api_key: 'sk-secret' },
} satisfies ChatInput;

const noMedia = new Map();
const key = (change: Partial<Parameters<typeof contentKey>[0]> = {}) =>
  contentKey(
    { provider: 'openai', baseUrl: 'https://host.example/v1', task: 'chat', input, repeat: 0, ...change },
    noMedia,
  );

async function keyOf(prompt: Prompt, more: Partial<Target> = {}): Promise<string> {
  const target = { id: 'a', provider: scripted('a', () => ({})), model: 'm', ...more };
  for await (const event of compare({ targets: [target], prompts: [prompt] }).events()) {
    if (event.type === 'cell-start') return event.cell.key;
  }
  throw new Error('no cell started');
}

describe('the content key', () => {
  it('is the first half of SHA-256 over the canonical JSON of the call', async () => {
    // Written by hand after RFC 8785: names sorted, no white space, texts as they are.
    const canonical =
      '{"baseUrl":"https://host.example/v1","input":{"maxTokens":64,' +
      '"messages":[{"content":"Grüße aus 東京","role":"user"}],' +
      '"parameters":{"api_key":"[removed]","top_k":40},"system":"Be brief.","temperature":0.5},' +
      '"model":"gpt-x","provider":"openai","repeat":0}';
    expect(await key()).toBe(createHash('sha256').update(canonical).digest('hex').slice(0, 32));
  });

  it('stays what it is, or every run file of the past goes stale', async () => {
    expect(await key()).toBe('83e29790435179949c82b6dd66ea229a');
  });

  it.each<[string, Partial<Parameters<typeof contentKey>[0]>]>([
    ['provider', { provider: 'groq' }],
    ['place', { baseUrl: 'https://other.example/v1' }],
    ['absence of a place', { baseUrl: undefined }],
    ['model', { input: { ...input, model: 'gpt-y' } }],
    ['text', { input: { ...input, messages: [{ role: 'user', content: 'Grüße' }] } }],
    ['setting', { input: { ...input, temperature: 0.6 } }],
    ['parameter', { input: { ...input, parameters: { top_k: 41 } } }],
    ['repeat', { repeat: 1 }],
  ])('changes with the %s', async (_what, change) => {
    expect(await key(change)).not.toBe(await key());
  });

  it.each<[string, Partial<Parameters<typeof contentKey>[0]>]>([
    ['another key', { input: { ...input, parameters: { api_key: 'sk-other', top_k: 40 } } }],
    ['credentials in the address', { baseUrl: 'https://user:pass@host.example/v1' }],
    ['a slash at its end', { baseUrl: 'https://host.example/v1/' }],
    ['a setting that is undefined', { input: { ...input, seed: undefined } }],
  ])('does not change with %s', async (_what, change) => {
    expect(await key(change)).toBe(await key());
  });

  it('is the same for a text and for that text as a message, and for any name of the target', async () => {
    const spelled = await keyOf({ id: 'other', messages: [{ role: 'user', content: 'hi' }] }, { id: 'b' });
    expect(await keyOf('hi')).toBe(spelled);
  });

  it('is had for texts that UTF-8 cannot say', async () => {
    expect(await keyOf('half \ud83d of a pair')).toBe(await keyOf('half \ufffd of a pair'));
  });

  it('tells media apart by their bytes, however they are given', async () => {
    const withMedia = (media: MediaInput): Promise<string> => {
      const messages: Message[] = [{ role: 'user', content: [{ type: 'image', media }] }];
      return keyOf({ messages });
    };
    const mediaType = 'image/png';
    const bytes = await withMedia({ mediaType, data: new Uint8Array([1, 2, 3]) });
    expect(await withMedia({ mediaType, data: 'AQID' })).toBe(bytes);
    expect(await withMedia(new Blob([new Uint8Array([1, 2, 3])], { type: mediaType }))).toBe(bytes);
    expect(await withMedia(new Blob([new Uint8Array([1, 2, 4])], { type: mediaType }))).not.toBe(bytes);
    expect(await withMedia({ url: 'https://host.example/a.png' })).not.toBe(bytes);
  });

  it('does not depend on the order of names, and is 128 bits of hexadecimal', async () => {
    const anyInput = fc.dictionary(fc.string(), fc.jsonValue());
    await fc.assert(
      fc.asyncProperty(anyInput, async (parameters) => {
        const turned = Object.fromEntries(Object.entries(parameters).reverse());
        const first = await key({ input: { model: 'm', parameters } });
        expect(first).toMatch(/^[0-9a-f]{32}$/);
        expect(await key({ input: { model: 'm', parameters: turned } })).toBe(first);
      }),
    );
  });

  it('hashes a medium once, however often it is used', async () => {
    const data = new Uint8Array([7]);
    const medium = { mediaType: 'image/png', data };
    expect((await digestMedia([medium, medium])).size).toBe(1);
  });
});
