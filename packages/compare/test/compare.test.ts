import { InferenceError } from '@x/core';
import { describe, expect, it, vi } from 'vitest';
import { type ComparisonEvent, type ComparisonOptions, compare, type Target } from '../src/index.ts';
import { collect } from './collect.ts';
import { asked, forever, type ScriptedProvider, scripted } from './scripted-provider.ts';

const target = (provider: ScriptedProvider, more: Partial<Target> = {}): Target => ({
  id: provider.id,
  provider,
  model: 'm',
  ...more,
});

async function eventsOf(options: ComparisonOptions): Promise<ComparisonEvent[]> {
  return collect(compare(options).events());
}

const endsOf = (events: readonly ComparisonEvent[]) => events.filter((event) => event.type === 'cell-end');

const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
};

describe('the course of a comparison', () => {
  it('tells planned first, each cell from start over deltas to end, and end last', async () => {
    const a = scripted('a', () => ({ deltas: ['one ', '', 'two'] }));
    const events = await eventsOf({ targets: [target(a)], prompts: ['hello'] });
    expect(events.map(({ type }) => type)).toEqual(['planned', 'cell-start', 'delta', 'delta', 'cell-end', 'end']);
    expect(events[0]).toMatchObject({ cells: 1, targets: [{ id: 'a' }] });
    expect(events[1]).toMatchObject({ cell: { target: 'a', prompt: 'p1', row: 0, repeat: 0 } });
    expect(events[4]).toMatchObject({ result: { status: 'ok', text: 'one two', finishReason: 'stop' } });
    expect(events[5]).toMatchObject({ summary: { planned: 1, interrupted: false, targets: [{ target: 'a', ok: 1 }] } });
  });

  it('puts every prompt to every target for every row and repeat, repeats outermost', async () => {
    const a = scripted('a', () => ({}));
    const events = await eventsOf({
      targets: [target(a, { concurrency: 1, parameters: { logit_bias: {} } })],
      prompts: ['x {{n}}', { id: 'second', messages: [{ role: 'user', content: 'y {{n}}' }] }],
      rows: [{ n: '1' }, { n: '2' }],
      order: 'as-given',
      repeats: 2,
      maxTokens: 9,
      temperature: 0,
      system: 'in {{n}}',
    });
    const once = ['x 1', 'y 1', 'x 2', 'y 2'];
    expect(a.calls.map(asked)).toEqual([...once, ...once]);
    expect(a.calls[0]).toMatchObject({
      model: 'm',
      system: 'in 1',
      maxTokens: 9,
      temperature: 0,
      parameters: { logit_bias: {} },
    });
    expect(endsOf(events).map(({ cell }) => `${cell.prompt} ${cell.row} ${cell.repeat}`)).toEqual([
      'p1 0 0',
      'second 0 0',
      'p1 1 0',
      'second 1 0',
      'p1 0 1',
      'second 0 1',
      'p1 1 1',
      'second 1 1',
    ]);
  });

  it('keeps four calls of a target in flight unless told otherwise, and gives every target its turn', async () => {
    const [a, b] = [scripted('a', () => ({ until: forever })), scripted('b', () => ({ until: forever }))];
    const stop = new AbortController();
    const done = compare({
      targets: [target(a), target(b, { concurrency: 2 })],
      prompts: ['x'],
      repeats: 50,
      signal: stop.signal,
    }).done;
    await until(() => a.calls.length === 4 && b.calls.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect([a.calls.length, b.calls.length]).toEqual([4, 2]);
    stop.abort();
    expect(await done).toMatchObject({ planned: 100, interrupted: true });
  });

  it('moves the targets on side by side', async () => {
    const open: (() => void)[] = [];
    const gated = (id: string) => scripted(id, () => ({ until: new Promise<void>((resolve) => open.push(resolve)) }));
    const [a, b] = [gated('a'), gated('b')];
    const done = compare({
      targets: [target(a, { concurrency: 1 }), target(b, { concurrency: 1 })],
      prompts: ['1', '2', '3'],
    }).done;
    for (const round of [1, 2, 3]) {
      await until(() => a.calls.length === round && b.calls.length === round);
      expect(open).toHaveLength(2);
      for (const go of open.splice(0)) go();
    }
    expect(await done).toMatchObject({ interrupted: false });
  });

  it('makes cells one at a time, so that a plan of billions costs nothing', async () => {
    const stop = new AbortController();
    const a = scripted('a', (_input, call) => {
      if (call === 20) stop.abort();
      return {};
    });
    const { planned, targets } = await compare({
      targets: [target(a, { concurrency: 1 })],
      prompts: ['x'],
      rows: Array.from({ length: 1000 }, () => ({})),
      repeats: 10_000_000,
      signal: stop.signal,
    }).done;
    expect(planned).toBe(10_000_000_000);
    expect(targets[0]?.ok).toBe(20);
  });

  it('says how long a call waited in its queue', async () => {
    const slow = scripted('slow', () => ({ until: new Promise((resolve) => setTimeout(resolve, 20)) }));
    const events = await eventsOf({ targets: [target(slow, { concurrency: 1 })], prompts: ['1', '2'] });
    const [first, second] = endsOf(events).map(({ result }) => result.queuedMs);
    expect(first).toBeGreaterThanOrEqual(0);
    expect(second).toBeGreaterThan(first ?? Number.POSITIVE_INFINITY);
  });
});

describe('who starts it', () => {
  it('sends nothing before events() is pulled or done is read', async () => {
    const a = scripted('a', () => ({}));
    const comparison = compare({ targets: [target(a)], prompts: ['x'] });
    const events = comparison.events();
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect(a.calls).toEqual([]);
    expect(await collect(events)).toHaveLength(5);
    expect(a.calls).toHaveLength(1);
  });

  it('comes to the same end without a reader, and runs once', async () => {
    const a = scripted('a', () => ({}));
    const comparison = compare({ targets: [target(a)], prompts: ['x'] });
    expect(await comparison.done).toMatchObject({ targets: [{ ok: 1 }] });
    expect(await comparison.done).toBe(await comparison.done);
    expect(a.calls).toHaveLength(1);
  });

  it('gives every event to a reader who comes in the same turn as done', async () => {
    const comparison = compare({ targets: [target(scripted('a', () => ({})))], prompts: ['x'] });
    const [summary, events] = await Promise.all([comparison.done, collect(comparison.events())]);
    expect(events.at(0)).toMatchObject({ type: 'planned' });
    expect(events.at(-1)).toEqual({ type: 'end', summary });
  });

  it('tells a reader who comes too late, or second, instead of losing events', async () => {
    const options = { targets: [target(scripted('a', () => ({})))], prompts: ['x'] };
    const late = compare(options);
    await late.done;
    await expect(collect(late.events())).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringContaining('Read events() before done'),
    });
    const twice = compare(options);
    await collect(twice.events());
    await expect(collect(twice.events())).rejects.toMatchObject({ code: 'invalid-request' });
  });

  it('holds new cells back while the reader is far behind', async () => {
    const a = scripted('a', () => ({ deltas: Array.from({ length: 600 }, () => 'x') }));
    const comparison = compare({ targets: [target(a, { concurrency: 1 })], prompts: ['x'], repeats: 100 });
    const events = comparison.events()[Symbol.asyncIterator]();
    await events.next();
    await until(() => a.calls.length === 2);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(a.calls).toHaveLength(2);
    let count = 1;
    for (let next = await events.next(); next.done !== true; next = await events.next()) {
      if (next.value.type !== 'progress') count++;
    }
    expect(count).toBe(1 + 100 * 602 + 1);
  });
});

