/** The command cannot be carried out as it was written. The message says why, to the person who wrote it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
