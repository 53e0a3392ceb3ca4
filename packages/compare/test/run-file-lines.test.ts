import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesOf } from '../src/node/lines.ts';
import { readLine } from '../src/node/run-file/read-line.ts';
import { collect } from './collect.ts';
import { temporaryFolder } from './temporary-folder.ts';

const cell = {
  t: 'cell',
  k: '0'.repeat(32),
  tg: 'A',
  p: 'p1',
  r: 'row',
  rep: 0,
  at: '2026-01-02T03:04:05.678Z',
  q: 0.5,
  text: 'Grüße {"t":"cell"}\n東京',
  st: 'error',
  err: { kind: 'auth', msg: 'Set the key.', retryable: false },
};

describe('one line of a run file', () => {
  it('is read as what it is, fields of later versions dropped', () => {
    expect(readLine(JSON.stringify({ ...cell, cost: 3 }))).toEqual({ is: 'record', record: cell });
    expect(readLine('{"t":"score"}')).toEqual({ is: 'unknown type' });
    expect(readLine('{"t":"run","v":9}')).toEqual({ is: 'newer version', version: 9 });
  });

  it('is never a record when it is torn', () => {
    const line = JSON.stringify(cell);
    fc.assert(fc.property(fc.nat(line.length - 1), (length) => readLine(line.slice(0, length)).is === 'bad'));
  });

  it('is read without an exception, whatever it holds', () => {
    const kinds = ['record', 'unknown type', 'newer version', 'bad'];
    const t = fc.constantFrom('run', 'row', 'cell', 'end');
    const loose = fc.record({ t, v: fc.jsonValue(), st: fc.jsonValue() }).map((value) => JSON.stringify(value));
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json(), loose), (line) => {
        expect(kinds).toContain(readLine(line).is);
      }),
    );
  });
});

describe('the lines of a file', () => {
  it('are what was written, in bytes as in text, with and without a last line end', async () => {
    const path = join(await temporaryFolder(), 'lines');
    const line = fc.string({ unit: 'grapheme' }).filter((text) => !/[\n\ufeff]/.test(text));
    await fc.assert(
      fc.asyncProperty(fc.array(line, { minLength: 1 }), fc.boolean(), async (texts, ended) => {
        const content = texts.join('\n') + (ended ? '\n' : '');
        await writeFile(path, content);
        const lines = await collect(linesOf(path));
        const rest = ended ? texts : texts.slice(0, texts.at(-1) === '' ? -1 : undefined);
        expect(lines.map(({ text }) => text)).toEqual(rest);
        expect(lines.reduce((sum, { bytes }) => sum + bytes, 0)).toBe(Buffer.byteLength(content));
        expect(lines.map(({ number }) => number)).toEqual(rest.map((_, index) => index + 1));
      }),
      { numRuns: 50 },
    );
  });

  it('may be longer than what the disk gives at once', async () => {
    const path = join(await temporaryFolder(), 'lines');
    const long = '東'.repeat(100_000);
    await writeFile(path, `\ufeff${long}\n${long}`);
    expect(await collect(linesOf(path))).toEqual([
      { number: 1, text: long, bytes: 300_004, ended: true },
      { number: 2, text: long, bytes: 300_000, ended: false },
    ]);
  });
});
