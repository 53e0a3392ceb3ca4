import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ErrorCode, InferenceError } from '@x/core';
import { describe, expect, it } from 'vitest';
import type { ComparisonOptions, Target } from '../src/index.ts';
import { openRun, type RunFileError, readHeader, type StartRunOptions, startRun } from '../src/node.ts';
import { asked, forever, type Script, scripted } from './scripted-provider.ts';
import { temporaryFolder } from './temporary-folder.ts';

const fileOf = async () => join(await temporaryFolder(), 'run.jsonl');

/** A target, and what it was asked since it was made. */
function target(
  id: string,
  scriptFor: (text: string) => Script = () => ({}),
  more: Partial<Omit<Target, 'provider'>> = {},
) {
  const provider = scripted(id, (input) => scriptFor(asked(input)));
  return { id, model: 'm', concurrency: 1, ...more, provider } satisfies Target;
}

const rows = Array.from({ length: 6 }, (_, n) => ({ n }));
const optionsFor = (...targets: readonly Target[]): ComparisonOptions => ({ targets, prompts: ['say {{n}}'], rows });

async function run(path: string, options: ComparisonOptions, how?: StartRunOptions) {
  return (await startRun(path, options, how)).done;
}

describe('a run that goes on', () => {
  it('asks what is missing and nothing else', async () => {
    const path = await fileOf();
    const stop = new AbortController();
    const first = target('a', () => ({}));
    let ended = 0;
    const begun = await startRun(path, { ...optionsFor(first), signal: stop.signal });
    for await (const event of begun.events()) if (event.type === 'cell-end' && ++ended === 4) stop.abort();
    expect(await begun.done).toMatchObject({ reason: 'interrupted', planned: 6, targets: [{ ok: 4, skipped: 2 }] });

    const second = target('a');
    const goesOn = await startRun(path, optionsFor(second), { onto: 'existing' });
    expect(goesOn.already).toEqual({ answered: 4, failed: 0 });
    expect(await goesOn.done).toMatchObject({
      reason: 'complete',
      planned: 6,
      already: 4,
      targets: [{ ok: 2, already: 4, skipped: 0 }],
    });
    const texts = [...first.provider.calls.slice(0, 4), ...second.provider.calls].map(asked);
    expect(new Set(texts).size).toBe(6);

    const third = target('a');
    expect(await run(path, optionsFor(third))).toMatchObject({ reason: 'complete', already: 6 });
    expect(third.provider.calls).toEqual([]);
    await using view = await openRun(path);
    expect(view.entries).toHaveLength(6);
    expect(view.headers).toHaveLength(1);
  });

  it('gives equal rows an answer each, and equal prompts under two names', async () => {
    const path = await fileOf();
    const one = target('a');
    const prompts = ['same', { id: 'twin', messages: [{ role: 'user', content: 'same' } as const] }];
    const options = { ...optionsFor(one), prompts, rows: [{ n: 1 }, { n: 1 }] };
    await run(path, options);
    expect(one.provider.calls).toHaveLength(4);
    expect(await run(path, options)).toMatchObject({ already: 4 });
    expect(one.provider.calls).toHaveLength(4);
  });

  const error = (code: ErrorCode) => new InferenceError({ code, provider: 'a', message: 'no', status: 400 });
  it.each<[ErrorCode, NonNullable<StartRunOptions['retryFailed']>, boolean]>([
    ['rate-limit', 'retryable', true],
    ['auth', 'retryable', true],
    ['invalid-request', 'retryable', false],
    ['context-length', 'retryable', false],
    ['invalid-request', 'all', true],
    ['rate-limit', 'none', false],
  ])('after %s, told to ask failures again: %s, asks again: %s', async (code, retryFailed, again) => {
    const path = await fileOf();
    const limits = { retries: 0 };
    await run(path, { ...optionsFor(target('a', () => ({ error: error(code) }))), rows: [{ n: 1 }], limits });
    const second = target('a');
    const outcome = await run(path, { ...optionsFor(second), rows: [{ n: 1 }], limits }, { retryFailed });
    expect(second.provider.calls).toHaveLength(again ? 1 : 0);
    expect(outcome.already).toBe(again ? 0 : 1);
    await using view = await openRun(path);
    expect(view.entries.map(({ status }) => status)).toEqual([again ? 'ok' : 'error']);
  });

  it('counts what it has spent before towards the budget', async () => {
    const path = await fileOf();
    const usage = { inputTokens: 10, outputTokens: 0 };
    const options = { ...optionsFor(target('a', () => ({ usage }))), budget: { tokens: 30 } };
    expect(await run(path, options)).toMatchObject({ reason: 'budget', targets: [{ ok: 3 }] });
    expect(await run(path, options)).toMatchObject({ reason: 'budget', targets: [{ ok: 0 }], spent: { tokens: 30 } });
    expect(await run(path, { ...options, budget: { tokens: 31 } })).toMatchObject({ targets: [{ ok: 1 }] });
  });

  it('begins anew after a kill in its first line', async () => {
    const path = await fileOf();
    await run(path, optionsFor(target('a')));
    const header = (await readFile(path, 'utf8')).split('\n')[0] ?? '';
    const torn = join(await temporaryFolder(), 'torn.jsonl');
    await writeFile(torn, header.slice(0, 40));
    const goesOn = await startRun(torn, optionsFor(target('a')));
    expect(goesOn.healed).toEqual({ line: 1, bytes: 40 });
    expect(await goesOn.done).toMatchObject({ reason: 'complete', targets: [{ ok: 6 }] });
  });
});

