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

/** Where text comes from: `process.stdin`, or a test's own. */
export interface Input extends AsyncIterable<Uint8Array | string> {
  /** Whether a person types it. */
  readonly isTTY?: boolean | undefined;
  /** Has keys handed on one by one, as they are pressed. */
  setRawMode?(raw: boolean): unknown;
}

/** Everything of the outside world that the command touches. */
export interface Io {
  /** What `--input -` reads, and where keys are pressed. Default: nothing. */
  readonly stdin?: Input | undefined;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Keys, NO_COLOR, TERM and X_DEBUG are read from here. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Where relative paths start. */
  readonly directory: string;
  /** Ends what is running, as Ctrl-C does. */
  readonly signal: AbortSignal;
  /** Carries the calls to real vendors. Default: what `transport` gives, else the global `fetch`. */
  readonly fetch?: typeof globalThis.fetch | undefined;
  /** Gives what carries them; asked once, when the first provider of a vendor is made. */
  readonly transport?: (() => Promise<typeof globalThis.fetch | undefined>) | undefined;
  /** Called before a comparison asks anything: a process of its own can make ready for long work. Default: nothing. */
  readonly beforeLongWork?: (() => void) | undefined;
}
