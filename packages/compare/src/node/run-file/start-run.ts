import type { ComparisonOptions } from '../../comparison.ts';
import { comparisonOf } from '../../engine/compare.ts';
import type { Comparison, ComparisonEvent, ComparisonSummary } from '../../events.ts';
import { planComparison } from '../../plan/plan.ts';
import { surveyRows } from '../../plan/survey.ts';
import { RunFileError } from './error.ts';
import type { LockOwner } from './lock.ts';
import { type OpenedRunFile, openRunFile, type StartRunOptions } from './open-run-file.ts';
import type { RunHeader } from './records.ts';

/** What a run came to, and what became of its file. */
export interface RunOutcome extends ComparisonSummary {
  readonly path: string;
  /** Why the disk did not take everything, where it did not. */
  readonly disk?: RunFileError | undefined;
  /** The lines that it did not take, so that they can be put elsewhere: nothing that was answered is lost with them. */
  readonly unwritten: readonly string[];
}

/** A comparison whose results are kept in a run file. Nothing is sent before `events()` is pulled or `done` is read. */
export interface Run extends Comparison {
  readonly path: string;
  /** This run's; the file's own where it goes on with the same configuration. */
  readonly header: RunHeader;
  /** What was cut off the end of the file when it was opened: a line that an earlier run was killed in. */
  readonly healed?: { readonly line: number; readonly bytes: number } | undefined;
  /** Whose lock was taken over: a run that is gone. */
  readonly tookOver?: LockOwner | undefined;
  /** Cells that the file had and that are not asked again. */
  readonly already: { readonly answered: number; readonly failed: number };
  /** As a comparison's; a cell that has ended is in the file before it is told, unless the disk refuses. */
  events(): AsyncIterable<ComparisonEvent>;
  /** Resolves when everything has ended and the file is closed. Never rejects for a target or for the disk. */
  readonly done: Promise<RunOutcome>;
  /** Closes the file of a run that is not wanted any more, and gives up its lock. Does nothing to one that runs. */
  close(): Promise<void>;
}

/**
 * Opens a run file and makes a comparison ready whose results are appended to it. What the file holds already is not
 * asked again, so a run that was killed goes on where it stopped: cells that were in flight are asked again, and no
 * other. Nothing that could carry a key is written.
 *
 * @throws RunFileError `locked`, `changed`, `exists`, `missing`, `format`, `disk`: the file cannot be used like that
 * @throws InferenceError `invalid-request`, `unsupported` for a comparison that cannot run
 */
export async function startRun(path: string, comparison: ComparisonOptions, how: StartRunOptions = {}): Promise<Run> {
  const plan = planComparison(comparison);
  const survey = await surveyRows(plan);
  const file = await openRunFile(path, plan, survey, comparison, how);
  const inner = comparisonOf(plan, { ...comparison, ledger: file.ledger }, survey);
  return new FiledRun(path, file, inner);
}

class FiledRun implements Run {
  readonly path: string;
  readonly header: RunHeader;
  readonly healed: Run['healed'];
  readonly tookOver: Run['tookOver'];
  readonly already: Run['already'];
  readonly #file: OpenedRunFile;
  readonly #comparison: Comparison;
  #outcome: Promise<RunOutcome> | undefined;
  #closing: Promise<RunFileError | undefined> | undefined;

  constructor(path: string, file: OpenedRunFile, comparison: Comparison) {
    this.path = path;
    this.header = file.header;
    this.healed = file.healed;
    this.tookOver = file.tookOver;
    this.already = { answered: file.past.answered, failed: file.past.failed };
    this.#file = file;
    this.#comparison = comparison;
  }

  async *events(): AsyncGenerator<ComparisonEvent, void> {
    try {
      yield* this.#comparison.events();
    } finally {
      // Also when the reader has left: the file is whole and unlocked when the loop is over.
      await this.done;
    }
  }

  get done(): Promise<RunOutcome> {
    this.#outcome ??= this.#run();
    return this.#outcome;
  }

  async close(): Promise<void> {
    if (this.#outcome === undefined) await this.#closeFile();
  }

  async #run(): Promise<RunOutcome> {
    let disk: RunFileError | undefined;
    let summary: ComparisonSummary;
    try {
      summary = await this.#comparison.done;
    } finally {
      disk = await this.#closeFile();
    }
    return { ...summary, path: this.path, disk, unwritten: this.#file.appender.unwritten };
  }

  #closeFile(): Promise<RunFileError | undefined> {
    this.#closing ??= closed(this.#file);
    return this.#closing;
  }
}

async function closed({ ledger, lock }: OpenedRunFile): Promise<RunFileError | undefined> {
  try {
    await ledger.close();
    return undefined;
  } catch (error) {
    if (error instanceof RunFileError) return error;
    throw error;
  } finally {
    await lock.release();
  }
}
