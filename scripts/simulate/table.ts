import type { Line } from './scenarios.ts';
import type { Tally } from './simulate.ts';
import { wilson } from './subject.ts';

/** A line of the table with what came of its scenarios, in their order. */
export interface Result {
  readonly line: Line;
  readonly tallies: readonly Tally[];
}

const heads = [
  'rows',
  'repeats',
  'missing',
  'mean held',
  'difference held',
  'false "better", no difference',
  'false "better", small',
  'found: small',
  'found: large',
];

/** The results as Markdown: all lines of a model together, then a table for every model. */
export function tableOf(results: readonly Result[]): string {
  const byModel = [...new Set(results.map(({ line }) => line.model.name))].map((name) => ({
    name,
    ofModel: results.filter(({ line }) => line.model.name === name),
  }));
  const overview = markdown(
    ['all lines of', 'mean held', 'difference held', 'false "better", no difference'],
    byModel.map(({ name, ofModel }) => [name, ...together(ofModel)]),
  );
  return [overview, ...byModel.map(({ name, ofModel }) => tableOfModel(name, ofModel))].join('\n\n');
}

function together(results: readonly Result[]): readonly string[] {
  const all = results.flatMap(({ tallies }) => tallies);
  const without = results.flatMap(({ tallies }) => tallies.slice(0, 1));
  return [pooled(all, meanHeld), pooled(all, differenceHeld), pooled(without, falselyBetter)];
}

function tableOfModel(name: string, results: readonly Result[]): string {
  const rows = results.map(({ line, tallies }) => {
    const [none, small, large] = tallies;
    return [
      String(line.rows),
      String(line.repeats),
      `${line.missing * 100} %`,
      pooled(tallies, meanHeld),
      pooled(tallies, differenceHeld),
      rate(none?.falselyBetter ?? 0, none?.runs ?? 0),
      rate(small?.falselyBetter ?? 0, small?.runs ?? 0),
      percent((small?.rightlyBetter ?? 0) / (small?.runs ?? 1)),
      percent((large?.rightlyBetter ?? 0) / (large?.runs ?? 1)),
    ];
  });
  const [, small, large] = results[0]?.line.model.differences ?? [];
  return `**${name}** (small: ${small}, large: ${large})\n\n${markdown(heads, rows)}`;
}

const markdown = (header: readonly string[], rows: readonly (readonly string[])[]): string =>
  [header, header.map(() => '--:'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');

type Count = (tally: Tally) => number;

const runsOf: Count = ({ runs }) => runs;
const meanHeld: Count = (tally) => tally.meanHeld;
const differenceHeld: Count = (tally) => tally.differenceHeld;
const falselyBetter: Count = (tally) => tally.falselyBetter;

const sumOf = (tallies: readonly Tally[], count: Count): number =>
  tallies.reduce((total, tally) => total + count(tally), 0);

const pooled = (tallies: readonly Tally[], count: Count): string => rate(sumOf(tallies, count), sumOf(tallies, runsOf));

/** A rate with how far off it may be for being counted on so few runs: Wilson's interval at 95 %. */
function rate(count: number, runs: number): string {
  const [low, high] = wilson(count, runs);
  return `${percent(count / runs)} (${(low * 100).toFixed(1)}–${(high * 100).toFixed(1)})`;
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
