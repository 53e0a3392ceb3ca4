import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Input, Io } from '../src/io.ts';
import { runX } from './captured-io.ts';
import { folderOf, jsonLinesOf } from './folder.ts';

const config = {
  targets: [
    { id: 'secret-name-a', provider: 'sandbox/openai', model: 'm' },
    { id: 'secret-name-b', provider: 'sandbox/hf', model: 'meta-llama/Llama-3.1-8B-Instruct' },
  ],
  prompts: ['Name one sight of {{city}}.'],
  data: ['Rome', 'Kyoto', 'Paris', 'Oslo', 'Lima', 'Cairo'].map((city) => ({ city })),
};

let directory = '';
const x = (argv: readonly string[], io: Partial<Io> = {}) => runX(['compare', ...argv], { directory, ...io });
const linesIn = (name: string) => jsonLinesOf(readFileSync(join(directory, name), 'utf8'));

beforeAll(async () => {
  directory = folderOf({ 'c.json': config });
  expect(await x(['run', '-c', 'c.json', '-o', 'run.jsonl', '--no-cache', '--quiet'])).toMatchObject({ code: 0 });
});

const judging = ['judge', 'run.jsonl', '--judge', 'sandbox:judge', '--criteria', 'Which is clearer?'];

describe('x compare judge', () => {
  test('asks both orders, keeps verdicts beside the run, and shows how the judge behaved', async () => {
    const { code, stdout, stderr } = await x([...judging, '--limit', '4']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toContain('the two orders did not come to the same (flips)');
    expect(stdout).toContain('Bradley–Terry rating, from a judge');
    expect(stdout).toMatch(/Kept in run\.judged\.jsonl\n$/);
    const [header, ...votes] = linesIn('run.judged.jsonl');
    expect(header).toMatchObject({
      t: 'votes',
      v: 1,
      source: 'judge',
      by: 'sandbox:judge',
      criteria: 'Which is clearer?',
    });
    expect(votes).toHaveLength(4);
    for (const { vote } of votes) expect([vote.aFirst.status, vote.bFirst.status]).toEqual(['valid', 'valid']);
  });

  test('goes on where it stopped, after a torn line too', async () => {
    const path = join(directory, 'run.judged.jsonl');
    const before = readFileSync(path, 'utf8');
    writeFileSync(path, `${before}{"t":"vote","pa`);
    const { stdout } = await x([...judging, '--json']);
    expect(jsonLinesOf(stdout)[0]).toMatchObject({ type: 'judged', judge: { comparisons: 6, failedCalls: 0 } });
    const after = readFileSync(path, 'utf8');
    expect(after.startsWith(before)).toBe(true);
    expect(linesIn('run.judged.jsonl')).toHaveLength(7);
    await x([...judging, '--quiet']);
    expect(readFileSync(path, 'utf8')).toBe(after);
  });

  test('other criteria want another file', async () => {
    const { code, stderr } = await x([
      'judge',
      'run.jsonl',
      '--judge',
      'sandbox:judge',
      '--criteria',
      'Which is shorter?',
    ]);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/another "criteria".*with -o/) });
  });

  test('a pair of which a call failed is not kept, and is said', async () => {
    const fetch = async () =>
      Response.json({ error: { message: 'too long', code: 'context_length_exceeded' } }, { status: 400 });
    const environment = { OPENAI_API_KEY: 'a-key-of-nobody' };
    const argv = [
      'judge',
      'run.jsonl',
      '--judge',
      'openai:gpt-5',
      '--criteria',
      'x',
      '--limit',
      '2',
      '-o',
      'failed.jsonl',
    ];
    const { code, stderr } = await x(argv, { environment, fetch });
    expect(code).toBe(3);
    expect(stderr).toMatch(/2 pairs could not be judged.* The first: context-length: /);
    expect(linesIn('failed.jsonl')).toHaveLength(1);
  });

  test('what is no verdict is invalid, and no winner is guessed', async () => {
    const fetch = async () => new Response('{"nonsense": true}', { headers: { 'content-type': 'application/json' } });
    const environment = { OPENAI_API_KEY: 'a-key-of-nobody' };
    const argv = [
      'judge',
      'run.jsonl',
      '--judge',
      'openai:gpt-5',
      '--criteria',
      'x',
      '--limit',
      '1',
      '-o',
      'odd.jsonl',
    ];
    await x(argv, { environment, fetch });
    const [, ...votes] = linesIn('odd.jsonl');
    for (const { vote } of votes) {
      expect(vote.winner).toBeUndefined();
      expect(vote.aFirst).toMatchObject({ status: 'invalid' });
    }
  });

  test('Ctrl-C ends it with 130, and what was judged is kept', async () => {
    const stop = new AbortController();
    let calls = 0;
    const fetch = async () => {
      if (++calls === 3) stop.abort();
      return new Response('{"nonsense": true}', { headers: { 'content-type': 'application/json' } });
    };
    const io = { environment: { OPENAI_API_KEY: 'a-key-of-nobody' }, fetch, signal: stop.signal };
    const argv = ['judge', 'run.jsonl', '--judge', 'openai:gpt-5', '--criteria', 'x', '--concurrency', '1'];
    expect(await x([...argv, '-o', 'stopped.jsonl'], io)).toMatchObject({ code: 130 });
    expect(linesIn('stopped.jsonl')).toHaveLength(2);
  });

  test('its verdicts go into the file for LLM Comparator', async () => {
    const { stdout } = await x(['report', 'run.jsonl', '-f', 'llm-comparator', '--votes', 'run.judged.jsonl']);
    for (const { individual_rater_scores: raters } of JSON.parse(stdout).examples) expect(raters).toHaveLength(2);
  });

  test.each([
    [['judge', 'run.jsonl', '--criteria', 'x'], /--judge is missing/],
    [['judge', 'run.jsonl', '--judge', 'sandbox:j'], /--criteria is missing/],
    [[...judging, '--pairs', 'secret-name-a'], /Two targets are needed/],
    [[...judging, '--pairs', 'nobody,secret-name-a'], /no target "nobody"/],
    [['report', 'run.jsonl', '-f', 'llm-comparator', '--votes', 'none.jsonl'], /no votes file/],
  ])('%j is refused', async (argv, message) => {
    const { code, stderr } = await x(argv);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
  });
});

