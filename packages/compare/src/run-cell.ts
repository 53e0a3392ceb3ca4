import { type ChatInput, type ChatOutput, InferenceError } from '@x/core';
import type { CellAnswer, CellFailure, CellResult, Target } from './comparison.ts';

/** One call that is about to be made. */
export interface Call {
  readonly target: Target;
  readonly input: ChatInput;
  /** Milliseconds that it waited in its target's queue. */
  readonly queuedMs: number;
  readonly signal: AbortSignal;
  onText(text: string): void;
}

/**
 * Makes the call. Whatever goes wrong is the result; nothing is thrown.
 *
 * @returns undefined when the signal cut the call off: that is no result, and the cell is left to be asked again
 */
export async function runCell(call: Call): Promise<CellResult | undefined> {
  const result = await attempt(call);
  return call.signal.aborted ? undefined : result;
}

async function attempt({ target, input, queuedMs, signal, onText }: Call): Promise<CellResult | undefined> {
  let text = '';
  try {
    const stream = target.provider.stream('chat', input, { signal });
    for await (const event of stream) {
      // Leaving the loop closes the stream of a provider that does not mind the signal.
      if (signal.aborted) return undefined;
      if (event.type !== 'text-delta' || event.text === '') continue;
      text += event.text;
      onText(event.text);
    }
    return answerFrom(await stream.result(), queuedMs);
  } catch (thrown) {
    return failureFrom(asInferenceError(thrown, target), text, queuedMs);
  }
}

const answerFrom = (output: ChatOutput, queuedMs: number): CellAnswer => ({
  status: output.finishReason === 'content-filter' ? 'refused' : 'ok',
  text: output.text,
  finishReason: output.finishReason,
  usage: output.usage,
  warnings: output.warnings,
  meta: output.meta,
  queuedMs,
});

const failureFrom = (error: InferenceError, streamed: string, queuedMs: number): CellFailure => ({
  status: 'error',
  error,
  text: error.partial?.text ?? streamed,
  queuedMs,
});

function asInferenceError(thrown: unknown, target: Target): InferenceError {
  if (InferenceError.is(thrown)) return thrown;
  // Its own words are left out: a foreign error may carry the request, and with it the key and the prompt.
  return new InferenceError({
    code: 'server',
    retryable: false,
    provider: target.provider.id,
    model: target.model,
    message:
      `Provider "${target.provider.id}" threw ${kindOf(thrown)} where only an InferenceError may come, while it ` +
      `answered with model "${target.model}". This is a bug of that provider: report it to those who maintain it.`,
  });
}

const kindOf = (thrown: unknown): string =>
  thrown instanceof Error && /^[A-Z][A-Za-z]{0,39}$/.test(thrown.name) ? `a ${thrown.name}` : 'something';
