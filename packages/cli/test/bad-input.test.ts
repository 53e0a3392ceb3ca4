import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { run } from '../src/run.ts';
import { folderWith, runX } from './captured-io.ts';
import { Pipe } from './virtual-terminal.ts';

const prompts = folderWith('prompts.jsonl', '"Say hello"\n');
const good = ['-t', 'openai:m'];
const compareRun = ['compare', 'run', '--sandbox', '--no-output'];

describe('wrong usage ends with 2, says what to do on stderr, and prints nothing else', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['an unknown command', ['frob'], /unknown command 'frob'/],
    ['an unknown option', ['ask', 'hi', ...good, '--frob'], /unknown option '--frob'/],
    ['no prompt', ['ask'], /missing required argument 'prompt'/],
    ['two prompts', ['ask', 'a', 'b', ...good], /too many arguments/],
    ['an empty prompt', ['ask', ' ', ...good], /The prompt is empty. Write it in quotes/],
    ['no target', ['ask', 'hi'], /There is no target. Add one with -t provider:model/],
    ['an unknown provider', ['ask', 'hi', '-t', 'acme:m'], /no provider "acme". There are openai, gemini, hf/],
    ['a model without a provider', ['ask', 'hi', '-t', 'gpt-5-mini'], /Write provider:model/],
    ['a provider without a model', ['ask', 'hi', '-t', 'hf:'], /names no model/],
    ['a target that is missing', ['ask', 'hi', '-t'], /argument missing/],
    [
      'a length that is no number',
      ['ask', 'hi', ...good, '--max-tokens', 'many'],
      /--max-tokens expects a whole number/,
    ],
    ['a length of nothing', ['ask', 'hi', ...good, '--max-tokens', '0'], /--max-tokens .*from 1, not "0"/],
    ['half a token', ['ask', 'hi', ...good, '--max-tokens', '1.5'], /--max-tokens .*not "1.5"/],
    ['a number too big', ['ask', 'hi', ...good, '--max-tokens', '9'.repeat(30)], /--max-tokens expects/],
    ['a temperature in words', ['ask', 'hi', ...good, '--temperature', 'hot'], /--temperature expects a number/],
    ['a temperature below nothing', ['ask', 'hi', ...good, '--temperature=-1'], /--temperature expects .*not "-1"/],
    ['no file', [...compareRun, ...good], /--config is missing.*-p prompts.jsonl/],
    ['a file that is not there', [...compareRun, '-p', 'no.jsonl', ...good], /Cannot read .*no\.jsonl.*no such file/],
    ['a folder', [...compareRun, '-p', '.', ...good], /\.jsonl/],
    ['a file of another kind', [...compareRun, '-p', 'x.docx', ...good], /\.jsonl/],
    ['no repeats', [...compareRun, '-p', 'prompts.jsonl', ...good, '--repeat', '0'], /--repeat expects/],
    ['a limit in words', [...compareRun, '-p', 'prompts.jsonl', ...good, '--limit', 'all'], /--limit expects/],
    ['a port that does not exist', ['sandbox', '--port', '65536'], /--port .*0 to 65535/],
  ])('%s', async (_, argv, message) => {
    const { code, stdout, stderr } = await runX(argv, { directory: prompts });
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test.each<[string, string, RegExp]>([
    ['an empty file', '', /prompts\.jsonl is empty/],
    ['a file of bad lines', '{\n[]\n', /line 1: [^\n]*\n.*line 2: [^\n]*\n.*no line that could be read/],
    ['a name without a value', '"Hello {{name}}"', /\{\{name\}\}/],
  ])('%s', async (_, content, message) => {
    const directory = folderWith('prompts.jsonl', content);
    const { code, stderr, stdout } = await runX([...compareRun, '-p', 'prompts.jsonl', ...good], { directory });
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('a file in another encoding', async () => {
    const directory = folderWith('prompts.txt', new Uint8Array([0x47, 0x72, 0xfc, 0xdf, 0x65]));
    const { code, stderr } = await runX([...compareRun, '-p', 'prompts.txt', ...good], { directory });
    expect(stderr).toMatch(/not UTF-8/);
    expect(code).toBe(2);
  });
});

test('what is typed does not drive the terminal', async () => {
  const { stderr } = await runX(['ask', 'hi', '-t', '\u001B[2Jacme\n:m']);
  expect(stderr).toContain('acme');
  expect(stderr.trimEnd()).not.toMatch(/\p{Cc}/u);
  const unknown = await runX(['\u001B[2Jfrob']);
  expect(unknown.stderr).not.toContain('\u001B');
});

test('without a command, help goes to stderr and the exit code is 2', async () => {
  for (const argv of [[], ['compare']]) {
    const { code, stdout, stderr } = await runX(argv);
    expect(stderr).toContain('Usage: x');
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  }
});

describe('a run file that cannot be written', () => {
  const writing = (output: string) => ['compare', 'run', '-p', 'prompts.jsonl', ...good, '--sandbox', '-o', output];

  test('in a folder that is not there: 4', async () => {
    const { code, stderr } = await runX(writing('no/where/run.jsonl'), { directory: prompts });
    expect(stderr).toMatch(/^x: Cannot .*run\.jsonl: there is no such file or folder/);
    expect(code).toBe(4);
  });

  test('because something else is there: 2', async () => {
    const directory = folderWith('prompts.jsonl', '"Say hello"\n');
    const { code, stderr } = await runX(writing('prompts.jsonl'), { directory });
    expect(stderr).toMatch(/is no run file/);
    expect(code).toBe(2);
  });

  test.skipIf(!existsSync('/dev/full'))('on a full disk: 4, before anything is asked', async () => {
    const { code, stdout, stderr } = await runX(writing('/dev/full'), { directory: prompts });
    expect(stderr).toMatch(/^x: Cannot write to \/dev\/full/);
    expect({ code, stdout }).toEqual({ code: 4, stdout: '' });
  });
});

describe('a bug of ours', () => {
  const broken = { write: () => failing() };
  const failing = (): never => {
    throw new RangeError('a bug for the test');
  };

  test.each<[string, Record<string, string>, boolean]>([
    ['is one line that says where to see more', {}, false],
    ['shows its stack when it is asked to', { X_DEBUG: '1' }, true],
  ])('%s', async (_, environment, stackShown) => {
    const stderr = new Pipe();
    const { code } = await runX(['ask', 'hi', ...good, '--sandbox'], { stdout: broken, stderr, environment });
    const lines = stderr.written.trimEnd().split('\n');
    expect(code).toBe(70);
    expect(lines[0]).toMatch(/^x: a bug for the test – this is a bug in x\..*X_DEBUG=1|Please report/);
    expect(lines.some((line) => /^\s+at /.test(line))).toBe(stackShown);
    expect(lines.length > 1).toBe(stackShown);
  });
});

test('nothing is thrown at the caller', async () => {
  const io = { stdout: new Pipe(), stderr: new Pipe(), environment: {}, directory: '/', signal: AbortSignal.abort() };
  await expect(run(['ask', 'hi', ...good, '--sandbox'], io)).resolves.toBe(130);
});
