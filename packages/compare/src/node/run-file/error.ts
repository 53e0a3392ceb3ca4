/** What a run file could not be used for: `disk`, the system said no; `format`, it is not a run file that we can read. */
export type RunFileProblem = 'disk' | 'format';

/** The error for run files. It is no InferenceError, for no provider had a part in it. */
export class RunFileError extends Error {
  override readonly name = 'RunFileError';
  readonly problem: RunFileProblem;
  readonly path: string;
  /** Lines that were handed over and are not in the file; 0 where nothing was being written. */
  readonly unwritten: number;

  constructor(problem: RunFileProblem, path: string, message: string, unwritten = 0) {
    super(message);
    this.problem = problem;
    this.path = path;
    this.unwritten = unwritten;
  }
}
