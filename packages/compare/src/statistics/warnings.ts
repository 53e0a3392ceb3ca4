import type { StatisticsWarning } from './estimate.ts';
import { fewRows } from './row-interval.ts';

/** What an estimate rests on. */
export interface Grounds {
  readonly n: number;
  readonly coverage: number;
  readonly of: 'rows' | 'pairs';
  /** Of the rows; absent for rates, whose intervals do not go by it. */
  readonly deviation?: number | undefined;
  /** Of the rows; absent for rates. */
  readonly skewness?: number | undefined;
}

/** The warnings that an estimate comes with. */
export function warningsFor({ n, coverage, of, deviation = 1, skewness = 0 }: Grounds): readonly StatisticsWarning[] {
  const possible: readonly (StatisticsWarning & { readonly holds: boolean })[] = [
    {
      code: 'no-interval',
      holds: n === 1 && deviation === 0,
      message: 'There is a single row, which does not say how rows differ, so there is no interval.',
    },
    {
      code: 'few-rows',
      holds: n < fewRows,
      message: `There are ${n} ${of}; under ${fewRows}, one odd row can carry the figure.`,
    },
    {
      code: 'no-variation',
      holds: n > 1 && deviation === 0,
      message: `All ${n} ${of} have the same value, so the interval has no width; it does not mean certainty.`,
    },
    {
      code: 'skewed',
      holds: isSkewed(n, skewness),
      message: `The ${of} are skewed and there are ${n}, so the interval is likely too short.`,
    },
    {
      code: 'missing-cells',
      holds: coverage < 1,
      message: `${percent(1 - coverage)} of the cells have no value; the figure is over the rest.`,
    },
  ];
  return possible.filter(({ holds }) => holds).map(({ code, message }) => ({ code, message }));
}

/**
 * A mean's distribution has the rows' skewness over √n, so Cochran's rule (1977, section 2.15): n should be over 25
 * times the square of the rows' skewness.
 */
const isSkewed = (n: number, skewness: number): boolean => n > 2 && n <= 25 * skewness ** 2;

function percent(share: number): string {
  const percents = share * 100;
  return `${percents < 1 ? percents.toPrecision(1) : Math.round(percents)} %`;
}
