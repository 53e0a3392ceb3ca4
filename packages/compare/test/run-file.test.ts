import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceError } from '@x/core';
import { describe, expect, it } from 'vitest';
import type { ComparisonOptions } from '../src/index.ts';
import { type RunRecord, readRunFile, type StartRunOptions, startRun } from '../src/node.ts';
import { collect } from './collect.ts';
import { asked, forever, scripted } from './scripted-provider.ts';
import { temporaryFolder } from './temporary-folder.ts';

const good = scripted('good', (input) => ({
  deltas: ['to ', asked(input)],
  usage: { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
}));
const error = new InferenceError({ code: 'rate-limit', provider: 'bad', message: 'Wait.', status: 429 });
const bad = scripted('bad', () => ({ deltas: ['half'], error }));

const options: ComparisonOptions = {
  targets: [
    { id: 'A', provider: good, model: 'm', baseUrl: 'https://u:sk-secret@h.example/v1?key=sk-secret', concurrency: 1 },
    {
      id: 'B',
      provider: bad,
      model: 'n',
      concurrency: 1,
      parameters: { top_k: 3, api_key: 'sk-secret', extra_headers: { 'x-api-key': 'sk-secret' } },
    },
  ],
  prompts: ['say {{word}}'],
  rows: [{ word: 'one' }, { word: 'two' }],
  maxTokens: 7,
  limits: { retries: 0 },
};

const fileOf = async (name = 'run.jsonl') => join(await temporaryFolder(), name);

async function record(path: string, comparison: ComparisonOptions, how?: StartRunOptions): Promise<void> {
  await (await startRun(path, comparison, how)).done;
}

async function read(path: string) {
  const reading = readRunFile(path);
  return { records: await collect(reading), report: reading.report };
}

const cellsOf = (records: readonly RunRecord[]) => records.filter((one) => one.t === 'cell');

describe('a run file', () => {
  it('comes back as it was written', async () => {
    const path = await fileOf();
    await record(path, options, { tool: { name: 'x', version: '1.2.3' } });
    const { records, report } = await read(path);
    expect(report).toMatchObject({ records: 8, badLines: 0, unknownLines: 0, lacksLineEnd: false });
    expect(report.torn).toBeUndefined();
    expect(report.wholeBytes).toBe((await readFile(path)).length);

    const [header] = records;
    expect(header).toMatchObject({
      t: 'run',
      v: 1,
      tool: { name: 'x', version: '1.2.3' },
      config: { maxTokens: 7 },
      targets: [
        { id: 'A', provider: 'good', model: 'm', baseUrl: 'https://h.example/v1?key=%5Bremoved%5D' },
        { id: 'B', parameters: { top_k: 3, api_key: '[removed]', extra_headers: '[removed]' } },
      ],
      prompts: [{ id: 'p1', messages: [{ role: 'user', content: 'say {{word}}' }] }],
      data: { rows: 2 },
      repeats: 1,
      planned: 4,
    });
    expect(records.filter(({ t }) => t === 'row')).toMatchObject([
      { i: 0, vars: { word: 'one' } },
      { i: 1, vars: { word: 'two' } },
    ]);
    const rows = new Map(records.flatMap((one) => (one.t === 'row' ? [[one.r, one.i]] : [])));
    const cells = cellsOf(records);
    expect(cells.filter(({ tg }) => tg === 'A').map(({ r }) => rows.get(r))).toEqual([0, 1]);
    expect(cells.find(({ tg }) => tg === 'A')).toMatchObject({
      k: expect.stringMatching(/^[0-9a-f]{32}$/),
      p: 'p1',
      rep: 0,
      st: 'ok',
      text: 'to say one',
      ttft: 5,
      ms: 20,
      finish: 'stop',
      u: { inputTokens: 1, outputTokens: 2, totalTokens: 3 },
      m: { provider: 'good', model: 'm', attempts: 1 },
      src: 'live',
      warn: [],
    });
    expect(cells.find(({ tg }) => tg === 'B')).toMatchObject({
      st: 'error',
      text: 'half',
      err: { kind: 'rate-limit', msg: 'Wait.', status: 429, retryable: true },
    });
    expect(records.at(-1)).toMatchObject({ t: 'end', st: 'complete', ok: 2, refused: 0, err: 2, skipped: 0 });
  });

  it('holds no key', async () => {
    const path = await fileOf();
    await record(path, options);
    expect(await readFile(path, 'utf8')).not.toContain('sk-secret');
  });

  it('writes each row before the first cell on it, and unknown counts as null', async () => {
    const path = await fileOf();
    await record(path, { targets: [{ id: 'A', provider: scripted('a', () => ({})), model: 'm' }], prompts: ['x'] });
    const { records } = await read(path);
    expect(records.map(({ t }) => t)).toEqual(['run', 'row', 'cell', 'end']);
    expect(records[2]).toMatchObject({ u: null });
  });

  it('says so where the sandbox or a cache has answered', async () => {
    const path = await fileOf();
    const provider = scripted('a', () => ({ cached: true }));
    const targets = [
      { id: 'S', provider, model: 'm', sandbox: true },
      { id: 'C', provider, model: 'm' },
    ];
    await record(path, { targets, prompts: ['x'] });
    const { records } = await read(path);
    const sources = cellsOf(records).map((cell) => (cell.st === 'error' ? undefined : [cell.tg, cell.src]));
    expect(sources).toEqual(
      expect.arrayContaining([
        ['S', 'cache'],
        ['C', 'cache'],
      ]),
    );
  });

  it('names media by their hash', async () => {
    const path = await fileOf();
    const media = { mediaType: 'image/png', data: new Uint8Array([1, 2, 3]) };
    const messages = [{ role: 'user', content: [{ type: 'image', media }] } as const];
    await record(path, { targets: [{ id: 'A', provider: good, model: 'm' }], prompts: [{ messages }] });
    const { records } = await read(path);
    const sha256 = '039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81';
    expect(records[0]).toMatchObject({
      prompts: [{ messages: [{ content: [{ type: 'image', media: { mediaType: 'image/png', sha256 } }] }] }],
    });
  });

  it('has no cell for what an abort cut off', async () => {
    const path = await fileOf();
    const stop = new AbortController();
    const provider = scripted('a', (_input, call) => (call === 0 ? {} : { until: forever }));
    const comparison = {
      targets: [{ id: 'A', provider, model: 'm', concurrency: 1 }],
      prompts: ['1', '2', '3'],
      order: 'as-given' as const,
      signal: stop.signal,
    };
    for await (const event of (await startRun(path, comparison)).events()) {
      if (event.type === 'cell-start' && event.cell.prompt === 'p2') stop.abort();
    }
    const { records } = await read(path);
    expect(cellsOf(records).map(({ p }) => p)).toEqual(['p1']);
    expect(records.at(-1)).toMatchObject({ t: 'end', st: 'interrupted', ok: 1, skipped: 2 });
  });

  it('is not begun for options that cannot be run', async () => {
    const path = await fileOf();
    await expect(startRun(path, { ...options, targets: [] })).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(readFile(path)).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

describe('a run file that is there already', () => {
  it('is added to: the failures asked again and an end, for all else is there', async () => {
    const path = await fileOf();
    await record(path, options);
    const before = await readFile(path, 'utf8');
    await record(path, options);
    const after = await readFile(path, 'utf8');
    expect(after.startsWith(before)).toBe(true);
    expect((await read(path)).report.records).toBe(11);
  });

  it('has its torn last line left out by the reader and cut off by the next writer', async () => {
    const path = await fileOf();
    await record(path, options);
    const { length } = await readFile(path);
    await truncate(path, length - 10);
    const { records, report } = await read(path);
    expect(records).toHaveLength(7);
    expect(report).toMatchObject({ records: 7, badLines: 0, torn: { line: 8 } });
    expect(report.wholeBytes + (report.torn?.bytes ?? 0)).toBe(length - 10);
    expect(await readFile(path)).toHaveLength(length - 10);

    const goesOn = await startRun(path, options);
    expect(report.torn).toMatchObject(goesOn.healed ?? {});
    expect(goesOn.healed).toBeDefined();
    await goesOn.done;
    expect((await read(path)).report).toMatchObject({ records: 10, badLines: 0 });
    for (const line of (await readFile(path, 'utf8')).trimEnd().split('\n')) JSON.parse(line);
  });

  it('loses nothing where only the line end is missing', async () => {
    const path = await fileOf();
    await record(path, options);
    await truncate(path, (await readFile(path)).length - 1);
    expect((await read(path)).report).toMatchObject({ records: 8, lacksLineEnd: true });
    await record(path, options);
    expect((await read(path)).report).toMatchObject({ records: 11, badLines: 0, lacksLineEnd: false });
  });

  it('may hold bad lines and lines of later versions', async () => {
    const path = await fileOf();
    await record(path, options);
    await appendFile(path, 'not JSON\n{"t":"vote","a":"x"}\n{"t":"cell","st":"ok"}\n{"t":"cell","st":"odd"}\n[]\n');
    await record(path, options);
    const { records, report } = await read(path);
    expect(records).toHaveLength(11);
    expect(report).toMatchObject({ badLines: 4, unknownLines: 1 });
    expect(report.firstBadLines.map(({ line }) => line)).toEqual([9, 11, 12, 13]);
    expect(report.firstBadLines[1]?.message).toMatch(/k: .*tg: /);
  });

  it('is refused when a newer version wrote it', async () => {
    const path = await fileOf();
    await writeFile(path, '{"t":"run","v":2}\n');
    const refused = { name: 'RunFileError', problem: 'format', message: expect.stringContaining('version 2') };
    await expect(read(path)).rejects.toMatchObject(refused);
    await expect(startRun(path, options)).rejects.toMatchObject(refused);
  });

  it.each([
    ['notes, one line', 'buy milk'],
    ['notes', 'buy milk\nand tea\n'],
    ['JSON', '{"a":1}\n'],
  ])('is refused, and untouched, when it is something else (%s)', async (_what, content) => {
    const path = await fileOf();
    await writeFile(path, content);
    await expect(startRun(path, options)).rejects.toMatchObject({ problem: 'format' });
    expect(await readFile(path, 'utf8')).toBe(content);
  });

  it('is named, with the reason, when the system refuses', async () => {
    const missing = join(await temporaryFolder(), 'no', 'run.jsonl');
    const refused = { name: 'RunFileError', problem: 'disk', path: missing };
    const message = expect.stringMatching(/there is no such file or folder \(ENOENT\)/);
    await expect(read(missing)).rejects.toMatchObject({ ...refused, problem: 'missing', message });
    await expect(startRun(missing, options)).rejects.toMatchObject({ ...refused, message });
    await expect(startRun(await temporaryFolder(), options)).rejects.toMatchObject({
      problem: 'disk',
      message: expect.stringContaining('it is a folder'),
    });
  });
});
