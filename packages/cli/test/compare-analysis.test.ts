import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { runX } from './captured-io.ts';
import { folderOf, jsonLinesOf } from './folder.ts';

const cities = ['Rome', 'Kyoto', 'Paris', 'Oslo', 'Lima', 'Cairo', 'Bern', 'Quito'];
const config = {
  targets: [
    { id: 'a', provider: 'sandbox/openai', model: 'gpt-5-mini' },
    { id: 'b', provider: 'sandbox/gemini', model: 'gemini-2.5-flash' },
  ],
  prompts: ['Name one sight of {{city}}.'],
  data: cities.map((city) => ({ city, right: 'the Colosseum' })),
  repeat: 2,
  checks: [
    { type: 'not-refused', atLeast: 0.6 },
    { type: 'max-words', value: 5 },
  ],
};

let directory = '';
const x = (...argv: string[]) => runX(['compare', ...argv], { directory });
const fileIn = (name: string): string => readFileSync(join(directory, name), 'utf8');

beforeAll(async () => {
  directory = folderOf({ 'c.json': config });
  const { code, stderr } = await x('run', '-c', 'c.json', '-o', 'run.jsonl', '--no-cache', '--quiet');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

describe('x compare stats', () => {
  test('shows figures, differences, agreement, the noise floor, checks and gates', async () => {
    const { code, stdout, stderr } = await x('stats', 'run.jsonl');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const words of [
      /│ a +│ +16 │ +16 │/,
      /│ words +│ +[\d.]+ \[[\d.]+, [\d.]+\] n 8 │/,
      /│ words +│ +a − b │/,
      /│ agreement-chrf +│ +a, b │/,
      /│ agreement-exact +│ a with itself │.* noise floor │/,
      /│ at most 5 words +│ +a │ +0\/16 │/,
      /not refused: at least 0\.6/,
      /No difference was seen in: failed, /,
      /! a: the sandbox answered/,
      /! There are 8 rows: under 30/,
    ]) {
      expect(stdout).toMatch(words);
    }
  });

  test('--json is one line, the same with the same seed', async () => {
    const first = await x('stats', 'run.jsonl', '--json', '--metric', 'words', '--seed', '7');
    const [report] = jsonLinesOf(first.stdout);
    expect(report).toMatchObject({ version: 1, run: { rows: 8, repeats: 2 }, settings: { seed: 7, unit: 'rows' } });
    expect(report.metrics).toHaveLength(1);
    expect((await x('stats', 'run.jsonl', '--json', '--metric', 'words', '--seed', '7')).stdout).toBe(first.stdout);
  });

  test('--reference holds answers against a column', async () => {
    const { stdout } = await x(
      'stats',
      'run.jsonl',
      '--reference',
      'right',
      '--metric',
      'reference-squad-f1',
      '--quiet',
    );
    expect(stdout).toMatch(/│ reference-squad-f1 │/);
  });

  test('--languages counts the languages of the answers', async () => {
    const { stdout } = await x('stats', 'run.jsonl', '--metric', 'words', '--languages');
    expect(stdout).toMatch(/│ language │ +en \d+/);
    expect((await x('stats', 'run.jsonl', '--metric', 'words')).stdout).toMatch(/│ finish +│ +stop 16 │/);
  });

  test('a narrow terminal gets a list, and --margin makes what is close equivalent', async () => {
    const wide = await x('stats', 'run.jsonl', '--metric', 'words', '--margin', '1000', '--baseline', 'a');
    expect(wide.stdout).toContain('b and a are equivalent within ±1000');
    const lines: string[] = [];
    const stdout = { isTTY: true, columns: 30, write: (text: string) => lines.push(text) };
    await runX(['compare', 'stats', 'run.jsonl', '--quiet', '--metric', 'words', '--no-color'], { directory, stdout });
    expect(lines.join('')).toMatch(/^words\n {2}a {2}[\d.]+ \[/m);
  });

  test('Ctrl-C ends it with 130', async () => {
    const { code, stderr } = await runX(['compare', 'stats', 'run.jsonl'], { directory, signal: AbortSignal.abort() });
    expect({ code, stderr }).toEqual({ code: 130, stderr: 'x: The report was stopped before its end.\n' });
  });

  test.each([
    [['--margin', '2'], /--margin is in a metric's unit/],
    [['--margin', '-2'], /--margin expects a number above 0/],
    [['--level', '95'], /--level expects a number between 0 and 1/],
    [['--metric', 'wrods'], /There is no metric "wrods"/],
    [['--baseline', 'nobody'], /baseline "nobody"/],
    [['-c', 'none.json'], /Cannot read none\.json: ENOENT/],
  ])('%j is refused', async (more, message) => {
    const { code, stderr } = await x('stats', 'run.jsonl', ...more);
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
  });
});

describe('x compare report', () => {
  test.each([
    ['md', /^# Comparison\n/],
    ['json', /^\{\n {2}"version": 1,/],
    ['csv', /^kind,name,unit,/],
    ['junit', /^<\?xml version="1\.0"/],
    ['llm-comparator', /^\{"metadata":/],
  ])('-f %s, on stdout and in a file', async (format, begins) => {
    const { code, stdout } = await x('report', 'run.jsonl', '-f', format);
    expect(code).toBe(0);
    expect(stdout).toMatch(begins);
    expect(await x('report', 'run.jsonl', '-f', format, '-o', `report.${format}`)).toMatchObject({
      code: 0,
      stdout: '',
    });
    expect(fileIn(`report.${format}`)).toBe(stdout);
  });

  test('a disk that refuses ends with 4, a format that there is not with 2', async () => {
    expect(await x('report', 'run.jsonl', '-o', 'no/such/folder.md')).toMatchObject({ code: 4 });
    expect(await x('report', 'run.jsonl', '-f', 'html')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/--format expects md, json, csv, junit, llm-comparator, not "html"/),
    });
  });
});

describe('x compare check', () => {
  test('takes the checks of the run, and holds where the bound does', async () => {
    const { code, stdout, stderr } = await x('check', 'run.jsonl');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/│ not refused: at least 0\.6 │ +a │ +holds │/);
  });

  test('fails with 1 where the bound does not reach, though every answer passed', async () => {
    writeFileSync(join(directory, 'checks.yaml'), '- { type: not-refused, atLeast: 0.9 }\n');
    const { code, stdout, stderr } = await x('check', 'run.jsonl', '-c', 'checks.yaml', '--quiet', '--junit', 'r.xml');
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(
      /^x: a: not refused: at least 0\.9: undecided: 95 % interval 0\.676 … 1, n 8: its lower bound/,
    );
    expect(fileIn('r.xml')).toContain('<testsuites name="comparison" tests="6" failures="2" errors="0">');
    expect((await x('check', 'run.jsonl', '-c', 'checks.yaml', '--quiet', '--lenient')).code).toBe(0);
  });

  test('--at-least gates every check without one of its own, and --lenient does not save what fails', async () => {
    const { code, stderr } = await x('check', 'run.jsonl', '--at-least', '0.9', '--lenient', '--quiet');
    expect(code).toBe(1);
    expect(stderr.trimEnd().split('\n')).toHaveLength(2);
    expect(stderr).toMatch(/at most 5 words: at least 0\.9: fails/);
  });

  test('a module may check with a function, and a gate may be on a metric', async () => {
    const module = `export default {
      checks: [{ type: 'function', name: 'has words', value: ({ outcome }) => outcome.text.length > 0, atLeast: 0.5 }],
      gates: [{ metric: 'failed', atMost: 0.4 }],
    };`;
    writeFileSync(join(directory, 'checks.mjs'), module);
    const { code, stdout } = await x('check', 'run.jsonl', '-c', 'checks.mjs', '--json');
    expect(code).toBe(0);
    expect(jsonLinesOf(stdout)[0].gates.map(({ name, status }: Record<string, string>) => [name, status])).toEqual([
      ['has words: at least 0.5', 'holds'],
      ['has words: at least 0.5', 'holds'],
      ['failed: at most 0.4', 'holds'],
      ['failed: at most 0.4', 'holds'],
    ]);
  });

  test('a function is not kept in the run file; the other checks are', async () => {
    const text = `export default { ...${JSON.stringify(config)}, checks: [
      { type: 'function', name: 'own', value: () => true }, { type: 'not-truncated', atLeast: 0.5 }] };`;
    writeFileSync(join(directory, 'own.mjs'), text);
    expect(await x('run', '-c', 'own.mjs', '-o', 'own.jsonl', '--no-cache', '--quiet')).toMatchObject({ code: 0 });
    const names = async (...more: string[]) =>
      jsonLinesOf((await x('check', 'own.jsonl', '--json', ...more)).stdout)[0].checks.map(
        ({ name }: { name: string }) => name,
      );
    expect(await names()).toEqual(['not truncated']);
    expect(await names('-c', 'own.mjs')).toEqual(['own', 'not truncated']);
  });

  test('the report goes where GitHub shows it', async () => {
    const environment = { GITHUB_STEP_SUMMARY: join(directory, 'summary.md') };
    await runX(['compare', 'check', 'run.jsonl', '--quiet'], { directory, environment });
    expect(fileIn('summary.md')).toMatch(/^# Comparison\n/);
  });

  test.each([
    ['[{"type": "contians", "value": "x"}]', /The checks cannot be used: 0\.type/],
    ['[{"type": "not-refused", "atLeast": 90}]', /atLeast expects a share from 0 to 1, not 90/],
    ['{"gates": [{"metric": "failed", "atmost": 1}]}', /gates\[0\]\.atmost is not known here/],
    ['{"check": []}', /holds no "checks" and no "gates"/],
    ['{"gates": [{"check": "none", "atLeast": 1}]}', /which the report does not have/],
  ])('%s is refused', async (written, message) => {
    writeFileSync(join(directory, 'bad.json'), written);
    const { code, stderr } = await x('check', 'run.jsonl', '-c', 'bad.json');
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringMatching(message) });
  });

  test('a bad check in a configuration is told before anything is asked', async () => {
    const bad = { ...config, checks: [{ type: 'regex', value: '(' }] };
    writeFileSync(join(directory, 'bad-config.json'), JSON.stringify(bad));
    const { code } = await x('run', '-c', 'bad-config.json', '-o', 'never.jsonl');
    expect(code).toBe(2);
    expect(existsSync(join(directory, 'never.jsonl'))).toBe(false);
  });
});
