import { incompleteBeta } from './incomplete-beta.ts';
import { normalProbability } from './normal.ts';

/**
 * The probability that a variable of Student's t is at most `t`.
 *
 * @param freedom degrees of freedom, above 0
 */
export function studentProbability(t: number, freedom: number): number {
  const beyond = incompleteBeta(freedom / (freedom + t * t), freedom / 2, 0.5) / 2;
  return t > 0 ? 1 - beyond : beyond;
}

/**
 * The quantile of Student's t, to about 12 digits.
 *
 * @param probability 0 … 1; the ends give −Infinity and Infinity, anything else NaN
 * @param freedom degrees of freedom, above 0
 */
export function studentQuantile(probability: number, freedom: number): number {
  if (!(probability >= 0 && probability <= 1)) return Number.NaN;
  if (probability === 0.5) return 0;
  // The lower tail keeps its digits where the upper one is rounded to 1.
  const tail = Math.min(probability, 1 - probability);
  if (tail === 0) return Math.sign(probability - 0.5) * Infinity;
  return Math.sign(probability - 0.5) * -lowerQuantile(tail, freedom);
}

/** The two-sided factor of a level: 2.26 for 0.95 and 9 degrees of freedom. */
export const studentFactor = (level: number, freedom: number): number => studentQuantile(0.5 + level / 2, freedom);

/**
 * The level to ask of a bootstrap for an interval of `level`: resampling n rows makes them vary by √((n − 1) / n) too
 * little, and by a normal where Student's t is due (Hesterberg 2015, "expanded percentile").
 */
export function expandedLevel(level: number, n: number): number {
  return 1 - 2 * normalProbability(-Math.sqrt(n / (n - 1)) * studentFactor(level, n - 1));
}

function lowerQuantile(tail: number, freedom: number): number {
  let low = -1;
  while (studentProbability(low, freedom) > tail) low *= 2;
  let high = 0;
  for (;;) {
    const middle = (low + high) / 2;
    if (middle === low || middle === high) return middle;
    if (studentProbability(middle, freedom) > tail) high = middle;
    else low = middle;
  }
}
