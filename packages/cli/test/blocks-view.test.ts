import { describe, expect, test } from 'vitest';
import { BlocksView } from '../src/render/blocks-view.ts';
import { chooseView } from '../src/render/choose-view.ts';
import { ColumnsView } from '../src/render/columns-view.ts';
import { answered, delta, failed, shown, start } from './scripted-events.ts';
import { Pipe, VirtualTerminal } from './virtual-terminal.ts';

const plain = (text: string) => text;
const targets = [shown('a:one'), shown('second', 'b:two', 'sandbox, no key set')];

function blocks(output = new Pipe(), heading = '') {
  const headingOf = ({ prompt }: { readonly prompt: string }) => (heading === '' ? '' : `${prompt}: ${heading}`);
  return { output, view: new BlocksView(output, { targets, headingOf }, plain) };
}

test('prints each answer whole when its target has ended, with a label', () => {
  const { output, view } = blocks();
  view.show(start('a:one'));
  view.show(start('second'));
  view.show(delta('a:one', 'Hel'));
  expect(output.written).toBe('');
  view.show(answered('second', 'First to\nend.'));
  view.show(answered('a:one', 'Hello.'));
  view.close();
  expect(output.written).toBe(
    [
      '── second (b:two; sandbox, no key set)',
      'First to',
      'end.',
      'first 56 ms, total 1.23 s · 7 tokens in, 9 out · stop',
      '',
      '── a:one',
      'Hello.',
      'first 56 ms, total 1.23 s · 7 tokens in, 9 out · stop',
      '',
      '',
    ].join('\n'),
  );
});

test('says what went wrong, what was dropped, and what is not known', () => {
  const { output, view } = blocks();
  view.show(failed('a:one', 'rate-limit', 'a: too fast.\u001B[31m Wait', 'p1', 'so far'));
  view.show(
    answered('second', '', 'p1', {
      status: 'refused',
      finishReason: 'content-filter',
      usage: undefined,
      warnings: [{ type: 'unsupported', setting: 'temperature', message: 'temperature was dropped' }],
      meta: { provider: 'b', model: 'two', attempts: 1, timing: { totalMs: 0.4 } },
    }),
  );
  expect(output.written.split('\n')).toEqual([
    '── a:one',
    'so far',
    '✗ rate-limit: a: too fast. Wait',
    '',
    '── second (b:two; sandbox, no key set)',
    '(no text)',
    '! held back by the content filter',
    '! temperature was dropped',
    'first –, total <1 ms · – tokens in, – out · content-filter',
    '',
    '',
  ]);
});

test('keeps the prompts in order, and prints what has ended when the run is stopped', () => {
  const { output, view } = blocks(new Pipe(), 'asked');
  for (const prompt of ['p1', 'p2']) for (const target of ['a:one', 'second']) view.show(start(target, prompt));
  view.show(answered('a:one', 'A2', 'p2'));
  expect(output.written).toBe('');
  view.show(answered('a:one', 'A1'));
  expect(output.written).not.toContain('A2');
  view.close();
  const lines = output.written.split('\n').filter((line) => /^p\d|^A\d/.test(line));
  expect(lines).toEqual(['p1: asked', 'A1', 'p2: asked', 'A2']);
});

test('wraps to a terminal that is too narrow for columns', async () => {
  const terminal = new VirtualTerminal(20, 30);
  const view = new BlocksView(terminal, { targets, headingOf: () => '' }, plain);
  view.show(answered('a:one', '日本語日本語日本語日本語 and words'));
  const { lines } = await terminal.screen();
  expect(lines.slice(0, 4)).toEqual(['── a:one', '日本語日本語日本語', '日本語 and words', 'first 56 ms, total']);
});

describe('columns need a terminal that redraws and 24 cells a target', () => {
  const scene = { targets, headingOf: () => '' };
  const viewAt = (columns: number, environment = {}) =>
    chooseView({ stdout: new VirtualTerminal(columns, 30), environment }, scene);

  test('wide enough', () => expect(viewAt(24 * 2 + 3 + 1)).toBeInstanceOf(ColumnsView));
  test('one cell too narrow', () => expect(viewAt(24 * 2 + 3)).toBeInstanceOf(BlocksView));
  test('a dumb terminal', () => expect(viewAt(200, { TERM: 'dumb' })).toBeInstanceOf(BlocksView));
  test('a pipe', () => expect(chooseView({ stdout: new Pipe(), environment: {} }, scene)).toBeInstanceOf(BlocksView));
});

describe('colours', () => {
  const written = (environment: Record<string, string>): string => {
    const terminal = new VirtualTerminal(40, 30);
    const view = chooseView({ stdout: terminal, environment }, { targets, headingOf: () => '' });
    view.show(failed('a:one', 'auth', 'no key'));
    view.close();
    return terminal.written;
  };

  test('on a terminal', () => expect(written({})).toContain('\u001B[31m✗ auth: no key\u001B[39m'));
  test('not with NO_COLOR', () => expect(written({ NO_COLOR: '1' })).not.toContain('\u001B['));
  test('an empty NO_COLOR does not count', () => expect(written({ NO_COLOR: '' })).toContain('\u001B[31m'));
});
