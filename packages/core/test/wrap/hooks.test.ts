import { InferenceError } from '@x/core';
import { withHooks } from '@x/core/wrap';
import { describe, expect, test } from 'vitest';
import { fakeProvider } from '../fake-provider.ts';

const input = { model: 'm', prompt: 'Hi' };

/** Hooks that write down what they were told. */
function diary() {
  const told: string[] = [];
  return {
    told,
    hooks: {
      onRequest: (task: string, { model }: { model: string }) => void told.push(`request ${task} ${model}`),
      onResponse: (_: string, { text }: { text: string }) => void told.push(`response ${text}`),
      onError: (_: string, { code }: InferenceError) => void told.push(`error ${code}`),
    },
  };
}

describe('withHooks', () => {
  test('tells of a call and its answer', async () => {
    const { told, hooks } = diary();
    await withHooks(fakeProvider('Hello'), hooks).run('chat', input);
    expect(told).toEqual(['request chat m', 'response Hello']);
  });

  test('tells of a failure', async () => {
    const { told, hooks } = diary();
    await expect(withHooks(fakeProvider({ error: 'quota' }), hooks).run('chat', input)).rejects.toMatchObject({
      code: 'quota',
    });
    expect(told).toEqual(['request chat m', 'error quota']);
  });

  test('tells of a stream at its first pull and at its end', async () => {
    const { told, hooks } = diary();
    const stream = withHooks(fakeProvider({ text: ['a', 'b'] }), hooks).stream('chat', input);
    expect(told).toEqual([]);
    const types: string[] = [];
    for await (const event of stream) types.push(event.type);
    expect(types).toEqual(['text-delta', 'text-delta', 'part', 'end']);
    expect(told).toEqual(['request chat m', 'response ab']);
  });

  test.each([
    ['fails', { text: ['a'], error: 'server' } as const, 'error server'],
    ['is left', { text: ['a', 'b'], hangs: true } as const, 'error aborted'],
  ])('a stream that %s is told once', async (_, answer, last) => {
    const { told, hooks } = diary();
    const stream = withHooks(fakeProvider(answer), hooks).stream('chat', input);
    const read = async () => {
      for await (const event of stream) if (event.type === 'text-delta' && last === 'error aborted') break;
    };
    await read().catch((error: unknown) => expect(InferenceError.is(error)).toBe(true));
    expect(told).toEqual(['request chat m', last]);
    await expect(stream.result()).rejects.toMatchObject({ partial: { text: 'a' } });
  });

  test('a hook that throws changes no outcome, and is not passed over in silence', async () => {
    const broken = () => {
      throw new TypeError('secret words');
    };
    const provider = withHooks(fakeProvider([{ text: 'Hello' }, { text: 'Hello' }, { error: 'auth' }]), {
      onRequest: broken,
      onResponse: broken,
      onError: broken,
    });
    const settings = ['hooks.onRequest', 'hooks.onResponse'];
    const output = await provider.run('chat', input);
    expect(output.text).toBe('Hello');
    expect(output.warnings.map(({ setting }) => setting)).toEqual(settings);
    const streamed = await provider.stream('chat', input).result();
    expect(streamed.warnings.map(({ setting }) => setting)).toEqual(settings);
    const error = await provider.run('chat', input).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'auth' });
    expect(String(error)).toContain('onError hook failed (TypeError)');
    expect(JSON.stringify([output, streamed, error])).not.toContain('secret words');
  });
});
