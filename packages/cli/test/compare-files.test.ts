import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serveSandbox } from '@x/sandbox/node';
import { describe, expect, test } from 'vitest';
import { runX } from './captured-io.ts';
import { folderOf, jsonLinesOf } from './folder.ts';
import { VirtualTerminal } from './virtual-terminal.ts';

const config = {
  targets: [
    { id: 'a', provider: 'sandbox', model: 'm' },
    { id: 'b', provider: 'sandbox/hf', model: 'meta-llama/Llama-3.1-8B-Instruct', concurrency: 1 },
  ],
  prompts: ['Say {{word}}', { id: 'bye', messages: [{ role: 'user', content: 'Say goodbye to {{word}}' }] }],
  data: 'rows.csv',
};
const rows = 'word,number\none,1\ntwo,2\nthree,3\n';
const folder = (): string => folderOf({ 'c.json': config, 'rows.csv': rows });
const run = (directory: string, ...more: string[]) =>
  runX(['compare', 'run', '-c', 'c.json', '-o', 'run.jsonl', ...more], { directory });
const cellsIn = (directory: string, name = 'run.jsonl') =>
  jsonLinesOf(readFileSync(join(directory, name), 'utf8')).filter(({ t }) => t === 'cell');

describe('x compare run -c', () => {
  test('asks every target every prompt for every row, and shows a table', async () => {
    const directory = folder();
    const { code, stdout, stderr } = await run(directory);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/│ a +│ +6\/6 │/);
    expect(stdout).toContain('Kept in run.jsonl\n');
    expect(cellsIn(directory)).toHaveLength(12);
  });

  test('--quiet says nothing, --limit takes the first rows, --repeat asks again', async () => {
    const directory = folder();
    expect(await run(directory, '--quiet', '--limit', '1', '--repeat', '2')).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect(
      cellsIn(directory)
        .map(({ tg, p, rep }) => `${tg} ${p} ${rep}`)
        .sort(),
    ).toEqual(['a bye 0', 'a bye 1', 'a p1 0', 'a p1 1', 'b bye 0', 'b bye 1', 'b p1 0', 'b p1 1']);
  });

  test('its process can make ready for long work before anything is asked', async () => {
    const directory = folder();
    const kept: string[] = [];
    const beforeLongWork = () => kept.push(readFileSync(join(directory, 'run.jsonl'), 'utf8'));
    const more = ['-c', 'c.json', '-o', 'run.jsonl', '--quiet'];
    expect(await runX(['compare', 'run', ...more], { directory, beforeLongWork })).toMatchObject({ code: 0 });
    expect(kept).toEqual(['']);
  });

  test('--json is clean JSON on stdout, and the sum at its end', async () => {
    const { code, stdout } = await run(folder(), '--json');
    const lines = jsonLinesOf(stdout);
    expect(code).toBe(0);
    expect(lines.filter(({ type }) => type === 'cell')).toHaveLength(12);
    expect(lines.at(-1)).toMatchObject({
      type: 'end',
      planned: 12,
      already: 0,
      reason: 'complete',
      runFile: 'run.jsonl',
    });
  });

  test('shards make up the whole, and merge puts them together', async () => {
    const directory = folder();
    for (const shard of ['1/3', '2/3', '3/3']) {
      const argv = ['compare', 'run', '-c', 'c.json', '-o', `${shard[0]}.jsonl`, '--shard', shard, '--quiet'];
      expect((await runX(argv, { directory })).code).toBe(0);
    }
    const merged = await runX(['compare', 'merge', '1.jsonl', '2.jsonl', '3.jsonl', '-o', 'all.jsonl'], { directory });
    expect(merged).toEqual({ code: 0, stdout: '12 cells of 3 run files are in all.jsonl\n', stderr: '' });
    expect(new Set(cellsIn(directory, 'all.jsonl').map(({ k }) => k)).size).toBe(12);
    const again = await runX(['compare', 'merge', '1.jsonl', '-o', 'all.jsonl'], { directory });
    expect(again.stderr).toMatch(/is there already/);
    expect(again.code).toBe(2);
  });

  test('a target without its key is said at once, and the others go on', async () => {
    const targets = [...config.targets, { id: 'late', provider: 'openai', model: 'm', apiKey: '$NO_SUCH_KEY' }];
    const directory = folderOf({ 'c.json': { ...config, targets }, 'rows.csv': rows });
    const { code, stderr } = await run(directory);
    expect(code).toBe(3);
    expect(stderr).toMatch(/^x: late is asked nothing more: auth: late: no API key\. Set NO_SUCH_KEY/);
    expect(stderr).toMatch(/failed.* of 18 cells\. Go on with: x compare resume run\.jsonl\n$/);
    expect(cellsIn(directory).filter(({ st }) => st === 'ok')).toHaveLength(12);
  });

  test('a local server needs no key, and none is sent to it', async () => {
    const served = await serveSandbox();
    const seen: (string | null)[] = [];
    const fetch: typeof globalThis.fetch = (input, init) => {
      const headers = new Headers(init?.headers);
      seen.push(headers.get('authorization'));
      // The sandbox wants a key, as a vendor does; a local server does not.
      headers.set('authorization', 'Bearer any');
      return globalThis.fetch(input, { ...init, headers });
    };
    try {
      const local = { id: 'local', provider: 'openai', baseUrl: `${served.url}/openai/v1`, model: 'm' };
      const directory = folderOf({ 'c.json': { targets: [local], prompts: ['Hello'] } });
      const argv = ['compare', 'run', '-c', 'c.json', '-o', 'run.jsonl', '--quiet'];
      const environment = { OPENAI_API_KEY: 'a-key-for-the-vendor-alone' };
      expect(await runX(argv, { directory, environment, fetch })).toEqual({ code: 0, stdout: '', stderr: '' });
      expect(seen).toEqual([null]);
    } finally {
      await served.close();
    }
  });

  test('keys are never in the run file', async () => {
    const keyed = { id: 'keyed', provider: 'openai', model: 'm', apiKey: 'written-key-0123456789' };
    const named = { id: 'named', provider: 'openai', model: 'm', apiKey: '$MY_KEY' };
    const directory = folderOf({ 'c.json': { targets: [keyed, named], prompts: ['Hello'] } });
    const sent: (string | null)[] = [];
    const fetch: typeof globalThis.fetch = async (_, init) => {
      const key = new Headers(init?.headers).get('authorization');
      sent.push(key);
      return Response.json({ error: { message: `Incorrect API key provided: ${key}` } }, { status: 401 });
    };
    const environment = { MY_KEY: 'named-key-0123456789' };
    const argv = ['compare', 'run', '-c', 'c.json', '-o', 'run.jsonl'];
    await runX(argv, { directory, environment, fetch });
    expect(sent.sort()).toEqual(['Bearer named-key-0123456789', 'Bearer written-key-0123456789']);
    expect(readFileSync(join(directory, 'run.jsonl'), 'utf8')).not.toMatch(/(named|written)-key/);
    sent.length = 0;
    await runX(['compare', 'resume', 'run.jsonl'], { directory, environment, fetch });
    expect(sent.sort()).toEqual(['Bearer named-key-0123456789', 'Bearer written-key-0123456789']);
  });

  test('what an earlier run has had answered is taken from the cache, unless --no-cache', async () => {
    const directory = folder();
    const environment = { X_CACHE: join(directory, 'cache') };
    const sources = async (name: string, ...more: string[]) => {
      await runX(['compare', 'run', '-c', 'c.json', '-o', name, '--quiet', ...more], { directory, environment });
      return new Set(cellsIn(directory, name).map(({ src }) => src));
    };
    await sources('first.jsonl');
    expect(await sources('second.jsonl')).toEqual(new Set(['cache']));
    expect(await sources('third.jsonl', '--no-cache')).toEqual(new Set(['sandbox']));
  });
});

