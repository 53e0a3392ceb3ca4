/** Where text goes: `process.stdout`, or a test's own. */
export interface Output {
  write(text: string): unknown;
  /** Whether a person watches; what is redrawn and coloured is so only then. */
  readonly isTTY?: boolean | undefined;
  /** Width in cells, asked again whenever something is drawn; terminals change size. */
  readonly columns?: number | undefined;
  /** Height in cells. */
  readonly rows?: number | undefined;
}

/** Everything of the outside world that the command touches. */
export interface Io {
  /** What `--input -` reads. Default: nothing. */
  readonly stdin?: AsyncIterable<Uint8Array | string> | undefined;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Keys, NO_COLOR, TERM and X_DEBUG are read from here. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where relative paths start. */
  readonly directory: string;
  /** Ends what is running, as Ctrl-C does. */
  readonly signal: AbortSignal;
  /** Carries the calls to real vendors. Default: the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
}
