import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import {
  contains,
  csvReport,
  type JudgeVerdict,
  jsonReport,
  junitReport,
  llmComparatorReport,
  markdownReport,
  reportOn,
} from '../../src/analysis.ts';
import { markdownText } from '../../src/reports/markdown-text.ts';
import { madeRun, wordRows } from './made-run.ts';

const hostile = '=cmd|<script>alert(1)</script> [x](javascript:y) \u001B[31m"&';
const run = () =>
  madeRun({
    rows: wordRows(12),
    repeats: 2,
    targets: {
      [hostile]: (row) => `long answer ${row}`,
      b: (row) => (row === 3 ? { st: 'error', err: { kind: 'server' } } : 'short'),
    },
  });
const made = () =>
  reportOn(run(), {
    metrics: ['words', 'agreement-token-f1'],
    checks: [contains('answer', { name: hostile })],
    gates: [{ check: hostile, atLeast: 0.9 }],
  });

describe('Markdown', () => {
  it('has every section and no HTML, link or control character of others', async () => {
    const text = markdownReport(await made());
    const titles = [...text.matchAll(/^## (.*)$/gm)].map(([, title]) => title);
    expect(titles).toEqual([
      'Before you believe it',
      'How the cells ended',
      'What came',
      'Figures',
      'Differences',
      'Agreement',
      'Where the targets agree least',
      'Checks',
      'Gates',
    ]);
    for (const unwanted of ['<', '[x]', '\u001B']) expect(text).not.toContain(unwanted);
    expect(text).toContain('&lt;script&gt;');
    expect(text).toMatch(/words.*\| .* \(n 12\)/);
    // Escaped bars aside, every row of a table has as many as its head.
    for (const table of text.split('\n\n').filter((block) => block.startsWith('|'))) {
      const widths = table
        .trimEnd()
        .split('\n')
        .map((line) => line.replaceAll('\\|', '').split('|').length);
      expect(new Set(widths).size).toBe(1);
    }
  });

  it.each([
    ['# heading', '\\# heading'],
    ['1. item', '\\1. item'],
    ['a | b', 'a \\| b'],
    ['`code` *bold* _it_', '\\`code\\` \\*bold\\* \\_it\\_'],
    ['two\nlines', 'two lines'],
    ['plain text, 50 % (yes)!', 'plain text, 50 % (yes)!'],
  ])('%j becomes %j', (given, escaped) => expect(markdownText(given)).toBe(escaped));

  it.each(['https://evil.example', 'www.evil.example'])('%s is no link', (given) => {
    expect(markdownText(given)).not.toContain(given);
  });
});

describe('CSV', () => {
  it('has a line for each figure, with what it rests on', async () => {
    const rows: Record<string, string>[] = parse(csvReport(await made()), { columns: true });
    expect([...new Set(rows.map(({ kind }) => kind))]).toEqual([
      'metric',
      'difference',
      'agreement',
      'self-agreement',
      'check',
      'gate',
    ]);
    expect(rows[0]).toMatchObject({
      kind: 'metric',
      name: 'words',
      estimate: '3',
      n: '12',
      coverage: '1',
      level: '0.95',
    });
    expect(rows[1]).toMatchObject({ a: 'b', estimate: '1', n: '11' });
  });

  it('has no formula', async () => {
    for (const row of parse(csvReport(await made()))) {
      for (const cell of row) if (Number.isNaN(Number(cell))) expect(cell).not.toMatch(/^[=+\-@]/);
    }
  });
});

describe('JUnit', () => {
  it('has a suite a target, a failure for calls and gates that failed, and nothing that XML forbids', async () => {
    const xml = junitReport(await made());
    expect(xml.match(/<testsuite /g)).toHaveLength(2);
    expect(xml).toContain('<testsuites name="comparison" tests="6" failures="3" errors="0">');
    expect(xml).toContain('2 failed (server 2) and 0 missing of 24');
    expect(xml).toContain('&lt;script&gt;');
    expect(xml).not.toContain('\u001B');
    // Every tag that is opened is closed, in its order.
    const open: string[] = [];
    for (const [, end, name = '', self] of xml.matchAll(/<(\/?)([a-z-]+)(?:\s[^<>]*?)?(\/?)>/g)) {
      if (end === '/') expect(open.pop()).toBe(name);
      else if (self !== '/') open.push(name);
    }
    expect(open).toEqual([]);
  });
});

describe('JSON', () => {
  it('is the report, with null for what is not known', async () => {
    const report = JSON.parse(jsonReport(await made()));
    expect(report).toMatchObject({ version: 1, settings: { level: 0.95, baseline: null, margin: null } });
    expect(report.metrics[0].range).toEqual([0, null]);
  });
});

describe('LLM Comparator', () => {
  const read = async (options?: Parameters<typeof llmComparatorReport>[1], source = run()) => {
    let text = '';
    for await (const piece of llmComparatorReport(source, options)) text += piece;
    return JSON.parse(text);
  };

  it('has an example for each question that both answered', async () => {
    const file = await read();
    expect(file.models).toEqual([{ name: hostile }, { name: 'b' }]);
    expect(file.examples).toHaveLength(22);
    expect(file.examples[0]).toEqual({
      index: 0,
      input_text: 'Say w0',
      tags: ['p1'],
      output_text_a: 'long answer 0',
      output_text_b: 'short',
      score: null,
      individual_rater_scores: [],
      custom_fields: { prompt: 'p1', row: 0, repeat: 0, words: [3, 1], finish: ['stop', 'stop'] },
    });
    expect(file.metadata.custom_fields_schema.map(({ name }: { name: string }) => name)).toEqual(
      Object.keys(file.examples[0].custom_fields),
    );
  });

  it('has what a judge said, in both orders', async () => {
    const verdict: JudgeVerdict = {
      ...{ source: 'judge', judge: 'j', row: 0, a: hostile, b: 'b', winner: 'a', sameVendor: [] },
      aFirst: { status: 'valid', winner: 'a', reason: 'clearer' },
      bFirst: { status: 'invalid', why: 'no verdict' },
    };
    const file = await read({ verdictOf: ({ row }) => (row === 0 ? verdict : undefined) });
    expect(file.examples[0]).toMatchObject({
      score: 1.5,
      individual_rater_scores: [{ is_flipped: false, score: 1.5, rationale: 'clearer' }],
    });
    expect(file.examples.at(-1).score).toBeNull();
  });

  it('wants two targets of the run', async () => {
    await expect(read({ a: 'nobody' })).rejects.toMatchObject({ message: expect.stringMatching(/Name two of/) });
    await expect(read({}, madeRun({ targets: { a: () => 'x' } }))).rejects.toMatchObject({ code: 'invalid-request' });
  });
});
