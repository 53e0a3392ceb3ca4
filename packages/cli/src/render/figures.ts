/** Stands for what nobody has stated or measured; never 0. */
export const unknown = '–';

/** Milliseconds for people: `312 ms`, `1.24 s`, `2 min 5 s`. */
export function duration(milliseconds: number | undefined): string {
  if (milliseconds === undefined) return unknown;
  if (milliseconds < 1) return '<1 ms';
  if (milliseconds < 999.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 9_995) return `${(milliseconds / 1000).toFixed(2)} s`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** A count, or the mean of counts with one decimal. */
export function count(value: number | undefined): string {
  if (value === undefined) return unknown;
  return Number.isInteger(value) ? String(value) : value.toFixed(1);
}
