import { describe, expect, test } from 'vitest';
import { hf } from '../src/index.ts';
import { giving } from './stub.ts';

const long = 'The answer to everything is';

describe('the text is without the prompt', () => {
  const cases: readonly (readonly [string, prompt: string, generated: string, text: string, asked: boolean])[] = [
    ['a backend repeats it all the same', long, `${long} forty-two`, ' forty-two', false],
    ['it comes without it', long, ' forty-two', ' forty-two', false],
    ['a short one stands there by chance', 'Hello', 'Hello, how are you?', 'Hello, how are you?', false],
    ['the caller asked for it, however short', 'Hello', 'Hello there', ' there', true],
    ['the caller asked for it, and the answer begins otherwise', 'Hello', 'Hallo', 'Hallo', true],
  ];
  test.each(cases)('%s', async (_, prompt, generated, text, asked) => {
    const body = [{ generated_text: generated }];
    const input = { model: 'org/model', prompt, ...(asked && { parameters: { return_full_text: true } }) };
    const output = await hf({ fetch: giving(body), apiKey: 'hf_x' }).run('text-generation', input);
    expect(output).toMatchObject({ text, meta: { raw: body } });
  });
});
