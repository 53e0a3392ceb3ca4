import { describe, expect, it } from 'vitest';
import { contains, markdownReport, notRefused, reportOn } from '../../src/analysis.ts';
import { madeRun, wordRows } from './made-run.ts';

const wordsOf = (count: number): string => Array.from({ length: count }, (_, place) => `word${place}`).join(' ');
const failure = { st: 'error', err: { kind: 'timeout' } } as const;

describe('a report', () => {
  it('states each metric with n, coverage and interval, and what is missing', async () => {
    const run = madeRun({
      rows: wordRows(40),
      targets: {
        a: (row) => (row < 4 ? failure : row === 4 ? undefined : wordsOf(10 + (row % 5))),
        b: () => wordsOf(8),
      },
    });
    const report = await reportOn(run, { metrics: ['words'] });
    expect(report.targets[0]).toMatchObject({ planned: 40, ok: 35, failed: 4, missing: 1, errors: { timeout: 4 } });
    const [a, b] = report.metrics[0]?.targets ?? [];
    expect(a?.estimate).toMatchObject({ n: 35, coverage: 35 / 40, level: 0.95, estimate: 12 });
    expect(a?.estimate?.interval?.[0]).toBeLessThan(12);
    expect(a?.cells).toMatchObject({ n: 35, cells: 40, median: 12 });
    expect(b?.estimate).toMatchObject({ n: 40, coverage: 1, estimate: 8 });
    expect(report.metrics[0]?.pairs).toMatchObject([
      {
        a: 'a',
        b: 'b',
        difference: { n: 35, estimate: 4 },
        verdict: { kind: 'better' },
        sentence: 'a has more than b',
      },
    ]);
    expect(report.warnings).toEqual([
      'a: 4 of 40 calls failed; its figures are over the rest',
      'a: 1 of 40 cells are missing; x compare resume asks them',
    ]);
  });

  it('reads every cell once, all answers to one question one after the other', async () => {
    const run = madeRun({ rows: wordRows(3), repeats: 2, targets: { a: () => 'x', b: () => 'y' } });
    await reportOn(run, { checks: [notRefused()] });
    expect(run.read).toHaveLength(12);
    expect(run.read.map((key) => key.split(' ')[2])).toEqual([...'000011112222']);
  });

  it('counts prompts where there is no data, and rows where there is', async () => {
    const prompts = Array.from({ length: 12 }, (_, place) => ({ id: `q${place}`, messages: [] }));
    const figures = async (rows: number) =>
      await reportOn(
        madeRun({ prompts, rows: wordRows(rows), targets: { a: (row, _, prompt) => wordsOf(row + prompt.length) } }),
        {
          metrics: ['words'],
        },
      );
    const single = await figures(1);
    expect(single.settings.unit).toBe('prompts');
    expect(single.metrics[0]?.targets[0]?.estimate?.n).toBe(12);
    const several = await figures(5);
    expect(several.settings.unit).toBe('rows');
    expect(several.metrics[0]?.targets[0]?.estimate?.n).toBe(5);
  });

  it('sets the agreement of targets against that of each with itself', async () => {
    const targets = { steady: () => 'the same', moody: (_: number, repeat: number) => `mood ${repeat}` };
    const report = await reportOn(madeRun({ rows: wordRows(8), repeats: 3, targets }), {
      metrics: ['agreement-exact'],
    });
    expect(report.agreement).toMatchObject([
      {
        name: 'agreement-exact',
        pairs: [{ a: 'steady', b: 'moody', estimate: { estimate: 0, n: 8 } }],
        self: [
          { target: 'steady', estimate: { estimate: 1 } },
          { target: 'moody', estimate: { estimate: 0 } },
        ],
      },
    ]);
    expect(report.warnings.join()).not.toMatch(/noise floor/);
  });

  it('tells a difference between targets from the noise of each', async () => {
    const steady = (text: string) => (row: number) => `${text} ${row}`;
    const noisy = (row: number, repeat: number) => `${(row + repeat) % 2}`;
    const targets = { a: steady('one'), b: steady('two'), x: noisy, y: noisy };
    const report = await reportOn(madeRun({ rows: wordRows(40), repeats: 2, targets }), {
      metrics: ['agreement-exact'],
    });
    const floors = report.agreement[0]?.pairs.map(({ a, b, floor }) => [a + b, floor]);
    expect(Object.fromEntries(floors ?? [])).toMatchObject({ ab: 'below', ax: 'within', xy: 'within' });
  });

  it('says that the noise floor is not known where nothing was asked twice', async () => {
    const report = await reportOn(madeRun({ rows: wordRows(8), targets: { a: () => 'x', b: () => 'y' } }));
    expect(report.agreement.every(({ self }) => self.length === 0)).toBe(true);
    expect(report.warnings.join()).toMatch(/noise floor is not known/);
  });

  it('finds the questions on which the answers agree least', async () => {
    const targets = { a: () => 'one and two', b: (row: number) => (row === 5 ? 'nothing alike' : 'one and two') };
    const report = await reportOn(madeRun({ rows: wordRows(8), targets }), { metrics: ['agreement-token-f1'] });
    expect(report.disagreements[0]).toEqual({ prompt: 'p1', row: 5, metric: 'agreement-token-f1', agreement: 0 });
    expect(report.disagreements).toHaveLength(5);
  });

  it('gives checks Wilson intervals, counts what they cannot tell, and shows first failures', async () => {
    const targets = { a: (row: number) => (row === 0 ? failure : row < 5 ? 'no' : 'yes') };
    const report = await reportOn(madeRun({ rows: wordRows(20), targets }), { checks: [contains('yes')] });
    const [rate] = report.checks[0]?.targets ?? [];
    expect(rate).toMatchObject({ passed: 15, failed: 4, unknown: 1, estimate: { n: 19, method: 'wilson' } });
    // (p + z²/2n − z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n) with p = 15/19, n = 19, z = 1.96
    expect(rate?.estimate?.interval?.[0]).toBeCloseTo(0.5667, 3);
    expect(rate?.failures).toHaveLength(3);
    expect(rate?.failures[0]).toEqual({ prompt: 'p1', row: 1, repeat: 0, reason: 'lacks "yes"' });
  });

  it('holds answers against a column of the data', async () => {
    const rows = [{ word: 'x', right: 'Rome' }, { word: 'y', right: ['Kyoto', 'Tokyo'] }, { word: 'z' }];
    const targets = { a: (row: number) => ['Rome', 'Tokyo', 'Lima'][row] };
    const report = await reportOn(madeRun({ rows, targets }), { metrics: ['reference-exact'], reference: 'right' });
    expect(report.metrics[0]?.targets[0]?.estimate).toMatchObject({ n: 2, estimate: 1, coverage: 2 / 3 });
  });

  it('says what is cut off, what the sandbox answered, and what is known of the cost', async () => {
    const run = madeRun({
      rows: wordRows(4),
      targets: {
        a: (row) => ({ text: 'x', finish: 'length', usd: row === 0 ? null : 0.5, src: row === 1 ? 'cache' : 'live' }),
      },
      header: { targets: [{ id: 'a', provider: 'openai', model: 'm', sandbox: true }] },
    });
    const { targets, warnings } = await reportOn(run, { metrics: [] });
    expect(targets).toMatchObject([
      { truncated: 4, cached: 1, sandbox: true, cost: { usd: 1, priced: 2, unpriced: 1 } },
    ]);
    expect(warnings.join('\n')).toMatch(/sandbox answered[\s\S]*cut off by the token limit[\s\S]*lower bound/);
  });

  it('compares with a baseline, and calls equivalent what lies within the margin', async () => {
    const targets = { a: (row: number) => wordsOf(10 + (row % 2)), b: () => wordsOf(10), c: () => wordsOf(30) };
    const run = madeRun({ rows: wordRows(30), targets });
    const report = await reportOn(run, { metrics: ['words'], baseline: 'b', margin: 2 });
    expect(report.metrics[0]?.pairs.map(({ sentence }) => sentence)).toEqual([
      'a and b are equivalent within ±2',
      'c has more than b',
    ]);
  });

  it('of a shard counts only what was begun', async () => {
    const run = madeRun({
      rows: wordRows(10),
      targets: { a: (row) => (row < 4 ? 'x' : undefined) },
      header: { shard: { index: 1, count: 2 }, planned: 5 },
    });
    const report = await reportOn(run, { metrics: ['words'] });
    expect(report.metrics[0]?.targets[0]?.cells).toMatchObject({ n: 4, cells: 4 });
    expect(report.targets[0]).toMatchObject({ planned: 5, missing: 1 });
  });

  it.each([
    [{ metrics: ['wrods'] }, /no metric "wrods"/],
    [{ metrics: ['json-schema'] }, /a JSON Schema/],
    [{ metrics: ['reference-exact'] }, /column of the data/],
    [{ metrics: ['agreement-cosine'] }, /embedding model/],
    [{ baseline: 'nobody' }, /nobody/],
    [{ checks: [notRefused(), notRefused()] }, /Two checks are called/],
  ])('refuses %j', async (options, message) => {
    const run = madeRun({ rows: wordRows(2), targets: { a: () => 'x', b: () => 'y' } });
    await expect(reportOn(run, options)).rejects.toMatchObject({
      code: 'invalid-request',
      message: expect.stringMatching(message),
    });
  });

  it('counts what came in words, languages too where a detector is given', async () => {
    const targets = {
      a: (row: number) => (row === 0 ? { text: 'cut', finish: 'length' as const } : "I'm sorry, but I can't help."),
    };
    const run = madeRun({ rows: wordRows(3), targets });
    const { targets: plain } = await reportOn(run);
    expect(plain[0]?.counts).toEqual({ finish: { stop: 2, length: 1 }, refusal: { phrase: 2, none: 1 } });
    const { targets: told } = await reportOn(run, { context: { language: () => 'en' } });
    expect(told[0]?.counts['language']).toEqual({ en: 3 });
  });

  it('holds labels against the right ones, and against each other', async () => {
    const labels = ['cat', 'dog', 'cat', 'cow', 'dog', 'cow'];
    const answer = (of: readonly string[]) => (row: number) => ({ out: { labels: [{ label: of[row], score: 1 }] } });
    const targets = { a: answer(labels), b: answer(['cat', 'dog', 'dog', 'cow', 'dog', 'cow']) };
    const rows = labels.map((right) => ({ right }));
    const run = madeRun({ rows, targets, header: { task: 'text-classification' } });
    const report = await reportOn(run, { reference: 'right' });
    expect(report.series).toMatchObject([{ metric: 'series-kappa', a: 'a', b: 'b', n: 6, value: 0.75 }]);
    expect(report.labels).toMatchObject([
      { target: 'a', accuracy: 1, kappa: 1 },
      {
        target: 'b',
        accuracy: 5 / 6,
        kappa: 0.75,
        confusion: {
          labels: ['cat', 'cow', 'dog'],
          counts: [
            [1, 0, 1],
            [0, 2, 0],
            [0, 0, 2],
          ],
        },
      },
    ]);
    expect(report.agreement.map(({ name }) => name)).toContain('agreement-label');
    const shown = markdownReport(report);
    expect(shown).toContain('b: accuracy 0.833, κ 0.75, 6 of 6 cells.');
    expect(shown).toMatch(/\| cat +\| 1 +\| 0 +\| 1 +\|/);
  });

  it('keeps no cell of a chat', async () => {
    const { series, labels, agreement } = await reportOn(madeRun({ targets: { a: () => 'x', b: () => 'x' } }), {
      reference: 'word',
    });
    expect({ series, labels }).toEqual({ series: [], labels: [] });
    expect(agreement.map(({ name }) => name)).not.toContain('agreement-label');
  });

  it('says how far it is', async () => {
    const said: string[] = [];
    const run = madeRun({ rows: wordRows(3), targets: { a: () => 'x' } });
    await reportOn(run, { onProgress: (read, questions) => said.push(`${read}/${questions}`) });
    expect(said).toEqual(['1/3', '2/3', '3/3']);
  });

  it('stops at the signal', async () => {
    const run = madeRun({ rows: wordRows(2), targets: { a: () => 'x' } });
    await expect(reportOn(run, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
  });
});