describe('isolation', () => {
  it('lets the others finish beside a target that hangs, until it is aborted', async () => {
    const stop = new AbortController();
    const [good, hanging] = [scripted('good', () => ({})), scripted('hanging', () => ({ until: forever }))];
    const events: ComparisonEvent[] = [];
    const options = { targets: [target(hanging), target(good)], prompts: ['1', '2', '3'], signal: stop.signal };
    for await (const event of compare(options).events()) {
      events.push(event);
      if (endsOf(events).length === 3) stop.abort();
    }
    expect(endsOf(events).every(({ cell }) => cell.target === 'good')).toBe(true);
    expect(events.at(-1)).toMatchObject({
      summary: {
        interrupted: true,
        targets: [
          { target: 'hanging', ok: 0, failed: 0 },
          { target: 'good', ok: 3 },
        ],
      },
    });
    expect(hanging.signals.every((signal) => signal.aborted)).toBe(true);
  });

  it('ends at an abort even when a provider does not mind the signal', async () => {
    const stop = new AbortController();
    const deaf = scripted('deaf', () => ({ until: forever, deaf: true }));
    const { done } = compare({ targets: [target(deaf)], prompts: ['x'], signal: stop.signal });
    await until(() => deaf.calls.length === 1);
    stop.abort();
    expect(await done).toMatchObject({ interrupted: true, targets: [{ ok: 0, refused: 0, failed: 0 }] });
  });

  it('shows a target without a key in its own cells, asks it no further, and goes on with the others', async () => {
    const error = new InferenceError({ code: 'auth', provider: 'keyless', message: 'Set KEYLESS_API_KEY.' });
    const keyless = scripted('keyless', () => ({ deltas: [], error }));
    const good = scripted('good', () => ({}));
    const events = await eventsOf({
      targets: [target(keyless, { concurrency: 1 }), target(good)],
      prompts: ['1', '2', '3', '4', '5'],
    });
    const failures = endsOf(events).filter(({ cell }) => cell.target === 'keyless');
    expect(failures).toHaveLength(1);
    expect(events).toContainEqual({ type: 'target-stopped', target: 'keyless', error });
    expect(failures[0]?.result).toMatchObject({ status: 'error', error, text: '' });
    expect(events.at(-1)).toMatchObject({
      summary: { interrupted: false, targets: [{ failed: 1, skipped: 4, stopped: error }, { ok: 5 }] },
    });
  });
});

