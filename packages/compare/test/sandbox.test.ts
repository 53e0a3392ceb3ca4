import { openai } from '@x/openai';
import { sandbox } from '@x/sandbox';
import { describe, expect, it } from 'vitest';
import { compare, type EndedCell, tableOf } from '../src/index.ts';

describe('a real adapter over the sandbox', () => {
  it('streams, ends and is measured, beside a target without a key', async () => {
    const provider = openai({ apiKey: 'sandbox', fetch: sandbox().fetch });
    const keyless = openai({ id: 'keyless', apiKey: () => undefined, fetch: sandbox().fetch });
    const comparison = compare({
      targets: [
        { id: 'mini', provider, model: 'gpt-5-mini', sandbox: true },
        { id: 'keyless', provider: keyless, model: 'gpt-5', sandbox: true, concurrency: 2 },
      ],
      prompts: ['Name one sight of {{city}}.'],
      rows: [{ city: 'Rome' }, { city: 'Kyoto' }],
    });
    const ended: EndedCell[] = [];
    let streamed = '';
    for await (const event of comparison.events()) {
      if (event.type === 'delta') streamed += event.text;
      if (event.type === 'cell-end') ended.push(event);
    }
    expect(streamed).toHaveLength(ended.reduce((sum, { result }) => sum + result.text.length, 0));
    expect(streamed).not.toBe('');
    const table = tableOf(ended);
    expect(table.filter(({ target }) => target === 'mini')).toMatchObject([
      { status: 'ok', finishReason: 'stop', outputTokens: expect.any(Number), totalMs: expect.any(Number) },
      { status: 'ok', finishReason: 'stop', outputTokens: expect.any(Number), totalMs: expect.any(Number) },
    ]);
    expect(table.filter(({ target }) => target === 'keyless')).toMatchObject([
      { status: 'error', error: 'auth' },
      { status: 'error', error: 'auth' },
    ]);
  });
});
