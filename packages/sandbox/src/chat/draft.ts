/** Why an answer ended, in the words of no vendor. */
export type Finish = 'stop' | 'length' | 'tool-calls' | 'content-filter';

/** A call of a tool. */
export interface ToolCall {
  /** Hexadecimal digits, to which a vendor's prefix is added. */
  readonly id: string;
  readonly name: string;
  /** The arguments as JSON text, which a fault may have left unfinished. */
  readonly argumentsText: string;
}

/** What the model says, before it is counted. */
export interface Draft {
  readonly text: string;
  /** Thoughts that come before the text. */
  readonly reasoning: string;
  /** The words of a refusal; then there is no text. */
  readonly refusal: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finish: Finish;
  /** Whether the prompt was blocked, so that there is no answer at all. */
  readonly promptBlocked: boolean;
}
