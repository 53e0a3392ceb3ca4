import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { folderWith } from './captured-io.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const hanging = [
  'compare',
  'run',
  '-p',
  'prompts.txt',
  '-t',
  'hf:o/m',
  '-t',
  'openai:sandbox/hang',
  '--sandbox',
  '--json',
];

/** The command as a process of its own, in a folder with one file. */
function startX(argv: readonly string[], file = 'prompts.txt', content = 'Hello\n') {
  const directory = folderWith(file, content);
  const child = spawn(process.execPath, ['--conditions=@x/source', main, ...argv], {
    cwd: directory,
    env: { PATH: process.env['PATH'] },
  });
  return { child, directory, ...watch(child) };
}

function watch(child: ChildProcessWithoutNullStreams) {
  const heard = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    heard.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    heard.stderr += text;
  });
  const firstLine = new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
  const exit = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)));
  return { heard, firstLine, exit };
}

describe('as a process', { timeout: 30_000 }, () => {
  test('hands on the exit code', async () => {
    const { exit, heard } = startX(['ask', 'hi', '-t', 'acme:m']);
    expect(await exit).toBe(2);
    expect(heard.stderr).toMatch(/^x: -t "acme:m"/);
  });

  test.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'] as const)(
    '%s ends it with 130, and what had ended is kept',
    async (signal) => {
      const { child, directory, firstLine, exit, heard } = startX([...hanging, '-o', 'run.jsonl']);
      await firstLine;
      child.kill(signal);
      expect(await exit).toBe(130);
      expect(heard.stderr).toBe('Interrupted: 1 missing of 2 cells. Go on with: x compare resume run.jsonl\n');
      const lines = heard.stdout
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(lines).toMatchObject([
        { type: 'cell', target: 'hf:o/m', status: 'ok' },
        { type: 'end', interrupted: true },
      ]);
      const records = readFileSync(join(directory, 'run.jsonl'), 'utf8')
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line));
      expect(records.filter(({ t }) => t === 'cell')).toMatchObject([{ tg: 'hf:o/m', st: 'ok' }]);
      expect(records.at(-1)).toMatchObject({ t: 'end', st: 'interrupted' });
    },
  );

  test('ends quietly when the reader of its output leaves', async () => {
    const { child, firstLine, exit, heard } = startX([
      ...hanging.with(7, 'openai:sandbox/slow'),
      '--repeat',
      '20',
      '--no-output',
    ]);
    await firstLine;
    child.stdout.destroy();
    expect(await exit).toBe(130);
    expect(heard.stderr).toBe('');
  });

  const config = {
    targets: [
      { id: 'quick', provider: 'sandbox/hf', model: 'o/m' },
      { id: 'stuck', provider: 'sandbox', model: 'sandbox/hang' },
    ],
    prompts: ['Hello'],
  };
  const configured = ['compare', 'run', '-c', 'c.json', '-o', 'run.jsonl'];
  const inFolder = (argv: readonly string[]) => {
    const started = startX(argv, 'c.json', JSON.stringify(config));
    return { ...started, cells: () => linesOf(started.directory).filter(({ t }) => t === 'cell') };
  };
  const linesOf = (directory: string) =>
    readFileSync(join(directory, 'run.jsonl'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));

  test.skipIf(process.platform === 'win32')('Ctrl-C twice leaves with 130, whatever still hangs', async () => {
    const { child, firstLine, exit, cells } = inFolder([...configured, '--json']);
    await firstLine;
    child.kill('SIGINT');
    child.kill('SIGINT');
    expect(await exit).toBe(130);
    expect(cells()).toMatchObject([{ tg: 'quick', st: 'ok' }]);
  });

  test.skipIf(process.platform === 'win32')('a run that was killed goes on where it stopped', async () => {
    const { child, directory, firstLine, exit, cells } = inFolder([...configured, '--json']);
    await firstLine;
    child.kill('SIGKILL');
    await exit;
    expect(cells()).toMatchObject([{ tg: 'quick', st: 'ok' }]);
    const resumed = startX(['compare', 'resume', join(directory, 'run.jsonl'), '--json']);
    await expect.poll(() => resumed.heard.stderr, { timeout: 20_000 }).toContain('left locked by a run that is gone');
    resumed.child.kill('SIGINT');
    expect(await resumed.exit).toBe(130);
    expect(JSON.parse(resumed.heard.stdout)).toMatchObject({ type: 'end', planned: 2, interrupted: true });
    expect(cells()).toHaveLength(1);
  });

  test('a wrong configuration is 2, and stdout stays empty', async () => {
    const { exit, heard } = startX([...configured, '--json'], 'c.json', '{"targets": []}');
    expect(await exit).toBe(2);
    expect(heard.stdout).toBe('');
    expect(heard.stderr).toMatch(/^x: c\.json line 1, column 13: targets expects at least one target/);
  });

  test('a TypeScript configuration runs', async () => {
    const written = `const prompts: string[] = ['Hi'];\nexport default { targets: [{ id: 'a', provider: 'sandbox', model: 'm' }], prompts };\n`;
    const { exit, heard } = startX(configured.with(3, 'c.ts').concat('--quiet'), 'c.ts', written);
    expect(await exit).toBe(0);
    expect(heard).toEqual({ stdout: '', stderr: '' });
  });
});
