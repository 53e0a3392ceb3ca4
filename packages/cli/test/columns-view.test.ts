import type { ComparisonEvent } from '@x/compare';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ColumnsView } from '../src/render/columns-view.ts';
import type { ComparedTarget } from '../src/targets.ts';
import { answered, delta, failed, shown, start } from './scripted-events.ts';
import { VirtualTerminal } from './virtual-terminal.ts';

const frame = 40;
const plain = (text: string) => text;
const two = [shown('a:one'), shown('second', 'b:two', 'sandbox, no key set')];

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

interface Play {
  readonly terminal: VirtualTerminal;
  readonly view: ColumnsView;
  /** Shows events, each in a frame of its own. */
  show(...events: readonly ComparisonEvent[]): void;
  end(): Promise<readonly string[]>;
}

function play(columns: number, rows: number, targets: readonly ComparedTarget[], headed = false): Play {
  const terminal = new VirtualTerminal(columns, rows);
  const headingOf = ({ prompt }: { readonly prompt: string }) => (headed ? `${prompt}: asked` : '');
  const view = new ColumnsView(terminal, { targets, headingOf }, plain);
  return {
    terminal,
    view,
    show: (...events) => {
      for (const event of events) {
        view.show(event);
        vi.advanceTimersByTime(frame);
      }
    },
    end: async () => {
      view.close();
      vi.useRealTimers();
      return (await terminal.screen()).lines;
    },
  };
}

const row = (left: string, right: string): string => `${left.padEnd(28)} │ ${right}`.trimEnd();

test('sets answers side by side under the names of their targets', async () => {
  const { show, end } = play(60, 20, two);
  show(start('a:one'), start('second'), delta('a:one', 'Hello '), delta('second', 'Plain'), delta('a:one', 'world.'));
  show(delta('second', ' words'), answered('a:one', 'Hello world.'), answered('second', 'Plain words'));
  expect(await end()).toEqual([
    row('a:one', 'second'),
    row('', 'b:two'),
    row('', 'sandbox, no key set'),
    `${'─'.repeat(28)}─┼─${'─'.repeat(28)}`,
    row('Hello world.', 'Plain words'),
    row('first 56 ms, total 1.23 s ·', 'first 56 ms, total 1.23 s ·'),
    row('7 tokens in, 9 out · stop', '7 tokens in, 9 out · stop'),
  ]);
});

test('keeps the columns in line beside wide characters and combining marks', async () => {
  const { show, end, terminal } = play(60, 20, [shown('a:one'), shown('b:two')]);
  const text = '東京は日本の首都です。한국어도 있고 그리고\nกินข้าว a\u0308 ok';
  show(start('a:one'), start('b:two'), answered('a:one', text), answered('b:two', text));
  const lines = await end();
  expect(lines.filter((line) => line.includes('│')).length).toBeGreaterThan(5);
  expect(new Set((await terminal.screen()).cellsOf('│'))).toEqual(new Set([29]));
});

test('an error stands in its own column, and the others go on', async () => {
  const { show, end } = play(60, 20, [shown('a:one'), shown('b:two')]);
  show(start('a:one'), start('b:two'), delta('a:one', 'half'), failed('a:one', 'auth', 'a: no key', 'p1', 'half'));
  show(delta('b:two', 'whole'), answered('b:two', 'whole'));
  const lines = await end();
  expect(lines).toContain(row('half', 'whole'));
  expect(lines).toContain(row('✗ auth: a: no key', 'first 56 ms, total 1.23 s ·'));
});

test('shows the whole answer of a provider that does not stream', async () => {
  const { show, end } = play(60, 20, [shown('a:one')]);
  show(start('a:one'), answered('a:one', 'All at once.'));
  expect(await end()).toContain('All at once.');
});

