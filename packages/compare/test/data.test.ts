import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { compare } from '../src/index.ts';
import { openRows } from '../src/node.ts';
import { collect } from './collect.ts';
import { asked, scripted } from './scripted-provider.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function fileOf(name: string, content: string): Promise<string> {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, content);
  return path;
}

const result = (testIdx: number, promptIdx: number, vars: object) => ({
  vars,
  testIdx,
  promptIdx,
  provider: { id: 'echo' },
  prompt: { raw: 'Say {{city}}', label: 'Say {{city}}' },
  response: { output: 'Say it' },
  success: true,
  score: 1,
  latencyMs: 5,
});
const results = [
  result(0, 0, { city: 'Rome' }),
  result(0, 1, { city: 'Rome' }),
  result(1, 0, { city: 'Bath' }),
  result(1, 1, { city: 'Bath' }),
];
const cities = [{ city: 'Rome' }, { city: 'Bath' }];

describe('rows of a file', () => {
  it.each<[string, string, string, readonly object[]]>([
    ['objects, a line each', 'a.jsonl', '{"a":1,"b":["x"]}\n\n{"a":2}', [{ a: 1, b: ['x'] }, { a: 2 }]],
    ['an array of objects', 'a.json', '[{"a":"x"},{"a":"y"}]', [{ a: 'x' }, { a: 'y' }]],
    [
      'comma-separated values, quoted as spreadsheets do',
      'a.csv',
      '\uFEFFq,a\r\n"one, two","say ""hi""\nthere"\r\n3,\r\n',
      [
        { q: 'one, two', a: 'say "hi"\nthere' },
        { q: '3', a: '' },
      ],
    ],
    ['tab-separated values', 'a.tsv', 'q\ta\n1\t2\n', [{ q: '1', a: '2' }]],
    ['lines of text', 'a.txt', 'one\r\n\n  two\n', [{ text: 'one' }, { text: '  two' }]],
    [
      'promptfoo’s JSON, a row a test',
      'a.json',
      JSON.stringify({ evalId: 'e', results: { version: 3, results } }),
      cities,
    ],
    ['promptfoo’s JSON lines, likewise', 'a.jsonl', results.map((one) => JSON.stringify(one)).join('\n'), cities],
  ])('are %s', async (_what, name, content, rows) => {
    const file = openRows(await fileOf(name, content));
    expect(await collect(file)).toEqual(rows);
    // Readable again, as every target wants it.
    expect(await collect(file)).toEqual(rows);
    expect(await collect(openRows(file.source, { limit: 1 }))).toEqual(rows.slice(0, 1));
  });

  it.each<[string, string, string, RegExp]>([
    ['a line that is no JSON', 'a.jsonl', '{"a":1}\nsecret words\n', /a\.jsonl line 2 is not valid JSON/],
    ['a line that is no object', 'a.jsonl', '{"a":1}\n[1]\n', /a\.jsonl line 2 is no row/],
    ['JSON that is no array', 'a.json', '{"a":1}', /holds no array/],
    ['an item that is no object', 'a.json', '[{"a":1},2]', /item 2 is no row/],
    ['a record with too many values', 'a.csv', 'a,b\n1,2\n1,2,3\n', /a\.csv line 3 has another number of values/],
    ['a quotation mark left open', 'a.csv', 'a\n"secret words\n', /a\.csv line \d opens a quotation mark/],
    ['a column without a name', 'a.csv', 'a,,c\n1,2,3\n', /line 1: a column has no name/],
    ['two columns of a name', 'a.csv', 'a,a\n1,2\n', /line 1: two columns are called "a"/],
  ])('are refused with their place, and not quoted: %s', async (_what, name, content, words) => {
    const reading = collect(openRows(await fileOf(name, content)));
    await expect(reading).rejects.toMatchObject({ code: 'invalid-request', message: expect.stringMatching(words) });
    await expect(reading).rejects.toMatchObject({ message: expect.not.stringContaining('secret words') });
  });

  it('are refused when the file is not there or its name tells nothing', async () => {
    await expect(collect(openRows('/nowhere/a.csv'))).rejects.toThrow(/ENOENT/);
    await expect(collect(openRows('/nowhere/a.jsonl'))).rejects.toThrow(/ENOENT/);
    expect(() => openRows('rows.xlsx')).toThrow(/Name it with one of \.jsonl/);
    expect(await collect(openRows(await fileOf('rows', 'x\n'), { format: 'text' }))).toEqual([{ text: 'x' }]);
  });

  it('go into prompts', async () => {
    const provider = scripted('a', () => ({}));
    const rows = openRows(await fileOf('a.csv', 'city,n\nRome,1\nBath,2\n'));
    const targets = [{ id: 'a', provider, model: 'm' }];
    await compare({ targets, prompts: ['{{n}}: {{city}}'], rows, order: 'as-given' }).done;
    expect(provider.calls.map(asked)).toEqual(['1: Rome', '2: Bath']);
  });
});
