import { InferenceError } from '../contract/error.ts';
import type { Message, ToolCallPart, ToolResultPart } from '../contract/message.ts';
import type { CallOptions, InferenceProvider } from '../contract/provider.ts';
import type { ChatInput, ChatOutput } from '../contract/tasks/chat.ts';
import type { ToolChoice, Tools } from '../contract/tool.ts';
import { historyOf, saidIn, totalOf } from './rounds.ts';
import { runTool, type ToolRun } from './run-tool.ts';

/** Enough for several lookups in a row, and an end for a model in a circle; Google's own client stops at 10 as well. */
const defaultSteps = 10;

/** One call of a tool and what came of it. */
export interface ToolStep {
  readonly call: ToolCallPart;
  readonly result: ToolResultPart;
}

export interface RunToolsOptions extends CallOptions {
  /** How often the model is asked at most. Default 10. The tools that it calls the last time are still run. */
  readonly maxSteps?: number | undefined;
  /** Told of each call as soon as it has a result. */
  readonly onStep?: ((step: ToolStep) => void) | undefined;
  /** Asked before a tool runs, about one call at a time, if its arguments fit. False: the model is told `not approved`. */
  readonly approve?: ((call: ToolCallPart) => boolean | Promise<boolean>) | undefined;
}

/**
 * Asks, runs the tools that the model calls, tells it what they gave, and goes on until it calls no more.
 *
 * The calls of one answer run side by side; their results stand in the order of the calls. Arguments that do not fit, an
 * unknown tool and a tool that throws become failed results, which the model reads. A tool without `execute` ends the
 * loop: its calls are in `toolCalls`, and the caller adds their results to `messages`. A `toolChoice` that forces a call
 * holds for the first question alone, or there would be no last one.
 *
 * @returns The last answer; `steps` in the order of the calls; `messages`, the history with everything that came, for
 *   the next call (`system` is not in it); `usage` and `warnings` of all questions together. `finishReason` is
 *   'tool-calls' where `maxSteps` or a tool without `execute` ended it.
 * @throws InferenceError those of the calls; 'aborted' at once, though a tool may take its time to stop.
 */
export async function runTools(
  provider: InferenceProvider<'chat'>,
  input: ChatInput & { readonly tools: Tools },
  options: RunToolsOptions = {},
): Promise<ChatOutput & { readonly steps: readonly ToolStep[]; readonly messages: readonly Message[] }> {
  const { maxSteps = defaultSteps, onStep, approve, ...call } = options;
  const { signal = new AbortController().signal } = call;
  const aborted = (): InferenceError => abortedWhileRunning(provider, input);
  const run: ToolRun = { tools: input.tools, signal, approve: approve && oneAtATime(approve), aborted };
  const answers: ChatOutput[] = [];
  const steps: ToolStep[] = [];
  let messages = historyOf(input);
  for (;;) {
    const asked = answers.length === 0 ? input : nextInput(input, messages);
    const answer = await provider.run('chat', asked, call);
    answers.push(answer);
    const made = await untilAborted(answerCalls(answer.toolCalls, run, onStep), run);
    steps.push(...made);
    messages = [...messages, ...saidIn(answer), ...resultsOf(made)];
    if (answer.toolCalls.length === 0 || made.length < answer.toolCalls.length || answers.length >= maxSteps) {
      return { ...answer, ...totalOf(answers), steps, messages };
    }
  }
}

function nextInput(input: ChatInput, messages: readonly Message[]): ChatInput {
  const { prompt: _, toolChoice, ...rest } = input;
  return { ...rest, messages, toolChoice: withoutForce(toolChoice) };
}

const withoutForce = (choice: ToolChoice | undefined): ToolChoice | undefined =>
  choice === 'required' || typeof choice === 'object' ? 'auto' : choice;

/** Runs what is to be run here, side by side; calls that are the caller's to answer are left out. */
async function answerCalls(
  calls: readonly ToolCallPart[],
  run: ToolRun,
  onStep: RunToolsOptions['onStep'],
): Promise<readonly ToolStep[]> {
  const made = await Promise.all(
    calls.map(async (call) => {
      const result = await runTool(call, run);
      // Whoever aborted has been told that it is over.
      if (run.signal.aborted) throw run.aborted();
      if (result === undefined) return [];
      const step = { call, result };
      onStep?.(step);
      return [step];
    }),
  );
  return made.flat();
}

type Approve = NonNullable<RunToolsOptions['approve']>;

/** Asks about one call after the other, for a person answers one question at a time. */
function oneAtATime(approve: Approve): Approve {
  let before: Promise<unknown> = Promise.resolve();
  return (call) => {
    const approved = before.then(() => approve(call));
    // What it throws reaches the caller with the call that it was thrown for; the next call is asked about all the same.
    before = approved.then(undefined, () => undefined);
    return approved;
  };
}

/** What tools and people do may take long after an abort; the call does not wait for them. */
async function untilAborted<T>(work: Promise<T>, { signal, aborted }: ToolRun): Promise<T> {
  let stop = (): void => undefined;
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(aborted());
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

const resultsOf = (steps: readonly ToolStep[]): readonly Message[] =>
  steps.length > 0 ? [{ role: 'tool', content: steps.map(({ result }) => result) }] : [];

function abortedWhileRunning({ id: provider }: InferenceProvider<'chat'>, { model }: ChatInput): InferenceError {
  const message = `${provider} (${model}): the call was aborted while a tool ran`;
  return new InferenceError({ code: 'aborted', provider, model, message });
}
