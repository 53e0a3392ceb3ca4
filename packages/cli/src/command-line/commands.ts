import { analysingCommands } from './analysing.ts';
import { askingCommands } from './asking.ts';
import type { CommandRow } from './command-row.ts';
import { comparingCommands } from './comparing.ts';
import { inspectingCommands } from './inspecting.ts';

/** Every command of `x`, in the order in which help lists them. */
export const commands: readonly CommandRow[] = [
  ...askingCommands,
  ...comparingCommands,
  ...analysingCommands,
  ...inspectingCommands,
];

/** The words that commands stand under, with what `x --help` says of them. */
export const groups: Readonly<Record<string, string>> = {
  compare: 'run the same prompts against several targets, and read what they said',
};
