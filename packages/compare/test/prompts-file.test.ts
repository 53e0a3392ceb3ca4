import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InferenceError } from '@x/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readPrompt } from '../src/node/prompts-file/prompt-line.ts';
import { readPrompts } from '../src/node.ts';
import { temporaryFolder } from './temporary-folder.ts';

async function promptsIn(name: string, content: string | Uint8Array) {
  const path = join(await temporaryFolder(), name);
  await writeFile(path, content);
  return readPrompts(path);
}

describe('a prompts file', () => {
  it('may be JSONL, of texts, prompts and messages', async () => {
    const messages = [
      { role: 'system', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'See' },
          { type: 'image', media: { url: 'https://h.example/a' } },
        ],
      },
    ];
    const lines = ['"a {{b}}"', '', '{"prompt":"c"}', '{"prompt":"d","id":"D"}', JSON.stringify({ messages })];
    expect(await promptsIn('p.jsonl', `\ufeff${lines.join('\r\n')}\r\n`)).toEqual({
      prompts: ['a {{b}}', 'c', { id: 'D', messages: [{ role: 'user', content: 'd' }] }, { messages }],
      problems: [],
    });
  });

  it('may be text, a prompt a line, or a JSON array', async () => {
    expect(await promptsIn('p.TXT', 'one\r\n\n  two \n')).toEqual({ prompts: ['one', '  two '], problems: [] });
    expect(await promptsIn('p.json', '["one", {"prompt": ""}, {"prompt": "three"}]')).toEqual({
      prompts: ['one', 'three'],
      problems: [{ line: 2, message: 'prompt: the text is empty' }],
    });
  });

  it.each([
    ['oops, no quotes', /^is not valid JSON/],
    ['{"prompt": "a", }', /^is not valid JSON at character 17$/],
    ['17', /^expected a text in quotes/],
    ['[]', /^expected a text in quotes/],
    ['{"text":"a"}', /^expected a text in quotes/],
    ['"  "', /^the text is empty$/],
    ['{"prompt":3}', /^prompt: .*string/],
    ['{"prompt":"a","id":3}', /^id: .*string/],
    ['{"prompt":"a","id":" "}', /^id: the id is empty$/],
    ['{"messages":[]}', /^messages: there is nothing in the messages$/],
    ['{"messages":[{"role":"user","content":" "}]}', /^messages: there is nothing in the messages$/],
    ['{"messages":[{"role":"user","content":[{"type":"text","text":""}]}]}', /^messages: there is nothing/],
    ['{"messages":[{"role":"bot","content":"a"}]}', /^messages\.0\.role: .*"assistant"/],
    ['{"messages":[{"role":"user"}]}', /^messages\.0\.content: /],
    ['{"messages":[{"role":"user","content":[{"type":"text","text":5}]}]}', /^messages\.0\.content\.0\.text: .*string/],
    ['{"messages":[{"role":"user","content":[{"type":"smell"}]}]}', /^messages\.0\.content\.0\.type: /],
  ])('names the line of %s, and the others still run', async (line, message) => {
    const { prompts, problems } = await promptsIn('p.jsonl', `"before"\n${line}\n"after"\n`);
    expect(prompts).toEqual(['before', 'after']);
    expect(problems).toEqual([{ line: 2, message: expect.stringMatching(message) }]);
    expect(problems[0]?.message).not.toContain('oops');
  });

  it('names the second prompt of an id', async () => {
    const { prompts, problems } = await promptsIn('p.jsonl', '{"prompt":"a","id":"x"}\n{"prompt":"b","id":"x"}\n');
    expect(prompts).toHaveLength(1);
    expect(problems).toEqual([{ line: 2, message: 'the id "x" is that of line 1 already' }]);
  });

  it.each<[string, string, string | Uint8Array, RegExp]>([
    ['is of another kind', 'p.csv', 'a,b', /Name it with one of \.jsonl/],
    ['is not UTF-8', 'p.jsonl', new Uint8Array([0xff, 0xfe, 0x22, 0x00]), /not UTF-8/],
    ['is no JSON', 'p.json', '["a",', /is not valid JSON/],
    ['is no array', 'p.json', '{"prompt":"a"}', /no array/],
  ])('is refused when it %s', async (_what, name, content, message) => {
    const refusal = promptsIn(name, content);
    await expect(refusal).rejects.toBeInstanceOf(InferenceError);
    await expect(refusal).rejects.toMatchObject({ code: 'invalid-request', message: expect.stringMatching(message) });
  });

  it('is named, with what to do, when it cannot be read', async () => {
    const path = join(await temporaryFolder(), 'none.jsonl');
    await expect(readPrompts(path)).rejects.toMatchObject({
      code: 'invalid-request',
      message: `Cannot read the prompts of ${path}: there is no such file or folder (ENOENT). Check the path.`,
    });
  });

  it('is read without an exception, whatever an item holds', () => {
    const loose = fc.record(
      { prompt: fc.jsonValue(), id: fc.jsonValue(), messages: fc.jsonValue() },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), loose), (value) => {
        const read = readPrompt(value);
        expect('prompt' in read || read.message.length > 0).toBe(true);
      }),
    );
  });

  it('gives each text of a JSONL file back', async () => {
    const text = fc.string({ unit: 'binary' }).filter((one) => one.trim() !== '');
    const path = join(await temporaryFolder(), 'p.jsonl');
    await fc.assert(
      fc.asyncProperty(fc.array(text), async (texts) => {
        await writeFile(path, texts.map((one) => JSON.stringify(one)).join('\n'));
        expect(await readPrompts(path)).toEqual({ prompts: texts, problems: [] });
      }),
      { numRuns: 50 },
    );
  });
});
