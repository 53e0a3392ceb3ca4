import { describe, expect, test } from 'vitest';
import { Column } from '../src/render/column.ts';

const texts = (column: Column, width: number): readonly string[] => column.rows(width).rows.map(({ text }) => text);

function columnOf(...pieces: readonly string[]): Column {
  const column = new Column();
  for (const piece of pieces) column.append(piece);
  return column;
}

test('waits visibly until something comes', () => {
  expect(new Column().rows(20)).toEqual({ rows: [{ text: '…', look: 'quiet' }], settled: 0 });
  expect(texts(columnOf('a'), 20)).toEqual(['a']);
});

test('settles a line when it has ended, and everything when the column is closed', () => {
  const column = columnOf('one\ntwo');
  expect(column.rows(20).settled).toBe(1);
  column.append('!\n');
  expect(column.rows(20).settled).toBe(2);
  column.close([{ text: 'done', look: 'quiet' }]);
  expect(column.rows(20).settled).toBe(Number.POSITIVE_INFINITY);
  expect(texts(column, 20)).toEqual(['one', 'two!', 'done']);
});

test.each<[string, readonly string[], readonly string[]]>([
  ['a line end of two characters', ['a\r', '\nb'], ['a', 'b']],
  ['an escape sequence', ['a\u001B', '[31', 'mb'], ['ab']],
  ['an emoji', ['a\uD83D', '\uDC4D'], ['a👍']],
])('puts together what the stream has cut: %s', (_, pieces, rows) => {
  const column = columnOf(...pieces);
  column.close([]);
  expect(texts(column, 20)).toEqual(rows);
});

test('passes over empty lines at both ends, and keeps those between', () => {
  const column = columnOf('\n\n', 'a\n', '\nb\n\n');
  column.close([]);
  expect(texts(column, 20)).toEqual(['a', '', 'b']);
});

describe('drop', () => {
  test('lets go of rows in the middle of a line', () => {
    const column = columnOf('one two three four\nfive\n');
    expect(texts(column, 8)).toEqual(['one two', 'three', 'four', 'five']);
    column.drop(2, 8);
    expect(texts(column, 8)).toEqual(['four', 'five']);
  });

  test('wraps what is left to another width', () => {
    const column = columnOf('one two three four five six\n');
    column.drop(1, 8);
    expect(texts(column, 12)).toEqual(['three four', 'five six']);
  });

  test('keeps words whole that were cut', () => {
    const column = columnOf('abcdefghijkl\n');
    column.drop(1, 4);
    expect(texts(column, 20)).toEqual(['efghijkl']);
  });
});
