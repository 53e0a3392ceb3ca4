import type { Mean } from '@x/compare';
import Table from 'cli-table3';
import type { Score } from '../scoreboard.ts';
import { cleanLine } from './clean.ts';
import { count, duration, unknown } from './figures.ts';
import type { Paint } from './terminal.ts';
import { widthOf, wrap } from './text.ts';

interface TableColumn {
  readonly title: string;
  readonly align: 'left' | 'right';
  readonly value: (score: Score) => string;
}

/** A mean, and how many answers it is over where not all of them state the figure. */
const over =
  (mean: (score: Score) => Mean | undefined, format: (value: number | undefined) => string) =>
  (score: Score): string => {
    const known = mean(score);
    if (known === undefined) return unknown;
    const remark = known.n < score.answered ? ` (n ${known.n})` : '';
    return format(known.mean) + remark;
  };

const columns: readonly TableColumn[] = [
  { title: 'target', align: 'left', value: nameOf },
  { title: 'answers', align: 'right', value: ({ answered, planned }) => `${answered}/${planned}` },
  { title: 'first token', align: 'right', value: over((score) => score.firstTokenMs, duration) },
  { title: 'total', align: 'right', value: over((score) => score.totalMs, duration) },
  { title: 'tokens in', align: 'right', value: over((score) => score.inputTokens, count) },
  { title: 'tokens out', align: 'right', value: over((score) => score.outputTokens, count) },
  { title: 'finish', align: 'left', value: endingsOf },
  { title: 'length', align: 'right', value: over((score) => score.characters, count) },
];

/** Names in narrower columns than this are not worth a table. */
const narrowestName = 12;

/**
 * The figures of every target: means over its answers. A table where it fits, with its headings and names folded where
 * that makes it fit, else a list.
 *
 * @param width cells of a line; undefined where any length will do
 * @returns lines, without a line end after the last
 */
export function scoreTable(scores: readonly Score[], width: number | undefined, paint: Paint): string {
  const single = scores.every(({ planned }) => planned === 1);
  const shown = columns.filter(({ title }) => title !== 'answers' || !single);
  const figures = tableWithin(width ?? Number.POSITIVE_INFINITY, shown, scores, paint) ?? listed(shown, scores, paint);
  return single
    ? figures
    : `${figures}\n${paint('Means over the answers of each target; length in characters.', 'quiet')}`;
}

function tableWithin(
  width: number,
  shown: readonly TableColumn[],
  scores: readonly Score[],
  paint: Paint,
): string | undefined {
  const table = boxed(shown, scores, paint);
  if (widestLine(table) <= width) return table;
  const folded = shown.map((column) => ({ ...column, title: column.title.replace(' ', '\n') }));
  const excess = widestLine(boxed(folded, scores, paint)) - width;
  const nameWidth = widestLine(scores.map(nameOf).join('\n')) - Math.max(excess, 0);
  if (nameWidth < narrowestName) return undefined;
  const foldedName = (score: Score): string =>
    nameOf(score)
      .split('\n')
      .flatMap((line) => wrap(line, nameWidth))
      .join('\n');
  return boxed(
    folded.map((column, place) => (place === 0 ? { ...column, value: foldedName } : column)),
    scores,
    paint,
  );
}

function boxed(shown: readonly TableColumn[], scores: readonly Score[], paint: Paint): string {
  const heading = ({ title }: TableColumn): string =>
    title
      .split('\n')
      .map((line) => paint(line, 'name'))
      .join('\n');
  const table = new Table({
    head: shown.map(heading),
    colAligns: shown.map(({ align }) => align),
    // Colours are ours to decide; the library's own would ignore who is watching.
    style: { head: [], border: [] },
  });
  for (const score of scores) table.push(shown.map(({ value }) => value(score)));
  return table.toString();
}

const widestLine = (text: string): number => Math.max(...text.split('\n').map(widthOf));

function listed(shown: readonly TableColumn[], scores: readonly Score[], paint: Paint): string {
  const [, ...figures] = shown;
  const widest = Math.max(...figures.map(({ title }) => title.length));
  const blocks = scores.map((score) => [
    paint(nameOf(score).replace('\n', ': '), 'name'),
    ...figures.map(({ title, value }) => `  ${title.padEnd(widest)}  ${value(score)}`),
  ]);
  return blocks.flat().join('\n');
}

function nameOf({ compared: { target, note } }: Score): string {
  const name = cleanLine(target.id);
  return note === undefined ? name : `${name}\n${note}`;
}

function endingsOf({ endings, planned }: Score): string {
  if (endings.size === 0) return unknown;
  return [...endings].map(([ending, times]) => (planned === 1 ? ending : `${ending} ${times}`)).join(', ');
}
