/** One thing that `x doctor` has looked at. */
export interface Check {
  /** A word or two; the same in every run, so that scripts can look for it. */
  readonly name: string;
  readonly status: 'ok' | 'warn' | 'fail';
  readonly message: string;
  /** What to do about it, where it is not ok. */
  readonly advice?: string | undefined;
}
