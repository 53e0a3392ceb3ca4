/**
 * What of a comparison needs a file system: run files, prompt files and data files.
 *
 * @packageDocumentation
 */

export { type DataFormat, type OpenRowsOptions, openRows, type RowFile } from './node/data/open-rows.ts';
export { type PromptProblem, type PromptsFile, readPrompts } from './node/prompts-file/read-prompts.ts';
export type { BlobStore } from './node/run-file/blobs.ts';
export { RunFileError, type RunFileProblem } from './node/run-file/error.ts';
export type { LockOwner } from './node/run-file/lock.ts';
export { type MergeReport, mergeRuns } from './node/run-file/merge.ts';
export type { StartRunOptions } from './node/run-file/open-run-file.ts';
export type { RetryFailed } from './node/run-file/past.ts';
export { type RunFileReading, type RunFileReport, readRunFile } from './node/run-file/read.ts';
export type { BlobReference, RunCell, RunEnd, RunHeader, RunRecord, RunRow } from './node/run-file/records.ts';
export type { RunFileHandle } from './node/run-file/run-file-handle.ts';
export { type Run, type RunOutcome, startRun } from './node/run-file/start-run.ts';
export {
  type CellEntry,
  type CellQuery,
  openRun,
  type ReadCell,
  type RunView,
  readHeader,
} from './node/run-file/view.ts';
