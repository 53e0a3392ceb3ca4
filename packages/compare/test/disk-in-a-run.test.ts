import { appendFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ComparisonOptions } from '../src/index.ts';
import { recordSchema } from '../src/node/run-file/records.ts';
import { openRun, readRunFile, startRun } from '../src/node.ts';
import { collect } from './collect.ts';
import { asked, scripted } from './scripted-provider.ts';
import { SmallDisk } from './small-disk.ts';
import { temporaryFolder } from './temporary-folder.ts';

const cells = 24;

function comparison(calls: string[]): ComparisonOptions {
  const provider = scripted('a', (input) => {
    calls.push(asked(input));
    return { deltas: ['answer to ', asked(input)] };
  });
  const rows = Array.from({ length: cells }, (_, n) => ({ n }));
  return { targets: [{ id: 'a', provider, model: 'm' }], prompts: ['say {{n}}'], rows };
}

describe('a disk that fills up in a run', () => {
  it('loses nothing that was answered, wherever it fills up, and the run goes on when there is room', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 12_000 }), async (room) => {
        const path = join(await temporaryFolder(), 'run.jsonl');
        const calls: string[] = [];
        const disk = new SmallDisk();
        disk.room = room;
        const outcome = await (await startRun(path, comparison(calls), { open: disk.open })).done;

        const reading = readRunFile(path);
        const written = (await collect(reading)).filter(({ t }) => t === 'cell');
        expect(reading.report).toMatchObject({ badLines: 0, lacksLineEnd: false });
        expect(reading.report.torn).toBeUndefined();
        const held = outcome.unwritten
          .map((line) => recordSchema.parse(JSON.parse(line)))
          .filter(({ t }) => t === 'cell');
        // Every call that was made is in the file or in hand, once.
        expect(written.length + held.length).toBe(calls.length);
        if (calls.length < cells) expect(outcome).toMatchObject({ reason: 'disk', disk: { problem: 'disk' } });

        await appendFile(path, outcome.unwritten.join(''));
        const goesOn = await (await startRun(path, comparison(calls))).done;
        expect(goesOn.reason).toBe('complete');
        expect(calls.toSorted()).toEqual(Array.from({ length: cells }, (_, n) => `say ${n}`).toSorted());
        await using view = await openRun(path);
        expect(view.entries).toHaveLength(cells);
      }),
      { numRuns: 25, examples: [[0], [40], [700], [100_000]] },
    );
  });

  it('asks nothing when not even the header can be written', async () => {
    const path = join(await temporaryFolder(), 'run.jsonl');
    const calls: string[] = [];
    const disk = new SmallDisk();
    disk.room = 0;
    const outcome = await (await startRun(path, comparison(calls), { open: disk.open })).done;
    expect(outcome).toMatchObject({ reason: 'disk', disk: { problem: 'disk' }, targets: [{ ok: 0, skipped: cells }] });
    expect(calls).toEqual([]);
  });

  it('that refuses a blob keeps the answer in hand', async () => {
    const path = join(await temporaryFolder(), 'run.jsonl');
    const calls: string[] = [];
    const full = Object.assign(new Error('ENOSPC'), { code: 'ENOSPC' });
    const blobs = { put: () => Promise.reject(full) };
    const outcome = await (await startRun(path, comparison(calls), { blobs, textLimit: 5 })).done;
    expect(outcome).toMatchObject({ reason: 'disk', disk: { message: expect.stringContaining('ENOSPC') } });
    expect(outcome.unwritten.filter((line) => line.startsWith('{"t":"cell"'))).toHaveLength(calls.length);
  });
});
