import type { Unit } from '../metrics/metric.ts';
import type { Estimate, Interval } from '../statistics/estimate.ts';

/** Stands for what is not known; never 0. */
export const unknown = '–';

const suffixes: Readonly<Record<Unit, string>> = {
  characters: '',
  correlation: '',
  ms: ' ms',
  share: ' %',
  similarity: '',
  tokens: '',
  'tokens/s': '/s',
  'US dollars': ' $',
  words: '',
};

/** A number of a unit, in three digits; a share as a percentage. */
export function numberIn(unit: Unit, value: number): string {
  return `${bare(unit, value)}${suffixes[unit]}`;
}

/** `0.71 [0.66, 0.76]`; without the brackets where there is no interval. */
export function estimateIn(unit: Unit, estimate: Estimate | undefined): string {
  if (estimate === undefined) return unknown;
  const { interval } = estimate;
  const said = numberIn(unit, estimate.estimate);
  return interval === undefined ? said : `${said} ${intervalIn(unit, interval)}`;
}

/** `stop 78, length 2`. */
export function countsInWords(counts: Readonly<Record<string, number>> | undefined): string {
  if (counts === undefined) return unknown;
  return Object.entries(counts)
    .map(([word, count]) => `${word} ${count}`)
    .join(', ');
}

/** What a noise floor says of an agreement. */
export const floorInWords = {
  below: 'below the noise floor: they differ',
  within: 'within the noise: no more than a model differs from itself',
} as const;

/** Whole percents: `95 %`. */
export const percent = (share: number): string =>
  `${Number((share * 100).toFixed(share > 0.99 && share < 1 ? 1 : 0))} %`;

const intervalIn = (unit: Unit, [low, high]: Interval): string => `[${bare(unit, low)}, ${bare(unit, high)}]`;

function bare(unit: Unit, value: number): string {
  const shown = unit === 'share' ? value * 100 : value;
  if (Math.abs(shown) >= 100) return String(Math.round(shown));
  return String(Number(unit === 'share' ? shown.toFixed(1) : shown.toPrecision(3)));
}
