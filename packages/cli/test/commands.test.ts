import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openai } from '@x/openai';
import { sandbox } from '@x/sandbox';
import { describe, expect, test } from 'vitest';
import { folderWith, runX } from './captured-io.ts';
import { Pipe, VirtualTerminal } from './virtual-terminal.ts';

const three = ['-t', 'openai:gpt-5-mini', '-t', 'gemini:gemini-2.5-flash', '-t', 'hf:meta-llama/Llama-3.1-8B-Instruct'];

interface JsonCell {
  readonly target: string;
  readonly status: string;
  readonly sandbox: boolean;
  readonly text: string;
  readonly error: { readonly code: string; readonly message: string } | null;
}

const answersOf = (stdout: string): readonly JsonCell[] => JSON.parse(stdout).answers;
const linesOf = (stdout: string) =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line));

describe('x ask', () => {
  test('three answers and a table, without any key', async () => {
    const { code, stdout, stderr } = await runX(['ask', 'Why is the sky blue?', ...three, '--sandbox']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    for (const id of three.filter((word) => word !== '-t')) expect(stdout).toContain(`── ${id} (sandbox)`);
    expect(stdout.match(/tokens in, \d+ out · stop/g)).toHaveLength(3);
    expect(stdout).toMatch(/│ target +│ first token │/);
  });

  test('columns on a wide terminal', async () => {
    const stdout = new VirtualTerminal(120, 40);
    const { code } = await runX(['ask', 'Hello', ...three, '--sandbox'], { stdout });
    const { lines, cursorHidden } = await stdout.screen();
    expect(code).toBe(0);
    expect(lines[0]).toMatch(/^openai:gpt-5-mini +│ gemini:gemini-2.5-flash +│ hf:meta-llama\/Llama-3.1-8B-Instruct$/);
    expect(lines[1]).toMatch(/^sandbox +│ sandbox +│ sandbox$/);
    expect(cursorHidden).toBe(false);
  });

  test('a missing key is the error of its own column, and the exit code is 3', async () => {
    const fetch = sandbox().fetch;
    const environment = { OPENAI_API_KEY: 'sk-a-key-that-the-sandbox-takes' };
    const { code, stdout } = await runX(['ask', 'Hello', ...three], { environment, fetch });
    expect(code).toBe(3);
    expect(stdout).toContain('✗ auth: gemini: no API key. Set GEMINI_API_KEY');
    expect(stdout).toContain('✗ auth: hf: no API key. Set HF_TOKEN');
    expect(stdout).toMatch(/│ openai:gpt-5-mini .*│ stop +│/);
    expect(stdout).toMatch(/│ gemini:gemini-2.5-flash .*│ +– │ +– │.*│ error: auth │ +– │/);
    expect(stdout).not.toContain('sandbox,');
  });

  test('with --sandbox-missing only vendors without a key are answered by the sandbox', async () => {
    const environment = { GOOGLE_API_KEY: 'a-key-that-the-sandbox-takes', HUGGINGFACEHUB_API_TOKEN: ' ' };
    const { code, stdout } = await runX(['ask', 'Hello', ...three, '--sandbox-missing'], {
      environment,
      fetch: sandbox().fetch,
    });
    expect(code).toBe(0);
    expect(stdout).toContain('── openai:gpt-5-mini (sandbox, no key set)');
    expect(stdout).toContain('── gemini:gemini-2.5-flash\n');
    expect(stdout).toContain('── hf:meta-llama/Llama-3.1-8B-Instruct (sandbox, no key set)');
    expect(stdout.match(/│ sandbox, no key set +│/g)).toHaveLength(2);
  });

  test('--json is one object and nothing else, in the order of the targets', async () => {
    const { code, stdout, stderr } = await runX([
      'ask',
      'Hi',
      '-t',
      'b=openai:m',
      '-t',
      'a=hf:o/m',
      '-t',
      'gemini:m',
      '--sandbox',
      '--json',
    ]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout.endsWith('}\n') && !stdout.trimEnd().includes('\n')).toBe(true);
    expect(answersOf(stdout).map(({ target, status, sandbox }) => [target, status, sandbox])).toEqual([
      ['b', 'ok', true],
      ['a', 'ok', true],
      ['gemini:m', 'ok', true],
    ]);
  });

  test.each([
    ['sandbox/429', 'rate-limit'],
    ['sandbox/quota', 'quota'],
    ['sandbox/cut-stream', 'interrupted'],
    ['sandbox/error-mid', 'server'],
  ])('%s fails as %s beside an answer', { timeout: 30_000 }, async (model, code) => {
    const result = await runX(['ask', 'Hi there', '-t', `openai:${model}`, '-t', 'hf:o/m', '--sandbox', '--json']);
    const [bad, good] = answersOf(result.stdout);
    expect(bad).toMatchObject({ status: 'error', error: { code } });
    expect(good).toMatchObject({ status: 'ok', error: null });
    expect(result.code).toBe(3);
  });

  test('an answer that the content filter holds back is an answer', async () => {
    const { code, stdout } = await runX(['ask', 'Hi', '-t', 'gemini:sandbox/prompt-block', '--sandbox', '--json']);
    expect(answersOf(stdout)).toMatchObject([{ status: 'refused', finishReason: 'content-filter', error: null }]);
    expect(code).toBe(0);
  });

  test('braces in a prompt and a system text are sent as they are', async () => {
    let sent = '';
    const { fetch } = sandbox();
    const spy: typeof fetch = async (input, init) => {
      sent = String(init?.body);
      return fetch(input, init);
    };
    const argv = [
      'ask',
      'What is {{name}} or \\{{x}} or {{ %',
      '--system',
      'No {{y}}',
      '-t',
      'openai:m',
      '--max-tokens',
      '5',
    ];
    const { code } = await runX([...argv, '--temperature', '0.5'], {
      fetch: spy,
      environment: { OPENAI_API_KEY: 'any-key-of-ours' },
    });
    expect(code).toBe(0);
    expect(JSON.parse(sent)).toMatchObject({ model: 'm', temperature: 0.5 });
    for (const text of ['No {{y}}', 'What is {{name}} or \\{{x}} or {{ %'])
      expect(sent).toContain(JSON.stringify(text));
  });

  test('an interrupt stops the calls and keeps what has ended', async () => {
    const interruption = new AbortController();
    const stdout = new Pipe();
    stdout.write = (text) => {
      stdout.written += text;
      if (text.includes('── hf')) interruption.abort();
    };
    const argv = ['ask', 'Hi', '-t', 'openai:sandbox/hang', '-t', 'hf:o/m', '--sandbox'];
    const { code } = await runX(argv, { stdout, signal: interruption.signal });
    expect(code).toBe(130);
    expect(stdout.written).toMatch(/── hf:o\/m .*\n.+\n.*· stop\n/);
    expect(stdout.written).toMatch(/│ openai:sandbox\/hang │ +– │/);
  });
});

describe('x compare run', () => {
  const mixed = [
    '"Say hello"',
    '{not json',
    '{"id": "polite", "prompt": "Say please"}',
    '42',
    '{"messages": [{"role": "user", "content": "Say goodbye"}]}',
  ].join('\n');
  const two = ['-t', 'openai:m', '-t', 'b=hf:o/m', '--sandbox'];

  test('names bad lines at once and in the end, runs the others, and ends with 3', async () => {
    const directory = folderWith('prompts.jsonl', mixed);
    const { code, stdout, stderr } = await runX(['compare', 'run', '-p', 'prompts.jsonl', ...two], { directory });
    expect(code).toBe(3);
    expect(stderr.split('\n')).toEqual([
      expect.stringMatching(/^x: prompts\.jsonl line 2: is not valid JSON.* left out$/),
      expect.stringMatching(/^x: prompts\.jsonl line 4: .* left out$/),
      expect.stringMatching(/^x: 2 lines were left out: prompts\.jsonl line 2: .*; prompts\.jsonl line 4: /),
      '',
    ]);
    expect(stdout.match(/^\w+: Say \w+$/gm)).toEqual(['p1: Say hello', 'polite: Say please', 'p3: Say goodbye']);
    expect(stdout.match(/· stop$/gm)).toHaveLength(6);
    expect(stdout).toMatch(/│ b +│ +3\/3 │/);
  });

  test('keeps the answers in runs/, where nothing else is said', async () => {
    const directory = folderWith('prompts.txt', 'One\nTwo\n');
    const { code, stdout } = await runX(['compare', 'run', '-p', 'prompts.txt', ...two], { directory });
    const [file] = readdirSync(join(directory, 'runs'));
    expect(code).toBe(0);
    expect(stdout).toContain(`Kept in ${join('runs', file ?? '')}\n`);
    const records = linesOf(readFileSync(join(directory, 'runs', file ?? ''), 'utf8'));
    expect(records[0]).toMatchObject({ t: 'run', planned: 4, tool: { name: 'x' } });
    expect(records.filter(({ t }) => t === 'cell')).toHaveLength(4);
    expect(records.at(-1)).toMatchObject({ t: 'end', st: 'complete', ok: 4 });
  });

  test('-o names the run file, and --quiet says nothing', async () => {
    const directory = folderWith('prompts.txt', 'One\n');
    const argv = ['compare', 'run', '-p', 'prompts.txt', ...two, '-o', 'mine.jsonl', '--quiet', '--repeat', '2'];
    expect(await runX(argv, { directory })).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readdirSync(directory).sort()).toEqual(['mine.jsonl', 'prompts.txt']);
    const records = linesOf(readFileSync(join(directory, 'mine.jsonl'), 'utf8'));
    expect(
      records
        .filter(({ t }) => t === 'cell')
        .map(({ tg, rep }) => `${tg} ${rep}`)
        .sort(),
    ).toEqual(['b 0', 'b 1', 'openai:m 0', 'openai:m 1']);
  });

  test('a torn line of an earlier run is cut off and said', async () => {
    const directory = folderWith('prompts.txt', 'One\n');
    const argv = ['compare', 'run', '-p', 'prompts.txt', ...two, '-o', 'mine.jsonl'];
    await runX(argv, { directory });
    const whole = readFileSync(join(directory, 'mine.jsonl'), 'utf8');
    const torn = folderWith('mine.jsonl', `${whole}{"t":"cell","k`);
    const { code, stderr } = await runX([...argv.with(3, join(directory, 'prompts.txt'))], { directory: torn });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^mine\.jsonl line \d+ was torn .* 14 bytes are cut off\n$/);
    expect(() => linesOf(readFileSync(join(torn, 'mine.jsonl'), 'utf8'))).not.toThrow();
  });

  test('--json is a line a cell and a line at the end', async () => {
    const directory = folderWith('prompts.jsonl', mixed);
    const argv = ['compare', 'run', '-p', 'prompts.jsonl', ...two, '--json', '--no-output', '--limit', '2'];
    const { code, stdout } = await runX(argv, { directory });
    const lines = linesOf(stdout);
    expect(code).toBe(3);
    expect(
      lines
        .slice(0, -1)
        .map(({ type, prompt, target }) => `${type} ${prompt} ${target}`)
        .sort(),
    ).toEqual(['cell p1 b', 'cell p1 openai:m', 'cell polite b', 'cell polite openai:m']);
    expect(lines.at(-1)).toMatchObject({
      type: 'end',
      planned: 4,
      interrupted: false,
      runFile: null,
      problems: [expect.stringContaining('line 2'), expect.stringContaining('line 4')],
      targets: [{ target: 'openai:m', ok: 2, failed: 0, totalMs: { n: 2 } }, { target: 'b' }],
    });
    expect(readdirSync(directory)).toEqual(['prompts.jsonl']);
  });

  test('repeats have headings of their own', async () => {
    const directory = folderWith('prompts.txt', 'One\n');
    const { stdout } = await runX(['compare', 'run', '-p', 'prompts.txt', ...two, '--repeat', '2', '--no-output'], {
      directory,
    });
    expect(stdout.match(/^p1 .*$/gm)).toEqual(['p1 (1 of 2): One', 'p1 (2 of 2): One']);
  });

  test('the sandbox has content keys of its own', async () => {
    const directory = folderWith('prompts.txt', 'One\n');
    const argv = ['compare', 'run', '-p', 'prompts.txt', '-t', 'openai:m', '--json', '--no-output'];
    const environment = { OPENAI_API_KEY: 'sk-a-key-that-the-sandbox-takes' };
    const real = linesOf((await runX(argv, { directory, environment, fetch: sandbox().fetch })).stdout);
    const standIn = linesOf((await runX([...argv, '--sandbox'], { directory })).stdout);
    expect(real[0].status).toBe('ok');
    expect(standIn[0].key).not.toBe(real[0].key);
  });
});