describe('stopping', () => {
  it('does not count what an abort cut off, and leaves no listener on the signal', async () => {
    const stop = new AbortController();
    const added = vi.spyOn(stop.signal, 'addEventListener');
    const removed = vi.spyOn(stop.signal, 'removeEventListener');
    const a = scripted('a', (input) => (asked(input) === '1' ? {} : { until: forever }));
    const events: ComparisonEvent[] = [];
    for await (const event of compare({
      targets: [target(a, { concurrency: 1 })],
      prompts: ['1', '2', '3'],
      order: 'as-given',
      signal: stop.signal,
    }).events()) {
      events.push(event);
      if (event.type === 'delta' && event.cell.prompt === 'p2') stop.abort();
    }
    expect(endsOf(events).map(({ cell }) => cell.prompt)).toEqual(['p1']);
    expect(events.at(-1)).toMatchObject({ type: 'end', summary: { planned: 3, interrupted: true } });
    expect(added).toHaveBeenCalledOnce();
    expect(removed).toHaveBeenCalledExactlyOnceWith(...(added.mock.calls[0]?.slice(0, 2) ?? []));
  });

  it('sends nothing when the signal has come already', async () => {
    const a = scripted('a', () => ({}));
    const events = await eventsOf({ targets: [target(a)], prompts: ['x'], signal: AbortSignal.abort() });
    expect(events.map(({ type }) => type)).toEqual(['planned', 'end']);
    expect(a.calls).toEqual([]);
  });

  it('is not interrupted when the signal comes after the last cell', async () => {
    const stop = new AbortController();
    const options = { targets: [target(scripted('a', () => ({})))], prompts: ['x'], signal: stop.signal };
    const events: ComparisonEvent[] = [];
    for await (const event of compare(options).events()) {
      events.push(event);
      if (event.type === 'cell-end') stop.abort();
    }
    expect(events.at(-1)).toMatchObject({ summary: { interrupted: false, targets: [{ ok: 1 }] } });
  });

  it('stops when its reader leaves', async () => {
    const a = scripted('a', () => ({ until: forever }));
    const comparison = compare({ targets: [target(a)], prompts: ['x'] });
    for await (const event of comparison.events()) if (event.type === 'delta') break;
    expect(await comparison.done).toMatchObject({ interrupted: true });
    expect(a.signals[0]?.aborted).toBe(true);
  });
});
