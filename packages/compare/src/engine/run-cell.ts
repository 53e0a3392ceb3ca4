import {
  type CallOptions,
  type FinishReason,
  InferenceError,
  type Meta,
  type StreamingTask,
  type TaskName,
  type Timeouts,
  type ToolCallPart,
  type Usage,
  type Warning,
} from '@x/core';
import type { CellAnswer } from '../cell.ts';
import type { Target } from '../comparison.ts';

/** One call that is about to be made. */
export interface Call {
  readonly task: TaskName;
  readonly target: Target;
  readonly input: Readonly<Record<string, unknown>>;
  readonly timeout: Timeouts | undefined;
  readonly signal: AbortSignal;
  onText(text: string): void;
}

/** What a call came to, before the engine adds what it knows of it. */
export type CallResult =
  | ({ readonly status: 'ok' | 'refused' } & Omit<CellAnswer, 'status' | 'attempts' | 'queuedMs' | 'usd'>)
  | { readonly status: 'error'; readonly error: InferenceError; readonly text: string };

/** The parts of any task's output that have a place of their own in a result. */
interface AnyOutput {
  readonly text?: unknown;
  readonly finishReason?: FinishReason | undefined;
  readonly reasoning?: string | undefined;
  readonly toolCalls?: readonly ToolCallPart[] | undefined;
  readonly usage?: Usage | undefined;
  readonly warnings: readonly Warning[];
  readonly meta: Meta;
}

/** The part of any stream's events that is shown as it comes. */
interface AnyEvent {
  readonly type: string;
  readonly text?: string;
}

/**
 * The port as the engine uses it: it hands on fields that the user wrote, for a task that the user named, and knows
 * neither. The provider refuses what it cannot send with `invalid-request`.
 */
interface AnyProvider {
  run(task: TaskName, input: Fields, options: CallOptions): Promise<AnyOutput>;
  stream(
    task: TaskName,
    input: Fields,
    options: CallOptions,
  ): AsyncIterable<AnyEvent> & { result(): Promise<AnyOutput> };
}

type Fields = Readonly<Record<string, unknown>>;

const streamed: ReadonlySet<TaskName> = new Set<StreamingTask>(['chat', 'text-generation']);

/**
 * Makes the call, once: the engine retries, so that it can tell a target that needs time from one that is lost.
 * Whatever goes wrong is the result; nothing is thrown. Tasks that stream are streamed, so that the time to the first
 * token is known.
 *
 * @returns undefined when the signal cut the call off: that is no result, and the cell is left to be asked again
 */
export async function runCall(call: Call): Promise<CallResult | undefined> {
  const result = await attempt(call);
  return call.signal.aborted ? undefined : result;
}

async function attempt(call: Call): Promise<CallResult | undefined> {
  const soFar = { text: '' };
  try {
    return streamed.has(call.task) ? await answerFromStream(call, soFar) : await answerAtOnce(call);
  } catch (thrown) {
    const error = asInferenceError(thrown, call.target);
    return { status: 'error', error, text: error.partial?.text ?? soFar.text };
  }
}

async function answerFromStream(call: Call, soFar: { text: string }): Promise<CallResult | undefined> {
  const { task, target, input, signal, timeout, onText } = call;
  const provider: AnyProvider = target.provider;
  const stream = provider.stream(task, input, { signal, timeout, retry: { limit: 0 } });
  for await (const { type, text } of stream) {
    // Leaving the loop closes the stream of a provider that does not mind the signal.
    if (signal.aborted) return undefined;
    if (type !== 'text-delta' || text === undefined || text === '') continue;
    soFar.text += text;
    onText(text);
  }
  const { text, finishReason, reasoning, toolCalls, usage, warnings, meta } = await stream.result();
  return {
    status: finishReason === 'content-filter' ? 'refused' : 'ok',
    text: typeof text === 'string' ? text : '',
    finishReason,
    usage,
    warnings,
    meta,
    ...(reasoning === undefined || reasoning === '' ? {} : { reasoning }),
    ...(toolCalls === undefined || toolCalls.length === 0 ? {} : { toolCalls }),
  };
}

async function answerAtOnce({ task, target, input, signal, timeout }: Call): Promise<CallResult> {
  const provider: AnyProvider = target.provider;
  const { usage, warnings, meta, ...output } = await provider.run(task, input, {
    signal,
    timeout,
    retry: { limit: 0 },
  });
  return { status: 'ok', text: typeof output.text === 'string' ? output.text : '', output, usage, warnings, meta };
}

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
