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

/** The command as a process of its own, in a folder with a prompts file. */
function startX(argv: readonly string[]) {
  const directory = folderWith('prompts.txt', 'Hello\n');
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
      expect(heard.stderr).toBe('');
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
});
