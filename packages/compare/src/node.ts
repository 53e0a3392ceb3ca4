/**
 * What of a comparison needs a file system: run files and prompt files.
 *
 * @packageDocumentation
 */
export { type PromptProblem, type PromptsFile, readPrompts } from './node/prompts-file/read-prompts.ts';
export type { RunFileHandle } from './node/run-file/append.ts';
export { RunFileError, type RunFileProblem } from './node/run-file/error.ts';
export { type RunFileReading, type RunFileReport, readRunFile } from './node/run-file/read.ts';
export type { RunCell, RunEnd, RunHeader, RunRecord, RunRow } from './node/run-file/records.ts';
export { type RunFileWriter, type WriteRunFileOptions, writeRunFile } from './node/run-file/write.ts';