describe('a configuration that has changed', () => {
  const refusalOf = async (path: string, options: ComparisonOptions, how?: StartRunOptions) => {
    const refused = await startRun(path, options, how).then(
      () => undefined,
      (error: RunFileError) => error,
    );
    return { problem: refused?.problem, differences: refused?.differences };
  };

  it.each<[string, (options: ComparisonOptions) => ComparisonOptions, readonly string[]]>([
    ['a setting', (was) => ({ ...was, temperature: 0.5 }), ['temperature: not set → 0.5']],
    ['the repeats', (was) => ({ ...was, repeats: 2 }), ['repeats: 1 → 2']],
    [
      'a model',
      (was) => ({ ...was, targets: [target('a', undefined, { model: 'n' })] }),
      ['target "a" model: "m" → "n"'],
    ],
    ['a target', (was) => ({ ...was, targets: [...was.targets, target('b')] }), ['target "b": new']],
    ['a prompt', (was) => ({ ...was, prompts: ['tell {{n}}'] }), ['prompt "p1": its text has changed']],
    ['a value', (was) => ({ ...was, rows: [...rows.slice(0, 5), { n: 9 }] }), ['the values of the rows']],
    ['the rows', (was) => ({ ...was, rows: rows.slice(0, 5) }), ['number of rows: 6 → 5']],
    ['an axis', (was) => ({ ...was, axes: { temperature: [0] } }), ['axes: {} → {"temperature":[0]}']],
  ])('is refused with the difference: %s', async (_what, change, differences) => {
    const path = await fileOf();
    await run(path, optionsFor(target('a')));
    const before = await readFile(path, 'utf8');
    expect(await refusalOf(path, change(optionsFor(target('a'))))).toEqual({ problem: 'changed', differences });
    expect(await readFile(path, 'utf8')).toBe(before);
  });

  it('is none where only the pace, the prices or the order differ', async () => {
    const path = await fileOf();
    await run(path, optionsFor(target('a')));
    const prices = { input: 1, output: 1 };
    const options = { ...optionsFor(target('a', undefined, { concurrency: 9, prices })), seed: 5 };
    expect(await run(path, options)).toMatchObject({ already: 6 });
  });

  it('extends the run where that is wanted, and keeps the answers to what is asked as before', async () => {
    const path = await fileOf();
    await run(path, optionsFor(target('a')));
    const [a, b] = [target('a'), target('b')];
    const options = { ...optionsFor(a, b), rows: [{ n: 'first' }, ...rows] };
    expect(await run(path, options, { extend: true })).toMatchObject({ already: 6, targets: [{ ok: 1 }, { ok: 7 }] });
    expect(a.provider.calls.map(asked)).toEqual(['say first']);
    await using view = await openRun(path);
    expect(view.headers).toHaveLength(2);
    expect(view.header.targets.map(({ id }) => id)).toEqual(['a', 'b']);
    expect(await view.row(0)).toEqual({ n: 'first' });
  });

  it('is not looked at for a file that must be new, or must be there', async () => {
    const path = await fileOf();
    expect(await refusalOf(path, optionsFor(target('a')), { onto: 'existing' })).toMatchObject({ problem: 'missing' });
    await run(path, optionsFor(target('a')), { onto: 'new' });
    expect(await refusalOf(path, optionsFor(target('a')), { onto: 'new' })).toMatchObject({ problem: 'exists' });
  });
});

describe('the header', () => {
  it('keeps what the program wants to find again, without its keys', async () => {
    const path = await fileOf();
    const about = { config: 'compare.config.json', targets: [{ id: 'a', apiKey: 'sk-secret-key' }] };
    const secrets = ['very-secret-value'];
    const leaky = target('a', () => ({ deltas: ['it is very-secret-value "quoted"'] }));
    const run = await startRun(path, optionsFor(leaky), { about, secrets, dataSource: 'rows.csv' });
    await run.done;
    const content = await readFile(path, 'utf8');
    expect(content).not.toContain('sk-secret-key');
    expect(content).not.toContain('very-secret-value');
    expect(content).toContain('it is [removed] \\"quoted\\"');
    expect(await readHeader(path)).toMatchObject({
      about: { config: 'compare.config.json' },
      data: { rows: 6, source: 'rows.csv' },
      seed: 1,
      planned: 6,
    });
  });
});

describe('a secret', () => {
  it('is in no blob either', async () => {
    const path = await fileOf();
    const text = `${'long '.repeat(100)}very-secret-value`;
    const options = optionsFor(target('a', () => ({ deltas: [text] })));
    await run(path, options, { secrets: ['very-secret-value'], textLimit: 10 });
    const [blob = ''] = await readdir(`${path}.blobs`);
    expect(await readFile(join(`${path}.blobs`, blob), 'utf8')).toMatch(/long \[removed\]$/);
  });
});

describe('a run that is not wanted', () => {
  it('leaves the file unlocked and as it was', async () => {
    const path = await fileOf();
    const unwanted = await startRun(path, optionsFor(target('a')));
    await unwanted.close();
    expect(await run(path, optionsFor(target('a')))).toMatchObject({ reason: 'complete' });
  });

  it('is stopped, written and unlocked when its reader leaves', async () => {
    const path = await fileOf();
    const left = await startRun(path, optionsFor(target('a', (text) => (text === 'say 0' ? {} : { until: forever }))));
    for await (const event of left.events()) if (event.type === 'delta' && event.cell.row !== 0) break;
    expect(await left.done).toMatchObject({ reason: 'interrupted', unwritten: [] });
    expect(await run(path, optionsFor(target('a')))).toMatchObject({ reason: 'complete' });
  });
});
