import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../src/node/lines.ts';
import { LineAppender } from '../src/node/run-file/append.ts';
import { FolderBlobs } from '../src/node/run-file/blobs.ts';
import { RunFileError, type RunFileHandle } from '../src/node.ts';
import { collect } from './collect.ts';
import { SmallDisk } from './small-disk.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { TestClock } from './test-clock.ts';

const fileOf = async () => join(await temporaryFolder(), 'run.jsonl');
const nothingFound = { wholeBytes: 0, torn: false, lacksLineEnd: false };
const line = (n: number) => ({ line: n, text: 'thirty characters, more or less' });

async function appenderOf(path: string, open: (path: string) => Promise<RunFileHandle>, clock = new TestClock()) {
  return new LineAppender(await open(path), { path, found: nothingFound, blobs: new FolderBlobs(path), clock });
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

const numbersIn = async (path: string): Promise<readonly number[]> =>
  (await readFile(path, 'utf8')).split('\n').flatMap((text) => (text === '' ? [] : [JSON.parse(text).line]));

describe('a disk that runs full', () => {
  it('keeps every line that was written, and says what is missing', async () => {
    const path = await fileOf();
    const disk = new SmallDisk();
    const appender = await appenderOf(path, disk.open);
    for (const n of [1, 2, 3]) await appender.append([line(n)]);
    disk.room = 20;
    const failure = await caughtFrom(() => appender.append([line(4)]));
    expect(failure).toMatchObject({ problem: 'disk', path, unwritten: 1 });
    expect(failure?.message).toMatch(/Cannot write to .*full.*safe.*could not be added: 1\. Free some space/);
    expect(appender.unwritten).toEqual([`${JSON.stringify(line(4))}\n`]);
    expect(await caughtFrom(() => appender.close())).toMatchObject({ problem: 'disk', unwritten: 1 });
    expect(disk.asked.at(-1)).toBe('close');
    expect(await numbersIn(path)).toEqual([1, 2, 3]);
  });

  it('gets every line in its order once there is room again', async () => {
    const path = await fileOf();
    const disk = new SmallDisk();
    const appender = await appenderOf(path, disk.open);
    let failures = 0;
    for (const n of [1, 2, 3, 4, 5, 6]) {
      if (n === 3) disk.room = 20;
      if (n === 5) disk.room = 1_000_000;
      if ((await caughtFrom(() => appender.append([line(n)]))) !== undefined) failures++;
    }
    await appender.close();
    expect(failures).toBe(2);
    expect(appender.unwritten).toEqual([]);
    expect(await numbersIn(path)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it('is closed even when its torn line cannot be cut off', async () => {
    const path = await fileOf();
    const disk = new SmallDisk();
    const stuck = async (at: string): Promise<RunFileHandle> => ({
      ...(await disk.open(at)),
      truncate: () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })),
    });
    const appender = await appenderOf(path, stuck);
    await appender.append([line(1)]);
    disk.room = 20;
    const failures = [];
    for (const n of [2, 3]) failures.push(await caughtFrom(() => appender.append([line(n)])));
    expect(failures.map((failure) => failure?.unwritten)).toEqual([1, 2]);
    expect(await caughtFrom(() => appender.close())).toMatchObject({ unwritten: 2 });
    expect(disk.asked.at(-1)).toBe('close');
    expect((await collect(linesOf(path))).map(({ ended }) => ended)).toEqual([true, false]);
  });

  it('gets lines that come while it is busy in one write, blobs before them', async () => {
    const path = await fileOf();
    const disk = new SmallDisk();
    const appender = await appenderOf(path, disk.open);
    await Promise.all([1, 2, 3, 4].map((n) => appender.append([line(n)])));
    expect(disk.asked.filter((asked) => asked === 'write').length).toBeLessThanOrEqual(2);
    disk.room = 100;
    const outcomes = await Promise.all([5, 6, 7, 8].map((n) => caughtFrom(() => appender.append([line(n)]))));
    expect(outcomes.map((failure) => failure?.unwritten)).toEqual([4, 4, 4, 4]);
    disk.room = 1_000_000;
    await appender.append([line(9)]);
    await appender.close();
    expect(await numbersIn(path)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('is asked to keep them every second or 64 lines, and told when it cannot be', async () => {
    const path = await fileOf();
    const disk = new SmallDisk();
    const clock = new TestClock();
    const appender = await appenderOf(path, disk.open, clock);
    const syncs = () => disk.asked.filter((asked) => asked === 'datasync').length;
    for (let n = 1; n <= 63; n++) await appender.append([line(n)]);
    expect(syncs()).toBe(0);
    const afterManyLines = disk.nextSync();
    await appender.append([line(64)]);
    await afterManyLines;
    expect(syncs()).toBe(1);
    await clock.wait(999);
    await appender.append([line(65)]);
    await clock.wait(1);
    const afterASecond = disk.nextSync();
    await appender.append([line(66)]);
    await afterASecond;
    expect(syncs()).toBe(2);
    await appender.close();

    const broken = async (at: string): Promise<RunFileHandle> => ({
      ...(await new SmallDisk().open(at)),
      datasync: () => Promise.reject(Object.assign(new Error('EIO'), { code: 'EIO' })),
    });
    const failing = await appenderOf(await fileOf(), broken);
    expect(await caughtFrom(() => failing.sync())).toMatchObject({
      unwritten: 0,
      message: expect.stringContaining('the disk reports a fault (EIO)'),
    });
    await failing.close();
  });
});
