import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CommandRow } from '../src/command-line/command-row.ts';
import { commands } from '../src/command-line/commands.ts';
import { exitCodeMeanings } from '../src/exit-codes.ts';
import { commandLine } from '../src/program.ts';
import { runX } from './captured-io.ts';
import { Pipe } from './virtual-terminal.ts';

const documentation = readFileSync(new URL('../../../docs/cli.md', import.meta.url), 'utf8');

/** The words of a line as a shell would hand them on. */
const wordsOf = (line: string): readonly string[] =>
  Array.from(line.matchAll(/"([^"]*)"|(\S+)/g), ([, quoted, bare]) => quoted ?? bare ?? '');

async function parse(line: string) {
  const started: { row: CommandRow; given: Readonly<Record<string, unknown>> }[] = [];
  const io = { stdout: new Pipe(), stderr: new Pipe(), environment: {}, directory: '/', signal: AbortSignal.abort() };
  const program = commandLine(io, async (row, given) => void started.push({ row, given }));
  await program.parseAsync(wordsOf(line).slice(1), { from: 'user' });
  return started;
}

const examples = commands.flatMap(({ name, examples }) => examples.map((line) => [name, line] as const));

test.each(examples)('the example of %s: %s', async (name, line) => {
  expect((await parse(line)).map(({ row }) => row.name)).toEqual([name]);
});

describe.each(commands.map((row) => [row.name, row] as const))('x %s', (name, row) => {
  test('has help with every option and an example', async () => {
    const { code, stdout } = await runX([...name.split(' '), '--help']);
    expect(code).toBe(0);
    for (const word of ['--json', '--quiet', '--no-color', `Examples:\n  ${row.examples[0]}`])
      expect(stdout).toContain(word);
    for (const { flags } of row.options) expect(stdout).toContain(flags);
  });

  test('can be loaded', async () => expect(await row.load()).toBeTypeOf('function'));

  test('is documented with every option', () => {
    const from = documentation.indexOf(`## \`x ${name}\``);
    expect(from).toBeGreaterThan(-1);
    const section = documentation.slice(from).split(/\n## /)[0] ?? '';
    for (const { flags } of row.options) expect(section).toContain(/--[\w-]+/.exec(flags)?.[0]);
  });
});

test('every exit code is documented as help says it', () => {
  for (const [number, meaning] of Object.entries(exitCodeMeanings)) {
    expect(documentation).toMatch(new RegExp(`^\\| ${number} +\\| ${meaning.replaceAll('.', '\\.')} +\\|$`, 'm'));
  }
});

test.each([
  [[], true],
  [['--no-color'], false],
])('where a person watches, %j: colours %s', async (more, coloured) => {
  const stdout = Object.assign(new Pipe(), { isTTY: true, columns: 20 });
  await runX(['ask', 'Hi', '-t', 'sandbox:m', ...more], { stdout });
  expect(stdout.written.includes('\u001B[')).toBe(coloured);
  expect(stdout.written).toContain('[sandbox]');
});
