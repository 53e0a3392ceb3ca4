import type { ErrorCode } from '../../contract/error.ts';
import type { OutputBase } from '../../contract/output.ts';
import type { CallOptions, InferenceProvider } from '../../contract/provider.ts';
import type { TaskName } from '../../contract/tasks/task-map.ts';
import { ambientPlatform } from '../../wire/platform.ts';
import { RelayedStream } from '../relayed-stream.ts';
import { wrapProvider } from '../wrap-provider.ts';
import { Cooldown } from './cooldown.ts';
import { EmptyAnswer, isEmptyAnswer, saysSomething } from './empty-answer.ts';
import { FallbackPlan } from './fallback-plan.ts';
import { startedStream } from './started-stream.ts';

const defaultCooldownMs = 60_000;

export interface FallbackOptions {
  /** Models to go on to, in order. Over a registry the strings are `name:model`, and so name other providers. */
  readonly to: readonly string[];
  /**
   * The codes at which to go on, and no others. Default: every error that is `retryable` (rate-limit, overloaded,
   * network, server, a timeout or an interruption before the first token), and quota, not-found and unsupported.
   */
  readonly on?: readonly ErrorCode[] | undefined;
  /** Whether an answer without text, tool call or media counts as a failure ('bad-response'). Default false. */
  readonly rejectEmpty?: boolean | undefined;
  /**
   * Milliseconds for which a model that failed three times in a row is put aside, which is to say tried after all
   * others; longer where the vendor asks for longer. Default 60 000; 0 puts nothing aside.
   */
  readonly cooldownMs?: number | undefined;
}

/**
 * Tries the input's model, then each of `to` in turn, until one answers.
 *
 * A stream may change its model until its first token is handed on; from then on it is this one. An abort never falls
 * back, and `timeout.total` bounds all tries together. 'unsupported' goes on by default, because it arises before
 * anything is sent: trying a model that cannot take this input costs nothing, and the next may take it. An answer that
 * was stopped by a content filter is an answer, also when it is empty.
 *
 * Where more than the first model was in play, `meta.fallbacks` (and, when all failed, the error's `fallbacks`) has one
 * entry a model tried: the string that named it, its provider, the milliseconds and the error.
 *
 * With `rejectEmpty` a stream holds back blank text until something else comes; reasoning counts as a token.
 *
 * @throws InferenceError (from its calls) the last model's, or the first at which `on` does not go on.
 */
export function withFallback<T extends TaskName>(
  provider: InferenceProvider<T>,
  options: FallbackOptions,
): InferenceProvider<T> {
  const { to, on, rejectEmpty = false, cooldownMs = defaultCooldownMs } = options;
  const { now } = ambientPlatform;
  const rules = { on, cooldown: new Cooldown(cooldownMs, now), now };
  const planFor = (model: string, call: CallOptions): FallbackPlan => new FallbackPlan([model, ...to], call, rules);
  const judged = <Output extends OutputBase>(output: Output): Output => {
    if (rejectEmpty && isEmptyAnswer(output)) throw new EmptyAnswer(output.meta.provider);
    return output;
  };

  return wrapProvider(provider, {
    run: async (task, input, call) => {
      const plan = planFor(input.model, call);
      const output = await plan.untilOneAnswers(async (model, tryCall) =>
        judged(await provider.run(task, { ...input, model }, tryCall)),
      );
      return plan.answered(output);
    },
    open: (task, input, call) => {
      const plan = planFor(input.model, call);
      return new RelayedStream({
        provider: provider.id,
        get model() {
          return plan.model;
        },
        open: (left) =>
          plan.untilOneAnswers((model, tryCall) =>
            startedStream(
              provider.stream(task, { ...input, model }, tryCall),
              left,
              rejectEmpty ? saysSomething : always,
            ),
          ),
        whole: (output) => plan.answered(output),
        failed: (error) => plan.failedLate(error),
      });
    },
    list: async ({ inputs, options: call, send }) => {
      const [first, ...others] = inputs;
      // A list in which the models differ has no one model to go on from.
      if (first === undefined || others.some(({ model }) => model !== first.model)) return undefined;
      const plan = planFor(first.model, call);
      const outputs = await plan.untilOneAnswers(async (model, tryCall) => {
        const answers = await send(
          inputs.map((input) => ({ ...input, model })),
          tryCall,
        );
        return answers?.map(judged);
      });
      return outputs?.map((output) => plan.answered(output));
    },
  });
}

const always = (): boolean => true;