describe('a task other than chat', () => {
  const model = 'distilbert/distilbert-base-uncased-finetuned-sst-2-english';
  const classifying = {
    task: 'sentiment-analysis',
    targets: [{ id: 'sst', provider: 'sandbox/hf', model }],
    prompts: [{ id: 'mood', input: { text: '{{text}}' } }],
    data: [{ text: 'I love it' }, { text: 'I hate it' }],
  };

  test('is run, shown and compared by what it answers', async () => {
    const directory = folderOf({ 'c.json': classifying });
    expect(await run(directory, '--quiet')).toEqual({ code: 0, stdout: '', stderr: '' });
    const { stdout } = await runX(['compare', 'show', 'run.jsonl', '--row', '0'], { directory });
    expect(stdout).toMatch(/"label": "\w+"/);
    const [, cell] = jsonLinesOf((await runX(['compare', 'show', 'run.jsonl', '--json'], { directory })).stdout);
    expect(cell).toMatchObject({ text: '', output: { labels: expect.any(Array) }, finishReason: null });
    const alone = await runX(['compare', 'diff', 'run.jsonl'], { directory });
    expect(alone.stderr).toMatch(/one target only. Name a second run file/);
  });

  test('goes on from its run file', async () => {
    const directory = folderOf({ 'c.json': classifying });
    await run(directory, '--quiet', '--limit', '1');
    expect((await runX(['compare', 'resume', 'run.jsonl', '--quiet'], { directory })).code).toBe(0);
    expect(cellsIn(directory)).toHaveLength(1);
  });
});