describe('longer than the screen', () => {
  const numbered = (name: string, count: number) => Array.from({ length: count }, (_, at) => `${name} ${at + 1}`);

  test('every line scrolls up once, in order, and none is lost', async () => {
    const { show, end, terminal } = play(60, 8, [shown('a:one'), shown('b:two')]);
    const [left, right] = [numbered('left', 40), numbered('right', 60)];
    show(start('a:one'), start('b:two'));
    // The left one is far ahead before the right one says anything.
    for (const line of left) show(delta('a:one', `${line}\n`));
    for (const line of right) show(delta('b:two', `${line}\n`));
    show(answered('a:one', ''), answered('b:two', ''));
    const lines = await end();
    const halves = lines.slice(2).map((line) => line.split('│').map((half) => half.trim()));
    expect(halves.map(([half]) => half).filter((half) => half?.startsWith('left'))).toEqual(left);
    expect(halves.map(([, half]) => half).filter((half) => half?.startsWith('right'))).toEqual(right);
    expect(lines.join('\n')).not.toContain('⋮');
    expect(terminal.written).not.toContain('\u001B[2J');
  });

  test('while it streams, the ends of the answers are on the screen', async () => {
    const { show, view, terminal } = play(60, 8, [shown('a:one'), shown('b:two')]);
    show(start('a:one'), start('b:two'));
    for (const line of numbered('left', 40)) show(delta('a:one', `${line}\n`));
    vi.useRealTimers();
    const { lines, cursorHidden } = await terminal.screen();
    expect(lines.slice(-7)).toEqual([
      row('⋮', '…'),
      ...numbered('left', 40)
        .slice(-6)
        .map((line) => row(line, '')),
    ]);
    expect(cursorHidden).toBe(true);
    view.close();
    expect((await terminal.screen()).cursorHidden).toBe(false);
  });

  test('writes only what changes', () => {
    const { show, view, terminal } = play(60, 30, [shown('a:one'), shown('b:two')]);
    show(start('a:one'), start('b:two'), delta('b:two', 'x'));
    for (const line of numbered('left', 20)) show(delta('a:one', `${line} `));
    const before = terminal.written.length;
    show(delta('a:one', 'more '));
    expect(terminal.written.length - before).toBeLessThan(200);
    const { writes } = terminal;
    show(start('a:one'));
    expect(terminal.writes).toBe(writes);
    view.close();
  });
});

test('many deltas between two frames are one write', () => {
  const { view, terminal } = play(60, 20, [shown('a:one')]);
  view.show(start('a:one'));
  for (let count = 0; count < 500; count++) view.show(delta('a:one', `word${count} `));
  vi.advanceTimersByTime(frame);
  expect(terminal.writes).toBe(1);
  view.close();
});

describe('several prompts', () => {
  test('follow one another; what comes early waits for its turn', async () => {
    const { show, end, terminal } = play(60, 30, [shown('a:one'), shown('b:two')], true);
    show(start('a:one'), start('b:two'), start('a:one', 'p2'), answered('a:one', 'A1'), answered('a:one', 'A2', 'p2'));
    expect(terminal.written).not.toContain('A2');
    show(start('b:two', 'p2'), answered('b:two', 'B1'), answered('b:two', 'B2', 'p2'));
    const lines = await end();
    const places = ['p1: asked', row('A1', 'B1'), 'p2: asked', row('A2', 'B2')].map((line) => lines.indexOf(line));
    expect(places).not.toContain(-1);
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});

test('what a stop cuts off is marked, and the cursor comes back', async () => {
  const { show, view, terminal } = play(60, 20, [shown('a:one'), shown('b:two')]);
  show(start('a:one'), start('b:two'), delta('a:one', 'unfinished'), answered('b:two', 'done'));
  view.close();
  vi.useRealTimers();
  const { lines, cursorHidden } = await terminal.screen();
  expect(lines).toContain(row('unfinished', 'done'));
  expect(lines.some((line) => line.startsWith('! interrupted'))).toBe(true);
  expect(cursorHidden).toBe(false);
});

test('an echoed Ctrl-C leaves no trace', async () => {
  const { show, end, terminal } = play(60, 20, [shown('a:one'), shown('b:two')]);
  show(start('a:one'), start('b:two'), delta('a:one', 'unfinished'));
  terminal.write('^C');
  const lines = await end();
  expect(lines).toContain(row('unfinished', '! interrupted'));
  expect(lines.join('\n')).not.toContain('^C');
});

test('text of a model does not drive the terminal', async () => {
  const { show, end, terminal } = play(60, 20, [shown('a:one'), shown('b:two')]);
  const hostile = 'a\u001B[2J\u001B[1;1Hb\u001B]0;owned\u0007c\u009B5Ad\u001B[?1049he\u202Ef\u0007';
  show(start('a:one'), start('b:two'));
  for (const character of hostile) show(delta('a:one', character));
  show(delta('b:two', 'safe'), answered('a:one', hostile), answered('b:two', 'safe'));
  expect(await end()).toContain(row('abcdef', 'safe'));
  for (const command of ['[2J', ']0;', '\u009B', '1049', '\u202E', '\u0007']) {
    expect(terminal.written).not.toContain(command);
  }
});

test('a terminal that is made narrower in the middle loses and repeats nothing', async () => {
  const { show, end, terminal } = play(100, 12, [shown('a:one'), shown('b:two')]);
  const words = (name: string) => Array.from({ length: 30 }, (_, at) => `${name}${at}`);
  show(start('a:one'), start('b:two'));
  for (const word of words('l')) show(delta('a:one', `${word}\n`));
  for (const word of words('r').slice(0, 10)) show(delta('b:two', `${word}\n`));
  terminal.resize(60, 12);
  for (const word of words('r').slice(10)) show(delta('b:two', `${word}\n`));
  show(answered('a:one', ''), answered('b:two', ''));
  const text = (await end()).join('\n');
  expect(text.match(/\bl\d+\b/g)).toEqual(words('l'));
  expect(text.match(/\br\d+\b/g)).toEqual(words('r'));
});
