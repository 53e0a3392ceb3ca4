import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { taskNames } from '@x/core';
import { describe, expect, test } from 'vitest';
import { runX } from './captured-io.ts';
import { folderOf } from './folder.ts';

/** The smallest PNG there is: one transparent pixel. */
const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const image = folderOf({});
writeFileSync(join(image, 'pixel.png'), pixel);

const hf = (model: string): readonly string[] => ['-t', `sandbox/hf:${model}`];

describe('x run', () => {
  test.each<[string, readonly string[], RegExp]>([
    ['summarization', [...hf('facebook/bart-large-cnn'), '--text', 'The sea is wide. Fish live in it.'], /\w+/],
    ['translation', [...hf('google-t5/t5-small'), '--text', 'Good morning', '--field', 'to=fr'], /\w+/],
    [
      'text-classification',
      [...hf('distilbert/distilbert-base-uncased-finetuned-sst-2-english'), '--text', 'I love it'],
      /^\d\.\d{3} {2}\w+/m,
    ],
    [
      'zero-shot-classification',
      [...hf('facebook/bart-large-mnli'), '--text', 'Give my money back', '--labels', 'refund, praise'],
      /^\d\.\d{3} {2}(refund|praise)/m,
    ],
    [
      'question-answering',
      [
        ...hf('deepset/roberta-base-squad2'),
        '--question',
        'Where does Wolfgang live?',
        '--context',
        'Wolfgang lives in Berlin.',
      ],
      /^\d\.\d{3} {2}/m,
    ],
    [
      'sentence-similarity',
      [...hf('sentence-transformers/all-MiniLM-L6-v2'), '--field', 'source=a cat', '--field', 'sentences=a dog, a cat'],
      /sentence 2/,
    ],
    ['embedding', ['-t', 'sandbox/gemini:gemini-embedding-001', '--text', 'Hello'], /^\d+ numbers: -?\d/],
    ['chat', ['-t', 'sandbox/openai:gpt-5-mini', '--prompt', 'Hello'], /\[sandbox\]/],
    ['image-to-text', [...hf('Salesforce/blip-image-captioning-base'), '--image', 'pixel.png'], /\w+/],
    ['image-classification', [...hf('google/vit-base-patch16-224'), '--image', 'pixel.png'], /^\d\.\d{3} {2}/m],
  ])('%s answers in words', async (task, argv, shown) => {
    const { code, stdout, stderr } = await runX(['run', task, ...argv], { directory: image });
    expect({ code, stderr }).toEqual({ code: 0, stderr: expect.stringMatching(/ · \d+ ms|<1 ms/) });
    expect(stdout).toMatch(shown);
  });

  test('--json is the answer as the contract names it', async () => {
    const argv = ['run', 'embedding', '-t', 'sandbox/openai:text-embedding-3-small', '--text', 'Hello', '--json'];
    const { code, stdout, stderr } = await runX(argv);
    const { vectors, usage, warnings, meta } = JSON.parse(stdout);
    expect({ code, stderr, warnings }).toEqual({ code: 0, stderr: '', warnings: [] });
    expect(vectors).toHaveLength(1);
    expect(vectors[0].every((value: unknown) => typeof value === 'number')).toBe(true);
    expect(usage).toMatchObject({ inputTokens: expect.any(Number) });
    expect(meta).toMatchObject({ provider: 'openai', attempts: 1 });
  });

  test('--quiet is the answer alone', async () => {
    const argv = ['run', 'chat', '-t', 'sandbox:m', '--prompt', 'Hello', '--quiet'];
    const { code, stdout, stderr } = await runX(argv);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^\[sandbox\] .*\n$/);
  });

  test('--out keeps what was drawn', async () => {
    const directory = folderOf({});
    const argv = [
      'run',
      'text-to-image',
      ...hf('black-forest-labs/FLUX.1-schnell'),
      '--prompt',
      'A fox',
      '--out',
      'fox.png',
    ];
    const { code, stdout, stderr } = await runX(argv, { directory });
    expect(code).toBe(0);
    expect(stderr).toMatch(/^Kept in fox\.png\n/);
    expect(stdout).toContain(`${readFileSync(join(directory, 'fox.png')).byteLength} bytes`);
  });

  test('without --out, JSON carries the bytes', async () => {
    const argv = ['run', 'text-to-image', ...hf('black-forest-labs/FLUX.1-schnell'), '--prompt', 'A fox', '--json'];
    const { images } = JSON.parse((await runX(argv)).stdout);
    expect(Buffer.from(images[0].data, 'base64').byteLength).toBe(images[0].bytes);
  });

  test('--out in a folder that is not there is 4', async () => {
    const argv = ['run', 'text-to-image', ...hf('black-forest-labs/FLUX.1-schnell'), '--prompt', 'A fox'];
    const { code, stderr } = await runX([...argv, '--out', 'no/where/fox.png']);
    expect(stderr).toMatch(/^x: Cannot write no\/where\/fox\.png: ENOENT\. Name another place with --out/m);
    expect(code).toBe(4);
  });

  test('--input is a file or stdin, and flags stand over it', async () => {
    const directory = folderOf({ 'input.json': { question: 'Who?', context: 'Wolfgang lives in Berlin.' } });
    const argv = ['run', 'question-answering', ...hf('deepset/roberta-base-squad2'), '--question', 'Where?', '--json'];
    const fromFile = await runX([...argv, '--input', 'input.json'], { directory });
    expect(JSON.parse(fromFile.stdout).answers).not.toEqual([]);
    const stdin = (async function* () {
      yield Buffer.from('{"context": "Wolfgang lives in Berlin."}');
    })();
    expect((await runX([...argv, '--input', '-'], { stdin })).code).toBe(0);
  });

  test('--set goes to the vendor as it is, JSON where it reads as JSON', async () => {
    let sent = '';
    const fetch: typeof globalThis.fetch = async (_, init) => {
      sent = String(init?.body);
      return Response.json([{ summary_text: 'Short.' }]);
    };
    const argv = [
      'run',
      'summarization',
      '-t',
      'hf:facebook/bart-large-cnn',
      '--text',
      'Long',
      '--set',
      'max_length=20',
      '--set',
      'mode=fast',
    ];
    const { code } = await runX(argv, { fetch, environment: { HF_TOKEN: 'a-token-of-ours' } });
    expect(code).toBe(0);
    expect(JSON.parse(sent)).toMatchObject({ parameters: { max_length: 20, mode: 'fast' } });
  });

  test('x run tasks lists every task', async () => {
    const { stdout } = await runX(['run', 'tasks', '--quiet']);
    expect(stdout.trimEnd().split('\n')).toEqual([...taskNames]);
    const listed: { task: string; needed: string[] }[] = JSON.parse((await runX(['run', 'tasks', '--json'])).stdout);
    expect(listed.find(({ task }) => task === 'question-answering')?.needed).toEqual(['question', 'context']);
  });
});