describe('x compare resume', () => {
  test('asks what was interrupted, and shows the table of the whole', async () => {
    const directory = folder();
    const interruption = new AbortController();
    const stdout = { write: (text: string) => (text.includes('"cell"') ? interruption.abort() : undefined) };
    const argv = ['compare', 'run', '-c', 'c.json', '-o', 'run.jsonl', '--json'];
    const stopped = await runX(argv, { directory, stdout, signal: interruption.signal });
    expect(stopped.code).toBe(130);
    expect(stopped.stderr).toMatch(
      /^Interrupted: \d+ missing of 12 cells\. Go on with: x compare resume run\.jsonl\n$/,
    );
    const before = cellsIn(directory).length;
    expect(before).toBeLessThan(12);

    const { code, stdout: shown } = await runX(['compare', 'resume', 'run.jsonl'], { directory });
    expect(code).toBe(0);
    expect(cellsIn(directory)).toHaveLength(12);
    expect(new Set(cellsIn(directory).map(({ k }) => k)).size).toBe(12);
    expect(shown).toMatch(/│ a +│ +6\/6 │/);
    expect(shown).toContain(`${before} of 12 cells had been answered before\n`);
  });

  test('has nothing to do for a run that is whole', async () => {
    const directory = folder();
    await run(directory, '--quiet');
    expect(await runX(['compare', 'resume', 'run.jsonl', '--quiet'], { directory })).toEqual({
      code: 0,
      stdout: '',
      stderr: '',
    });
    expect(cellsIn(directory)).toHaveLength(12);
  });

  test('a changed configuration is refused with what has changed, unless --extend', async () => {
    const directory = folder();
    await run(directory, '--quiet');
    const refused = await run(directory, '--repeat', '2');
    expect(refused.stderr).toMatch(/^x: .*repeats: 1 → 2.*--extend/);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect((await run(directory, '--repeat', '2', '--extend', '--quiet')).code).toBe(0);
    expect(cellsIn(directory)).toHaveLength(24);
  });

  test.each<[string, string, RegExp]>([
    ['no file', '', /missing|no run file|is empty|has no header/],
    ['another file', '{"a":1}\n', /is no run file/],
    ['a newer version', '{"t":"run","v":99}\n', /99|newer|version/],
  ])('%s is refused', async (_, content, message) => {
    const directory = folderOf({ 'run.jsonl': content });
    const { code, stdout, stderr } = await runX(['compare', 'resume', 'run.jsonl'], { directory });
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });
});

