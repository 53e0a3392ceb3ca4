import { InferenceError } from '@x/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ComparisonOptions, compare } from '../src/index.ts';
import { compileTemplate } from '../src/plan/template.ts';
import { collect } from './collect.ts';
import { asked, scripted } from './scripted-provider.ts';

const provider = scripted('a', () => ({}));
const one = { id: 'a', provider, model: 'm' };
const good: ComparisonOptions = { targets: [one], prompts: ['x'] };

const circle: Record<string, unknown> = {};
circle['self'] = circle;

const userMessage = (content: string) => [{ role: 'user', content } as const];

describe('options that cannot be run', () => {
  it.each<[string, Partial<ComparisonOptions>, RegExp]>([
    ['no target', { targets: [] }, /no target/],
    ['no prompt', { prompts: [] }, /no prompt/],
    ['no row', { rows: [] }, /rows is empty/],
    ['a target id twice', { targets: [one, one] }, /Target id "a" is used twice/],
    ['an empty target id', { targets: [{ ...one, id: ' ' }] }, /empty id/],
    ['no concurrency', { targets: [{ ...one, concurrency: 0 }] }, /concurrency of target "a"/],
    ['half a repeat', { repeats: 1.5 }, /repeats must be a whole number/],
    ['no tokens', { maxTokens: 0 }, /maxTokens/],
    ['a temperature that is no number', { temperature: Number.NaN }, /temperature/],
    ['parameters beyond JSON', { targets: [{ ...one, parameters: { n: 1n } }] }, /parameters of target "a".*JSON/],
    ['parameters in a circle', { targets: [{ ...one, parameters: circle }] }, /parameters of target "a".*JSON/],
    ['an empty prompt', { prompts: ['x', ' \n'] }, /Prompt "p2" is empty/],
    ['a prompt without messages', { prompts: [{ messages: [] }] }, /Prompt "p1" is empty/],
    ['a prompt id twice', { prompts: ['x', { id: 'p1', messages: userMessage('y') }] }, /Prompt id "p1"/],
    ['an empty value', { prompts: ['{{a}}'], rows: [{ a: 'x' }, { a: ' ' }] }, /"p1" is empty once row 2.*text for a/],
    ['a name without rows', { prompts: ['{{city}}'] }, /Prompt "p1" asks for \{\{city\}\}, but row 1 has no values/],
    [
      'a name that a row lacks',
      { prompts: ['{{city}}'], rows: [{ city: 'Rome' }, { town: 'Bath', land: 'UK' }] },
      /Prompt "p1" asks for \{\{city\}\}, but row 2 has only town, land\./,
    ],
    ['a name that every object has', { prompts: ['{{constructor}}'] }, /asks for \{\{constructor\}\}/],
    ['a name in the system text', { system: 'in {{language}}' }, /The system text asks for \{\{language\}\}/],
  ])('refuses %s at once', (_what, change, words) => {
    const thrown = caught(() => compare({ ...good, ...change }));
    expect(InferenceError.is(thrown)).toBe(true);
    expect(thrown).toMatchObject({ code: 'invalid-request', message: expect.stringMatching(words) });
    expect(provider.calls).toEqual([]);
  });

  it('refuses a medium that is no base64 before anything is sent', async () => {
    const media = { mediaType: 'image/png', data: '***' };
    const messages = [{ role: 'user', content: [{ type: 'image', media }] } as const];
    const comparison = compare({ ...good, prompts: [{ messages }] });
    await expect(collect(comparison.events())).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(comparison.done).rejects.toMatchObject({ code: 'invalid-request' });
    expect(provider.calls).toEqual([]);
  });
});

function caught(action: () => unknown): unknown {
  try {
    return action();
  } catch (thrown) {
    return thrown;
  }
}

describe('templates', () => {
  it.each([
    ['{{a}}-{{ a }}-{{b}}', { a: '1', b: '2' }, '1-1-2'],
    [
      '{{first name}} {{größe}} {{x.y}} {{z-1}}',
      { 'first name': 'Ada', größe: '3', 'x.y': '4', 'z-1': '5' },
      'Ada 3 4 5',
    ],
    ['{{{a}}}', { a: '1' }, '{1}'],
    ['\\{{a}} {{a}}', { a: '1' }, '{{a}} 1'],
    ["style={{ color: 'red' }} {{}} {{ }} {{\n}}", {}, "style={{ color: 'red' }} {{}} {{ }} {{\n}}"],
    ['{{a}}', { a: '{{b}} $& $1' }, '{{b}} $& $1'],
  ])('fills in %j', (text, row, expected) => {
    expect(compileTemplate(text).fill(row)).toBe(expected);
  });

  it('fills text parts and leaves the others as they are', async () => {
    const image = { type: 'image', media: { mediaType: 'image/png', data: new Uint8Array([1, 2]) } } as const;
    const recording = scripted('a', () => ({}));
    const messages = [{ role: 'user', content: [{ type: 'text', text: 'a {{x}}' }, image] }] as const;
    await compare({ targets: [{ ...one, provider: recording }], prompts: [{ messages }], rows: [{ x: 'cat' }] }).done;
    expect(recording.calls[0]?.messages).toEqual([{ role: 'user', content: [{ type: 'text', text: 'a cat' }, image] }]);
    expect(recording.calls[0]?.messages?.[0]?.content[1]).toBe(image);
  });

  it('sends any text without braces as it is', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }).filter((text) => !text.includes('{{')),
        (text) => compileTemplate(text).fill({}) === text,
      ),
    );
  });

  it('puts any value in its place and reads nothing into it', () => {
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('{{a}}', '\\{{b}}', '$&', '{{'));
    fc.assert(fc.property(value, value, (a, b) => compileTemplate('<{{a}}|{{ b }}>').fill({ a, b }) === `<${a}|${b}>`));
  });

  it('sends a filled prompt to the provider', async () => {
    const recording = scripted('a', () => ({}));
    await compare({ targets: [{ ...one, provider: recording }], prompts: ['in {{city}}'], rows: [{ city: 'Rome' }] })
      .done;
    expect(recording.calls.map(asked)).toEqual(['in Rome']);
  });
});
