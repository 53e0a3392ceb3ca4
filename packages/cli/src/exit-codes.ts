/** What the process ends with. Scripts rely on these numbers; they do not change. */
export const exitCodes = {
  ok: 0,
  threshold: 1,
  usage: 2,
  partlyFailed: 3,
  disk: 4,
  /** `EX_SOFTWARE` of sysexits.h, so that a crash passes for none of the others. */
  bug: 70,
  interrupted: 130,
} as const;

/** One of the numbers that `run` resolves to. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** When a command ends with which of them. Help and the documentation print this table. */
export const exitCodeMeanings: Readonly<Record<ExitCode, string>> = {
  0: 'everything that was asked for is done',
  1: 'what was checked does not hold: a key that does not work, a failed check, differing answers',
  2: 'wrong usage or configuration, or a file that cannot be used; nothing was sent',
  3: 'some cells failed or were left out; the rest is done',
  4: 'the disk refused; what it took before is safe',
  70: 'a bug of x; X_DEBUG=1 shows where',
  130: 'interrupted; what had ended is kept',
};

/** A line for each exit code, lowest first. */
export const exitCodeLines = (): readonly string[] =>
  Object.entries(exitCodeMeanings).map(([code, meaning]) => `${code.padStart(5)}  ${meaning}`);