describe('x compare show', () => {
  test('answers below one another, and the table', async () => {
    const directory = folder();
    await run(directory, '--quiet');
    const { code, stdout } = await runX(['compare', 'show', 'run.jsonl', '--row', '1', '--prompt', 'bye'], {
      directory,
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^bye, row 1\n── a \(openai:m; sandbox\)\n\[sandbox\] .*\n.*· stop\n\n── b /);
    expect(stdout).toMatch(/│ target +│/);
  });

  test('columns on a wide terminal', async () => {
    const directory = folder();
    await run(directory, '--quiet');
    const stdout = new VirtualTerminal(120, 60);
    await runX(['compare', 'show', 'run.jsonl', '--limit', '1'], { directory, stdout });
    const { lines } = await stdout.screen();
    expect(lines[2]).toMatch(/^a +│ b$/);
  });

  test('--quiet is the table, --json every cell', async () => {
    const directory = folder();
    await run(directory, '--quiet');
    const quiet = await runX(['compare', 'show', 'run.jsonl', '--quiet'], { directory });
    expect(quiet.stdout).toMatch(/^┌/);
    const lines = jsonLinesOf((await runX(['compare', 'show', 'run.jsonl', '--json'], { directory })).stdout);
    expect(lines[0]).toMatchObject({ type: 'run', planned: 12, cells: 12, end: 'complete' });
    expect(
      lines
        .slice(1)
        .map(({ status, row }) => `${status} ${row}`)
        .sort()
        .at(-1),
    ).toBe('ok 2');
  });
});

describe('x compare diff', () => {
  test('two targets of a run, word by word', async () => {
    const directory = folder();
    await run(directory, '--quiet');
    const argv = ['compare', 'diff', 'run.jsonl', '--a', 'a', '--b', 'b', '--row', '0'];
    const { code, stdout } = await runX(argv, { directory });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^── p1, row 0: a → b$/m);
    expect(stdout).toMatch(/\[sandbox\] .*\[-.+-\].*\{\+.+\+\}/);
    expect(stdout).toMatch(/2 compared: 0 the same, 2 differ, 0 on one side only\n$/);
    const [pair] = jsonLinesOf((await runX([...argv, '--json'], { directory })).stdout);
    const side = (dropped: string) =>
      pair.changes
        .filter(({ kind }: { kind: string }) => kind !== dropped)
        .map(({ text }: { text: string }) => text)
        .join('');
    expect([side('added'), side('removed')]).toEqual([pair.a.text, pair.b.text]);
  });

  test('two runs of the same answers are the same, and --fail says whether', async () => {
    const directory = folder();
    await run(directory, '--quiet');
    copyFileSync(join(directory, 'run.jsonl'), join(directory, 'copy.jsonl'));
    const same = await runX(['compare', 'diff', 'run.jsonl', 'copy.jsonl', '--fail'], { directory });
    expect(same).toEqual({ code: 0, stdout: '12 compared: 12 the same, 0 differ, 0 on one side only\n', stderr: '' });
    const quiet = await runX(['compare', 'diff', 'run.jsonl', '--fail', '--quiet'], { directory });
    expect(quiet).toEqual({ code: 1, stdout: '', stderr: '' });
  });

  test('a target that the run does not have is wrong usage', async () => {
    const directory = folder();
    await run(directory, '--quiet');
    const { code, stderr } = await runX(['compare', 'diff', 'run.jsonl', '--a', 'z'], { directory });
    expect(stderr).toMatch(/no target "z"\. It has a, b/);
    expect(code).toBe(2);
  });
});