describe('keys are in nothing that is printed or kept', () => {
  const keys = {
    OPENAI_API_KEY: 'opensesame-0123456789',
    GEMINI_API_KEY: 'gemkey-abcdefghijkl',
    HF_TOKEN: 'huggable-0987654321',
  };
  const everyKey = new RegExp(Object.values(keys).join('|'));
  /** Repeats the key that it was sent, as some vendors do. */
  const telltale: typeof globalThis.fetch = async (_, init) => {
    const headers = new Headers(init?.headers);
    const key = headers.get('authorization') ?? headers.get('x-goog-api-key');
    return Response.json({ error: { message: `Incorrect API key provided: ${key}`, code: 401 } }, { status: 401 });
  };

  test.each([[], ['--json']])('x compare run %s', async (...more: string[]) => {
    const directory = folderWith('prompts.txt', 'One\n');
    const argv = ['compare', 'run', '-p', 'prompts.txt', ...three, '-o', 'run.jsonl', ...more];
    const { code, stdout, stderr } = await runX(argv, {
      directory,
      environment: { ...keys, X_DEBUG: '1' },
      fetch: telltale,
    });
    expect(code).toBe(3);
    expect(stdout.match(/"auth"|✗ auth/g)).toHaveLength(3);
    expect(stdout + stderr + readFileSync(join(directory, 'run.jsonl'), 'utf8')).not.toMatch(everyKey);
  });

  test('a key that was typed in the wrong place', async () => {
    const { code, stderr } = await runX(['ask', 'hi', '-t', keys.OPENAI_API_KEY], { environment: keys });
    expect(code).toBe(2);
    expect(stderr).toContain('-t "[key]"');
    expect(stderr).not.toMatch(everyKey);
  });

  test('a wrong key is an error of its column', async () => {
    const environment = { OPENAI_API_KEY: 'an-invalid-key-0123456789' };
    const { code, stdout } = await runX(['ask', 'hi', '-t', 'openai:m'], { environment, fetch: sandbox().fetch });
    expect(code).toBe(3);
    expect(stdout).toMatch(/✗ auth: /);
    expect(stdout).not.toContain(environment.OPENAI_API_KEY);
  });
});

