/** The disk refused something other than a run file. The message says what, and what to do. */
export class DiskError extends Error {
  override readonly name = 'DiskError';
}

/** Why the file system refused, as its own code, such as `ENOENT`. */
export const reasonOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'for an unknown reason';