describe('what cannot be run', () => {
  const summarize = ['run', 'summarization', ...hf('m')];
  test.each<[string, readonly string[], RegExp]>([
    ['a task that there is not', ['run', 'sing', ...hf('m')], /no task "sing". There are chat, /],
    [
      'a provider without it',
      ['run', 'summarization', '-t', 'sandbox:m', '--text', 'a'],
      /openai does not do summarization. These do: hf \(Hugging Face\). Write -t hf:model/,
    ],
    ['no target', ['run', 'summarization', '--text', 'a'], /no target/],
    ['no input', summarize, /summarization needs --text: --text is missing/],
    [
      'a field of another task',
      [...summarize, '--text', 'a', '--question', 'b'],
      /summarization takes no --question. It needs --text/,
    ],
    ['a field without a value', [...summarize, '--field', 'to'], /--field expects name=value, not "to"/],
    [
      'a size in words',
      ['run', 'text-to-image', ...hf('m'), '--prompt', 'a', '--field', 'size=big'],
      /--field size=… expects width x height/,
    ],
    [
      'an image that is not there',
      ['run', 'image-to-text', ...hf('m'), '--image', 'no.png'],
      /Cannot read no\.png: ENOENT/,
    ],
    [
      'an image of no known kind',
      ['run', 'image-to-text', ...hf('m'), '--image', 'no.docx'],
      /does not say what it holds/,
    ],
    ['an input file that is not there', [...summarize, '--input', 'no.json'], /Cannot read no\.json/],
    ['no stdin', [...summarize, '--input', '-'], /no stdin/],
  ])('%s', async (_, argv, message) => {
    const { code, stdout, stderr } = await runX(argv);
    expect(stderr).toMatch(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  });

  test('a list where an object belongs', async () => {
    const directory = folderOf({ 'input.json': [] });
    const { code, stderr } = await runX([...summarize, '--input', 'input.json'], { directory });
    expect(stderr).toMatch(/input\.json holds no JSON object/);
    expect(code).toBe(2);
  });
});

describe('a call that fails', () => {
  const argv = ['run', 'chat', '-t', 'sandbox:sandbox/quota', '--prompt', 'Hello'];

  test('is 3, with its code and what to do', async () => {
    const { code, stdout, stderr } = await runX(argv);
    expect(stderr).toMatch(/^x: quota: /);
    expect({ code, stdout }).toEqual({ code: 3, stdout: '' });
  });

  test('is an object with --json', async () => {
    const { code, stdout, stderr } = await runX([...argv, '--json']);
    expect({ code, stderr }).toEqual({ code: 3, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'quota', retryable: false } });
  });

  test('is 130 when it was interrupted', async () => {
    const given = ['run', 'chat', '-t', 'sandbox:sandbox/hang', '--prompt', 'Hello'];
    const { code } = await runX(given, { signal: AbortSignal.abort() });
    expect(code).toBe(130);
  });

  test('leaves no file', async () => {
    const directory = folderOf({});
    await runX(['run', 'text-to-image', ...hf('sandbox/quota'), '--prompt', 'a', '--out', 'a.png'], { directory });
    expect(existsSync(join(directory, 'a.png'))).toBe(false);
  });
});
