import { stems } from '../text/words.ts';

/** A table by its columns; all have the same length. */
export type Table = Readonly<Record<string, readonly string[]>>;

/** How the cells make the answer, by the names of the TAPAS models. */
type Aggregator = 'NONE' | 'SUM' | 'AVERAGE' | 'COUNT';

/** The cells that answer a question. */
export interface TableAnswer {
  readonly aggregator: Aggregator;
  readonly cells: readonly string[];
  /** Row and column of each cell, from 0. */
  readonly coordinates: readonly (readonly [row: number, column: number])[];
}

const askedAggregators: readonly (readonly [words: RegExp, aggregator: Aggregator])[] = [
  [/\b(?:average|mean)\b/iu, 'AVERAGE'],
  [/\b(?:sum|total|altogether)\b/iu, 'SUM'],
];
const asksForNumber = /\bhow (?:many|much)\b|\bnumber of\b/iu;

/**
 * The cells in the column that the question is about, in the rows whose words it has. A question that names no row takes
 * the first, or all rows when it asks for more than one cell. "How many" adds up a column of numbers whose header it
 * names, and otherwise counts rows.
 */
export function answerFromTable(question: string, table: Table): TableAnswer {
  const asked = new Set(stems(question));
  const columns = Object.entries(table).map((entry) => describeColumn(entry, asked));
  const wantsNumber = [...askedAggregators.map(([words]) => words), asksForNumber].some((words) =>
    words.test(question),
  );
  const weights = columns.map((column) => weightOf(column, wantsNumber));
  const column = weights.indexOf(Math.max(...weights));
  const aggregator = aggregatorOf(question, columns[column]);
  const rows = rowsOf(rowMatches(Object.values(table), asked), aggregator);
  return {
    aggregator,
    cells: rows.map((row) => columns[column]?.cells[row] ?? ''),
    coordinates: rows.map((row) => [row, column]),
  };
}

interface Column {
  readonly cells: readonly string[];
  /** Whether the question has a word of the header. */
  readonly isNamed: boolean;
  /** Whether the question has words of the cells: then the column tells the row and is not the answer. */
  readonly isGiven: boolean;
  readonly isNumeric: boolean;
}

function describeColumn([header, cells]: readonly [string, readonly string[]], asked: ReadonlySet<string>): Column {
  return {
    cells,
    isNamed: shared(header, asked) > 0,
    isGiven: cells.some((cell) => shared(cell, asked) > 0),
    isNumeric: cells.every(isNumber),
  };
}

/** Each reason outweighs those that come after it. */
function weightOf({ isNamed, isGiven, isNumeric }: Column, wantsNumber: boolean): number {
  return 4 * Number(isNamed) + 2 * Number(!isGiven) + Number(wantsNumber && isNumeric);
}

function aggregatorOf(question: string, column: Column | undefined): Aggregator {
  const asked = askedAggregators.find(([words]) => words.test(question))?.[1];
  if (asked !== undefined) return asked;
  if (!asksForNumber.test(question)) return 'NONE';
  return column?.isNamed === true && column.isNumeric ? 'SUM' : 'COUNT';
}

function rowsOf(matches: readonly number[], aggregator: Aggregator): readonly number[] {
  const most = Math.max(0, ...matches);
  if (most > 0) return matches.flatMap((match, row) => (match === most ? [row] : []));
  return aggregator === 'NONE' ? matches.slice(0, 1).map(() => 0) : matches.map((_, row) => row);
}

/** How many of the asked words each row has. */
function rowMatches(columns: readonly (readonly string[])[], asked: ReadonlySet<string>): readonly number[] {
  const [first = []] = columns;
  return first.map((_, row) => columns.reduce((sum, cells) => sum + shared(cells[row] ?? '', asked), 0));
}

function shared(text: string, asked: ReadonlySet<string>): number {
  return new Set(stems(text).filter((stem) => asked.has(stem))).size;
}

function isNumber(cell: string): boolean {
  return /^\s*-?\d[\d.,]*\s*$/u.test(cell);
}
