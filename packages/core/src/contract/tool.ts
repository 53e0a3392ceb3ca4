import type { Schema } from './schema.ts';

export interface ToolContext {
  readonly signal: AbortSignal;
  /** The id of the call that is answered. */
  readonly id: string;
}

/** A function that the model may call. */
// biome-ignore lint/suspicious/noExplicitAny: a record of tools with different inputs needs a bivariant default
export interface Tool<Input = any, Output = unknown> {
  readonly description?: string | undefined;
  readonly input: Schema<Input>;
  execute?(input: Input, context: ToolContext): Output | Promise<Output>;
}

/** A vendor's built-in tool, passed through as given to the provider of that id. */
export interface ProviderTool {
  readonly provider: string;
  readonly definition: object;
}

export type Tools = Readonly<Record<string, Tool | ProviderTool>>;

export type ToolChoice = 'auto' | 'none' | 'required' | { readonly name: string };

/** Infers a tool's input type from its schema; returns the definition unchanged. */
export function tool<Input, Output>(definition: Tool<Input, Output>): Tool<Input, Output> {
  return definition;
}
