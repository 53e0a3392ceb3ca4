import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceError } from '@x/core';
import { describe, expect, it } from 'vitest';
import type { ComparisonOptions, Target } from '../src/index.ts';
import { mergeRuns, openRun, readHeader, type StartRunOptions, startRun } from '../src/node.ts';
import { asked, type Script, scripted } from './scripted-provider.ts';
import { temporaryFolder } from './temporary-folder.ts';

const long = 'Grüße '.repeat(20_000);
const provider = (id: string, script: (text: string) => Script = (text) => ({ deltas: [text] })) =>
  scripted(id, (input) => script(asked(input)));
const target = (id: string, script?: (text: string) => Script): Target => ({
  id,
  provider: provider(id, script),
  model: 'm',
});

const rows = Array.from({ length: 5 }, (_, n) => ({ n }));
const optionsFor = (...targets: readonly Target[]): ComparisonOptions => ({ targets, prompts: ['say {{n}}'], rows });

async function run(path: string, options: ComparisonOptions, how?: StartRunOptions) {
  return (await startRun(path, options, how)).done;
}

const fileOf = async (name = 'run.jsonl') => join(await temporaryFolder(), name);

describe('a run that is opened', () => {
  it('has an entry a cell, and reads answers and rows one by one', async () => {
    const path = await fileOf();
    const error = new InferenceError({ code: 'invalid-request', provider: 'b', message: 'No.' });
    await run(
      path,
      optionsFor(
        target('a'),
        target('b', () => ({ deltas: ['half'], error })),
      ),
    );
    await using view = await openRun(path);
    expect(view.entries).toHaveLength(10);
    expect(view.find({ target: 'a', row: 3 })).toMatchObject([{ prompt: 'p1', repeat: 0, status: 'ok' }]);
    const [failed] = view.find({ status: 'error', row: 0 });
    if (failed === undefined) throw new Error('no failure');
    expect(await view.cell(failed)).toMatchObject({ st: 'error', text: 'half', err: { kind: 'invalid-request' } });
    const [answered] = view.find({ target: 'a', row: 3 });
    if (answered === undefined) throw new Error('no answer');
    expect(await view.cell(answered)).toMatchObject({ st: 'ok', text: 'say 3', i: 3 });
    expect(await view.row(3)).toEqual({ n: 3 });
    expect(await view.row(99)).toBeUndefined();
    expect(view.end).toMatchObject({ st: 'complete', ok: 5, err: 5 });
  });

  it('puts long answers back, which are files beside it, each once', async () => {
    const path = await fileOf();
    await run(path, optionsFor(target('a', () => ({ deltas: [long] }))));
    expect((await readFile(path)).length).toBeLessThan(10_000);
    expect(await readdir(`${path}.blobs`)).toHaveLength(1);
    await using view = await openRun(path);
    const [entry] = view.entries;
    if (entry === undefined) throw new Error('no cell');
    expect((await view.cell(entry)).text).toBe(long);
  });

  it('says so when it is no run, is not there, or has changed', async () => {
    const path = await fileOf();
    await expect(openRun(path)).rejects.toMatchObject({ problem: 'missing' });
    await writeFile(path, '{"a":1}\n');
    await expect(readHeader(path)).rejects.toMatchObject({ problem: 'format' });
    const other = await fileOf();
    await run(other, optionsFor(target('a')));
    await using view = await openRun(other);
    await writeFile(other, `${'x'.repeat(5000)}\n`);
    const [entry] = view.entries;
    if (entry === undefined) throw new Error('no cell');
    await expect(view.cell(entry)).rejects.toMatchObject({
      problem: 'format',
      message: expect.stringMatching(/changed/),
    });
  });
});

describe('runs that are merged', () => {
  it('are the whole of their shards, with their long answers', async () => {
    const folder = await temporaryFolder();
    const options = {
      ...optionsFor(
        target('a', (text) => ({ deltas: [text, long] })),
        target('b'),
      ),
      repeats: 4,
    };
    const parts = await Promise.all(
      [1, 2, 3].map(async (index) => {
        const path = join(folder, `part-${index}.jsonl`);
        await run(path, { ...options, shard: { index, count: 3 } });
        return path;
      }),
    );
    const merged = join(folder, 'all.jsonl');
    expect(await mergeRuns(parts, merged)).toEqual({ cells: 40, duplicates: 0, runs: 3 });
    await using view = await openRun(merged);
    expect(view.entries).toHaveLength(40);
    expect(view.header).toMatchObject({ planned: 40 });
    expect(view.header.shard).toBeUndefined();
    for (const entry of view.find({ target: 'a', repeat: 0 })) {
      expect((await view.cell(entry)).text).toBe(`say ${entry.row}${long}`);
    }
    expect(await run(merged, options)).toMatchObject({ reason: 'complete', already: 40 });
  });

  it('have an answer before a failure, then the latest, of each cell', async () => {
    const folder = await temporaryFolder();
    const error = new InferenceError({ code: 'invalid-request', provider: 'a', message: 'No.' });
    const paths = ['answers', 'failures', 'later'].map((name) => join(folder, `${name}.jsonl`));
    const [answers = '', failures = '', later = ''] = paths;
    await run(answers, optionsFor(target('a', () => ({ deltas: ['first'] }))));
    await run(later, optionsFor(target('a', () => ({ deltas: ['later'] }))));
    await run(failures, optionsFor(target('a', () => ({ error }))));
    const merged = join(folder, 'merged.jsonl');
    expect(await mergeRuns([later, answers, failures], merged)).toEqual({ cells: 5, duplicates: 10, runs: 3 });
    await using view = await openRun(merged);
    for (const entry of view.entries) expect(await view.cell(entry)).toMatchObject({ st: 'ok', text: 'later' });
  });

  it('are refused when they asked other things, or would replace a file', async () => {
    const folder = await temporaryFolder();
    const [one, two, merged] = ['one', 'two', 'merged'].map((name) => join(folder, `${name}.jsonl`));
    if (one === undefined || two === undefined || merged === undefined) throw new Error('no names');
    await run(one, optionsFor(target('a')));
    await run(two, { ...optionsFor(target('a')), temperature: 1 });
    await expect(mergeRuns([one, two], merged)).rejects.toMatchObject({
      problem: 'changed',
      differences: ['temperature: not set → 1'],
    });
    await expect(mergeRuns([one], two)).rejects.toMatchObject({ problem: 'exists' });
    await expect(mergeRuns([], merged)).rejects.toMatchObject({ problem: 'missing' });
    expect((await readdir(folder)).toSorted()).toEqual(['one.jsonl', 'two.jsonl']);
    expect(await mergeRuns([one, two], merged, { extend: true })).toMatchObject({ cells: 10 });
  });
});
