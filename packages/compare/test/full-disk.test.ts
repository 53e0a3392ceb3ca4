import { open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type ComparisonOptions, compare } from '../src/index.ts';
import { RunFileError, type RunFileHandle, readRunFile, writeRunFile } from '../src/node.ts';
import { collect } from './collect.ts';
import { scripted } from './scripted-provider.ts';
import { temporaryFolder } from './temporary-folder.ts';

const options: ComparisonOptions = {
  targets: [{ id: 'A', provider: scripted('a', () => ({})), model: 'm', concurrency: 1 }],
  prompts: ['1', '2', '3', '4', '5', '6'],
};

/** A disk with room for so many bytes. What comes after is taken in part, as file systems do, or refused. */
class SmallDisk {
  room = 1_000_000;
  readonly asked: string[] = [];

  readonly open = async (path: string): Promise<RunFileHandle> => {
    const file = await open(path, 'a');
    return {
      write: async (bytes) => {
        this.asked.push('write');
        if (this.room === 0) throw Object.assign(new Error('ENOSPC: no space'), { code: 'ENOSPC' });
        const { bytesWritten } = await file.write(bytes.subarray(0, this.room));
        this.room -= bytesWritten;
        return { bytesWritten };
      },
      truncate: async (length) => {
        this.asked.push('truncate');
        const { size } = await file.stat();
        await file.truncate(length);
        this.room += size - length;
      },
      datasync: async () => {
        this.asked.push('datasync');
        await file.datasync();
      },
      close: async () => {
        this.asked.push('close');
        await file.close();
      },
    };
  };
}

const caughtFrom = async (action: () => Promise<unknown>): Promise<RunFileError | undefined> => {
  try {
    await action();
    return undefined;
  } catch (thrown) {
    if (thrown instanceof RunFileError) return thrown;
    throw thrown;
  }
};

async function cellsIn(path: string): Promise<readonly string[]> {
  const records = await collect(readRunFile(path));
  return records.flatMap((record) => (record.t === 'cell' ? [record.p] : []));
}

describe('a disk that runs full', () => {
  it('keeps every line that was written, and says what is missing', async () => {
    const path = join(await temporaryFolder(), 'run.jsonl');
    const disk = new SmallDisk();
    const file = await writeRunFile(path, options, { open: disk.open });
    let failure: RunFileError | undefined;
    for await (const event of compare(options).events()) {
      if (event.type === 'cell-end' && event.cell.prompt === 'p4') disk.room = 50;
      failure = await caughtFrom(() => file.write(event));
      if (failure !== undefined) break;
    }
    expect(failure).toMatchObject({ problem: 'disk', path, unwritten: 1 });
    expect(failure?.message).toMatch(/Cannot write to .*full.*safe.*could not be added: 1\. Free some space/);
    expect(await caughtFrom(() => file.close())).toMatchObject({ problem: 'disk', unwritten: 1 });
    expect(disk.asked.at(-1)).toBe('close');

    const reading = readRunFile(path);
    expect((await collect(reading)).map(({ t }) => t)).toEqual(['run', 'row', 'cell', 'cell', 'cell']);
    expect(reading.report).toMatchObject({ badLines: 0, lacksLineEnd: false });
    expect(reading.report.torn).toBeUndefined();
    expect(await cellsIn(path)).toEqual(['p1', 'p2', 'p3']);
  });

  it('gets every line in its order once there is room again', async () => {
    const path = join(await temporaryFolder(), 'run.jsonl');
    const disk = new SmallDisk();
    const file = await writeRunFile(path, options, { open: disk.open });
    let failures = 0;
    for await (const event of compare(options).events()) {
      if (event.type === 'cell-end' && event.cell.prompt === 'p3') disk.room = 50;
      if ((await caughtFrom(() => file.write(event))) !== undefined) failures++;
      if (failures === 2) disk.room = 1_000_000;
    }
    await file.close();
    // The delta events between two cells write nothing, so they cannot fail.
    expect(failures).toBe(2);
    expect(await cellsIn(path)).toEqual(['p1', 'p2', 'p3', 'p4', 'p5', 'p6']);
    const content = await readFile(path, 'utf8');
    expect(content.trimEnd().split('\n')).toHaveLength(1 + 1 + 6 + 1);
  });

  it('has the file on the disk, a write a line, when the end is written', async () => {
    const path = join(await temporaryFolder(), 'run.jsonl');
    const disk = new SmallDisk();
    const file = await writeRunFile(path, options, { open: disk.open });
    const writes: Promise<void>[] = [];
    for await (const event of compare(options).events()) writes.push(file.write(event));
    await Promise.all(writes);
    expect(disk.asked).toEqual([...Array.from({ length: 9 }, () => 'write'), 'datasync']);
    await file.close();
  });

  it('is closed even when its torn line cannot be cut off, which the reader then leaves out', async () => {
    const path = join(await temporaryFolder(), 'run.jsonl');
    const disk = new SmallDisk();
    const stuck = async (at: string): Promise<RunFileHandle> => ({
      ...(await disk.open(at)),
      truncate: () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })),
    });
    const file = await writeRunFile(path, options, { open: stuck });
    const failures: RunFileError[] = [];
    for await (const event of compare(options).events()) {
      if (event.type === 'cell-end' && event.cell.prompt === 'p2') disk.room = 50;
      const failure = await caughtFrom(() => file.write(event));
      if (failure !== undefined) failures.push(failure);
    }
    expect(await caughtFrom(() => file.close())).toMatchObject({ unwritten: 6 });
    expect(failures.map(({ unwritten }) => unwritten)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(disk.asked.at(-1)).toBe('close');
    expect(await cellsIn(path)).toEqual(['p1']);
  });

  it('is told when it cannot be synchronised', async () => {
    const path = join(await temporaryFolder(), 'run.jsonl');
    const broken = async (at: string): Promise<RunFileHandle> => ({
      ...(await new SmallDisk().open(at)),
      datasync: () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })),
    });
    const file = await writeRunFile(path, options, { open: broken });
    const last = { type: 'end', summary: { planned: 0, targets: [], interrupted: false } } as const;
    expect(await caughtFrom(() => file.write(last))).toMatchObject({
      unwritten: 0,
      message: expect.stringContaining('the disk reports a fault (EIO)'),
    });
    await file.close();
  });
});