/** A person who presses these keys, and then no more. */
function keyboard(keys: string): Input & { readonly raw: boolean[] } {
  const raw: boolean[] = [];
  return {
    isTTY: true,
    raw,
    setRawMode: (on: boolean) => raw.push(on),
    async *[Symbol.asyncIterator]() {
      yield* keys;
    },
  };
}

describe('x compare vote', () => {
  const vote = (keys: string, ...more: string[]) => {
    const stdin = keyboard(keys);
    return x(['vote', 'run.jsonl', ...more], { stdin }).then((captured) => ({ ...captured, raw: stdin.raw }));
  };

  test('shows two answers without their names, keeps every vote, and goes on later', async () => {
    const first = await vote('1x t\rq');
    expect(first).toMatchObject({ code: 0, stderr: '', raw: [true, false] });
    const [ballots = ''] = first.stdout.split('Against each other');
    expect(ballots).toMatch(/1 of 6\nQuestion\nName one sight of \w+\.\n\nAnswer 1\n/);
    expect(ballots).not.toMatch(/secret-name/);
    expect(first.stdout).toContain('2 of 6 pairs have a vote. Kept in run.votes.jsonl');
    const [header, one, two] = linesIn('run.votes.jsonl');
    expect(header).toMatchObject({ source: 'human', by: 'me' });
    expect(one.vote.winner).toBe(one.vote.left);
    expect(two.vote.winner).toBe('tie');

    const second = await vote('222s');
    expect(second.stdout).toMatch(/^\n3 of 6/);
    expect(second.stdout).toContain('5 of 6 pairs have a vote');
    expect(second.stdout).toContain('Bradley–Terry rating, from people');
  });

  test('sides change from pair to pair, by the seed', async () => {
    const sides = async (seed: string, name: string) => {
      await vote('111111', '--seed', seed, '-o', name);
      return linesIn(name)
        .slice(1)
        .map(({ pair, vote: { left } }) => `${pair} ${left}`)
        .join();
    };
    const first = await sides('1', 'first.jsonl');
    expect(first).toMatch(/ a/);
    expect(first).toMatch(/ b/);
    expect(await sides('1', 'again.jsonl')).toBe(first);
    expect(await sides('2', 'other.jsonl')).not.toBe(first);
  });

  test('Ctrl-C leaves, and lines are wrapped to the terminal', async () => {
    const written: string[] = [];
    const stdout = { isTTY: true, columns: 30, write: (text: string) => written.push(text) };
    const stdin = keyboard('\u0003111');
    const { code } = await x(['vote', 'run.jsonl', '-o', 'left.jsonl', '--no-color'], { stdin, stdout });
    expect(code).toBe(0);
    expect(linesIn('left.jsonl')).toHaveLength(1);
    const [ballot = ''] = written;
    expect(Math.max(...ballot.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(29);
  });

  test('--json keeps stdout clean', async () => {
    const { stdout, stderr } = await vote('1q', '--json', '-o', 'json.jsonl');
    expect(jsonLinesOf(stdout)).toMatchObject([{ type: 'voted', file: 'json.jsonl', votes: 1, of: 6 }]);
    expect(stderr).toContain('Answer 1');
  });

  test("people's votes and a judge's verdicts never share a file", async () => {
    const { code, stderr } = await vote('1', '-o', 'run.judged.jsonl');
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(/another "source": "judge"/) });
    expect((await x(['report', 'run.jsonl', '-f', 'llm-comparator', '--votes', 'run.votes.jsonl'])).stderr).toMatch(
      /holds people's votes/,
    );
  });

  test('needs a terminal', async () => {
    expect(await x(['vote', 'run.jsonl'])).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/needs a terminal/),
    });
  });
});