describe('x sandbox', () => {
  test('serves every vendor until it is interrupted, which is its regular end', async () => {
    const interruption = new AbortController();
    const stdout = new Pipe();
    const listening = new Promise<string>((resolve) => {
      stdout.write = (text) => resolve(text);
    });
    const ended = runX(['sandbox', '--port', '0', '--json'], { stdout, signal: interruption.signal });
    const { url, openai: baseUrl } = JSON.parse(await listening);
    const { text } = await openai({ baseUrl, apiKey: 'any' }).run('chat', { model: 'gpt-5-mini', prompt: 'Hello' });
    expect(text).not.toBe('');
    expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);

    const taken = await runX(['sandbox', '--port', new URL(url).port]);
    expect(taken.code).toBe(2);
    expect(taken.stderr).toMatch(/^x: Port \d+ is in use. Choose another/);

    interruption.abort();
    expect((await ended).code).toBe(0);
    await expect(fetch(`${baseUrl}/models`)).rejects.toThrow();
  });

  test('prints the base URL of every vendor', async () => {
    const { code, stdout } = await runX(['sandbox', '--port', '0'], { signal: AbortSignal.abort() });
    expect(code).toBe(0);
    expect(stdout).toMatch(/openai +http:\/\/127.0.0.1:\d+\/openai\/v1\n/);
    expect(stdout).toMatch(/gemini +http:\/\/127.0.0.1:\d+\/gemini\/v1beta\n/);
    expect(stdout).toMatch(/hf +http:\/\/127.0.0.1:\d+\/hf\n/);
  });
});

describe('help', () => {
  test.each([
    [['--help'], /Usage: x \[options\] \[command\][\s\S]*Exit codes:\n +0 {2}everything/],
    [['ask', '--help'], /Usage: x ask[\s\S]*Examples:\n {2}x ask "/],
    [['compare', '--help'], /run \[options\]/],
    [['compare', 'run', '--help'], /Usage: x compare run[\s\S]*Examples:\n {2}x compare run/],
    [['sandbox', '--help'], /Usage: x sandbox[\s\S]*Examples:\n {2}x sandbox/],
    [['help', 'ask'], /Usage: x ask/],
    [['--version'], /^\d+\.\d+\.\d+\S*\n$/],
  ])('x %j goes to stdout and ends with 0', async (argv, shown) => {
    const { code, stdout, stderr } = await runX(argv);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(shown);
  });
});
