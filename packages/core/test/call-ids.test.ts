import type { Message } from '@x/core';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callId } from '../src/wire/call-ids.ts';
import { stubVendor } from './stub-vendor.ts';

const nine = { takes: /^[a-zA-Z0-9]{9}$/, length: 9 };

describe('an id of a tool call', () => {
  test('that is taken stays as it is', () => {
    expect(callId('abcDEF123', nine)).toBe('abcDEF123');
  });

  test('that is not taken becomes one that is, always the same', () => {
    fc.assert(
      fc.property(fc.string(), (id) => {
        const made = callId(id, nine);
        expect(made).toMatch(nine.takes);
        expect(callId(id, nine)).toBe(made);
        expect(callId(made, nine)).toBe(made);
      }),
    );
  });

  test('does not meet another', () => {
    const ids = Array.from({ length: 20_000 }, (_, place) => callId(`toolu_${place}_of_another_vendor`, nine));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

const call = { type: 'tool-call', id: 'x'.repeat(64), name: 'f', input: {}, rawArguments: '{}' } as const;
const history = (content: Message['content']): readonly Message[] => [
  { role: 'user', content: 'Hi' },
  { role: 'assistant', content },
  { role: 'user', content: 'Go on' },
];
const prepared = async (messages: readonly Message[]) => {
  const { body } = await stubVendor({ apiKey: 'k' }).prepare('chat', { model: 'm', messages });
  return (body as { messages: Record<string, unknown>[] }).messages;
};

describe('what another vendor’s model said', () => {
  test('goes on with calls and results that meet under an id that is taken', async () => {
    const [, assistant, tool] = await prepared([
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content: [call] },
      { role: 'tool', content: [{ type: 'tool-result', id: call.id, name: 'f', output: 1 }] },
    ]);
    const id = (assistant?.['tool_calls'] as { id: string }[] | undefined)?.[0]?.id;
    expect(id).toMatch(/^[a-z0-9]{24}$/);
    expect(tool?.['tool_call_id']).toBe(id);
  });

  test('is left out where nothing of it is for this one', async () => {
    expect(await prepared(history([{ type: 'reasoning', text: 'Hm.' }]))).toHaveLength(2);
    expect(await prepared(history('Hello'))).toHaveLength(3);
  });

  test('is refused, before any request, where it has media', async () => {
    const image = { type: 'image', media: { mediaType: 'image/png', data: new Uint8Array([1]) } } as const;
    await expect(prepared(history([image]))).rejects.toMatchObject({ code: 'unsupported' });
  });
});
