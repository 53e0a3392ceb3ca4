/** What the process ends with. Scripts rely on these numbers; they do not change. */
export const exitCodes = {
  /** Every cell was answered. */
  ok: 0,
  /** A mistake of this program. */
  bug: 1,
  /** The command line or a file that it names is wrong; nothing was sent. */
  usage: 2,
  /** Some cells failed, or a prompts file had lines that hold no prompt; the rest is done. */
  partlyFailed: 3,
  /** The disk refused; what it took before is safe. */
  disk: 4,
  /** Ctrl-C, SIGTERM, or the reader of a pipe left; what had ended is kept. */
  interrupted: 130,
} as const;

/** One of the numbers that `run` resolves to. */
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
