import { readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockPath, takeLock } from '../src/node/run-file/lock.ts';
import { startRun } from '../src/node.ts';
import { scripted } from './scripted-provider.ts';
import { temporaryFolder } from './temporary-folder.ts';

const fileOf = async () => join(await temporaryFolder(), 'run.jsonl');
const options = { targets: [{ id: 'a', provider: scripted('a', () => ({})), model: 'm' }], prompts: ['x'] };

// Beyond what any system gives out.
const deadPid = 2 ** 30;
const ownerAt = (more: object) =>
  JSON.stringify({ pid: deadPid, host: hostname(), at: '2026-01-01T00:00:00Z', ...more });

describe('the lock of a run file', () => {
  it('lets one writer in at a time, and says who that is', async () => {
    const path = await fileOf();
    const first = await startRun(path, options);
    await expect(startRun(path, options)).rejects.toMatchObject({
      name: 'RunFileError',
      problem: 'locked',
      message: expect.stringContaining(`Process ${process.pid} on ${hostname()}`),
    });
    await first.done;
    expect(await readdir(join(path, '..'))).toEqual(['run.jsonl']);
    await (await startRun(path, options)).close();
  });

  it('lets one of many in who come at once, also over a dead one’s', async () => {
    const path = await fileOf();
    await writeFile(lockPath(path), ownerAt({}));
    const outcomes = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(path)));
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(JSON.parse(await readFile(lockPath(path), 'utf8'))).toMatchObject({ pid: process.pid });
  });

  it.each([
    ['whose process is gone', { started: 'boot 1' }],
    ['whose number another process has now', { pid: process.pid, started: 'another boot 1' }],
  ])('is taken over from one %s', async (_whose, more) => {
    const path = await fileOf();
    await writeFile(lockPath(path), ownerAt(more));
    const run = await startRun(path, options);
    expect(run.tookOver).toMatchObject({ host: hostname() });
    expect(await run.done).toMatchObject({ reason: 'complete' });
  });

  it.each([
    ['of another machine', ownerAt({ host: 'elsewhere.example' })],
    ['that cannot be read', 'not JSON'],
  ])('is respected where it is one %s', async (_which, content) => {
    const path = await fileOf();
    await writeFile(lockPath(path), content);
    await expect(startRun(path, options)).rejects.toMatchObject({ problem: 'locked' });
    expect(await readFile(lockPath(path), 'utf8')).toBe(content);
  });

  it('is given up when the file is refused', async () => {
    const path = await fileOf();
    await writeFile(path, 'buy milk\n');
    await expect(startRun(path, options)).rejects.toMatchObject({ problem: 'format' });
    expect(await readdir(join(path, '..'))).toEqual(['run.jsonl']);
  });
});
