/**
 * What a run file could not be used for: `disk`, the system said no; `format`, it is no run file that we can read;
 * `locked`, another run is writing it; `changed`, it was begun with another configuration; `exists`, a new one was asked
 * for; `missing`, one that is there was.
 */
export type RunFileProblem = 'disk' | 'format' | 'locked' | 'changed' | 'exists' | 'missing';

/** What else is known of a problem. */
interface RunFileErrorDetails {
  readonly unwritten?: number;
  readonly differences?: readonly string[];
}

/** The error for run files. It is no InferenceError, for no provider had a part in it. */
export class RunFileError extends Error {
  override readonly name = 'RunFileError';
  readonly problem: RunFileProblem;
  readonly path: string;
  /** Lines that were handed over and are not in the file; 0 where nothing was being written. */
  readonly unwritten: number;
  /** For `changed`: what differs, a line each. */
  readonly differences: readonly string[];

  constructor(problem: RunFileProblem, path: string, message: string, details: RunFileErrorDetails = {}) {
    super(message);
    this.problem = problem;
    this.path = path;
    this.unwritten = details.unwritten ?? 0;
    this.differences = details.differences ?? [];
  }
}
