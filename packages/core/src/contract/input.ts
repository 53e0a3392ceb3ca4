/** What every input carries. */
export interface InputBase {
  readonly model: string;
  /** The vendor's own settings, sent as given, in the vendor's spelling. */
  readonly parameters?: Readonly<Record<string, unknown>> | undefined;
  /** The same by provider id, for inputs that travel between providers. */
  readonly providerOptions?: Readonly<Record<string, Readonly<Record<string, unknown>>>> | undefined;
}

/** How the next token is drawn. Every setting is optional; a provider that does not take one drops it with a warning. */
export interface Sampling {
  readonly maxTokens?: number | undefined;
  readonly temperature?: number | undefined;
  readonly topP?: number | undefined;
  readonly topK?: number | undefined;
  readonly stop?: string | readonly string[] | undefined;
  readonly seed?: number | undefined;
  readonly presencePenalty?: number | undefined;
  readonly frequencyPenalty?: number | undefined;
}
