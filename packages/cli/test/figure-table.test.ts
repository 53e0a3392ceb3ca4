import { describe, expect, test } from 'vitest';
import { figureTable } from '../src/render/figure-table.ts';
import type { Paint } from '../src/render/terminal.ts';

const plain: Paint = (text) => text;
const table = {
  title: 'Figures',
  head: ['metric', 'a', 'b'],
  rows: [
    ['words', '12', '3'],
    ['evil \u001B[31m|', '1', '東京'],
  ],
};

describe('a table of figures', () => {
  test('has boxes where it fits, and nothing in it drives the terminal', () => {
    const lines = figureTable(table, undefined, plain).split('\n');
    expect(lines[0]).toBe('Figures');
    expect(lines).toContain('│ words  │ 12 │    3 │');
    expect(lines).toContain('│ evil | │  1 │ 東京 │');
  });

  test('is a list where it does not', () => {
    expect(figureTable(table, 20, plain)).toBe('Figures\nwords\n  a  12\n  b  3\nevil |\n  a  1\n  b  東京');
  });

  test('is nothing without a row', () => expect(figureTable({ ...table, rows: [] }, undefined, plain)).toBe(''));
});
