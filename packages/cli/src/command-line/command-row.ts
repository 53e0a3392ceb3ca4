import type { Io } from '../io.ts';

/** What a command does: given what was written on the command line, unchecked, it ends with an exit code. */
type Action = (given: object, io: Io) => Promise<number>;

/** An option as commander writes it, what it is for, and whether it may be given more than once. */
export interface OptionRow {
  readonly flags: string;
  readonly description: string;
  readonly repeatable?: boolean;
}

/** One command of the command line. */
export interface CommandRow {
  /** The words behind `x`, such as `compare run`. */
  readonly name: string;
  readonly description: string;
  /** In order: the syntax, such as `<prompt>` or `[files...]`, and what it stands for. */
  readonly arguments?: readonly (readonly [syntax: string, description: string])[];
  /** Beside `--json`, `--quiet` and `--no-color`, which every command has. */
  readonly options: readonly OptionRow[];
  /** What `--quiet` leaves of the output. */
  readonly quiet: string;
  /** Stands in the help before the examples. */
  readonly notes?: string;
  /** Whole command lines that work as they stand. */
  readonly examples: readonly string[];
  /** Loaded when it is asked for, so that help and version do not wait for the providers. */
  readonly load: () => Promise<Action>;
}

/** Makes an option row. */
export const option = (flags: string, description: string): OptionRow => ({ flags, description });

/** Makes an option row that may be given more than once. */
export const repeatable = (flags: string, description: string): OptionRow => ({ flags, description, repeatable: true });

/** Who answers in place of the vendors. */
export const sandboxRows: readonly OptionRow[] = [
  option('--sandbox', 'let the built-in sandbox answer for every vendor; no key, no cost'),
  option('--sandbox-missing', 'let the sandbox answer for vendors whose key is not set'),
];

/** Where keys come from, for the end of a help text. */
export const keysNote =
  'Keys are read from OPENAI_API_KEY, GEMINI_API_KEY (or GOOGLE_API_KEY) and HF_TOKEN (or HUGGINGFACEHUB_API_TOKEN).';
