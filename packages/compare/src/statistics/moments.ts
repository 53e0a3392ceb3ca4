/** Mean and spread of a list. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  /** Standard deviation with n − 1 below; 0 for a single value. */
  readonly deviation: number;
  /** Third central moment over the 1.5th power of the second, n below both; 0 where the values are all the same. */
  readonly skewness: number;
}

/** @param values at least one */
export function momentsOf(values: ArrayLike<number>): Moments {
  const n = values.length;
  const mean = meanOfValues(values);
  let squares = 0;
  let cubes = 0;
  for (let i = 0; i < n; i++) {
    const away = (values[i] ?? 0) - mean;
    squares += away * away;
    cubes += away * away * away;
  }
  // What rounding leaves of equal values is no spread.
  const none = squares <= n * (Math.abs(mean) * 1e-12) ** 2;
  return {
    n,
    mean,
    deviation: none || n < 2 ? 0 : Math.sqrt(squares / (n - 1)),
    skewness: none ? 0 : cubes / n / (squares / n) ** 1.5,
  };
}

function meanOfValues(values: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += values[i] ?? 0;
  return total / values.length;
}
