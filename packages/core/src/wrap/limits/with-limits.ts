import { InferenceError } from '../../contract/error.ts';
import type { InferenceProvider } from '../../contract/provider.ts';
import type { TaskName } from '../../contract/tasks/task-map.ts';
import { ambientPlatform } from '../../wire/platform.ts';
import { RelayedStream } from '../relayed-stream.ts';
import { wrapProvider } from '../wrap-provider.ts';
import { CallQueue, type QueuedCall, type QueueLimits, type Turn } from './call-queue.ts';
import { estimateTokens } from './estimate-tokens.ts';

/** Absent is no limit. */
export interface LimitOptions extends QueueLimits {
  /** Calls under way at once; a whole number. A stream is under way until it ends, fails or is left. */
  readonly concurrency?: number | undefined;
  /** Calls that start within any minute; attempts that a call repeats count too, once it is answered. */
  readonly requestsPerMinute?: number | undefined;
  /**
   * Input and output tokens within any minute. A call counts with an estimate (four characters a token, and its
   * `maxTokens`) until its answer states the usage.
   */
  readonly tokensPerMinute?: number | undefined;
}

/**
 * Paces calls by settings of one's own and by what the vendor says of its limits with each answer
 * (`x-ratelimit-remaining-*` and `x-ratelimit-reset-*`, `ratelimit`, and the wait that a refusal asks for).
 *
 * Calls start in the order in which they came. The vendor's limits hold for one model, so a model whose limit is used
 * up does not hold up calls to another. A queued call ends with its signal, with `timeout.total`, which counts the wait,
 * and, before any wait, when the vendor asks for more than `retry.maxWait` (60 s): then a fallback may take over at
 * once. All calls through one wrapped provider share its limits; two wrappers know nothing of each other.
 *
 * @throws RangeError for a limit that is not positive, or a concurrency that is no whole number.
 * @throws InferenceError (from its calls) 'aborted', 'timeout' or 'rate-limit' for a call that was never sent, and what
 *   the provider throws.
 */
export function withLimits<T extends TaskName>(
  provider: InferenceProvider<T>,
  options: LimitOptions,
): InferenceProvider<T> {
  validate(options);
  const queue = new CallQueue(options, ambientPlatform.now);
  const queued = (
    inputs: readonly { readonly model: string }[],
    call: Pick<QueuedCall, 'options' | 'left'>,
  ): QueuedCall => ({
    provider: provider.id,
    model: inputs[0]?.model ?? '',
    tokens: inputs.reduce((sum, input) => sum + estimateTokens(input), 0),
    ...call,
  });

  return wrapProvider(provider, {
    run: async (task, input, call) => {
      const turn = await queue.turn(queued([input], { options: call }));
      return inTurn(turn, async () => {
        const output = await provider.run(task, input, turn.options);
        turn.end(output);
        return output;
      });
    },
    open: (task, input, call) => {
      let turn: Turn | undefined;
      return new RelayedStream({
        provider: provider.id,
        model: input.model,
        open: async (left) => {
          turn = await queue.turn(queued([input], { options: call, left }));
          // A reader may have left in the very moment in which its turn came.
          if (left.aborted) turn.end('unsent');
          return provider.stream(task, input, turn.options);
        },
        whole: (output) => {
          turn?.end(output);
          return output;
        },
        failed: (error) => {
          turn?.end(InferenceError.is(error) ? error : undefined);
          return error;
        },
        left: () => turn?.end(),
      });
    },
    list: async ({ inputs, options: call, send }) => {
      const turn = await queue.turn(queued(inputs, { options: call }));
      return inTurn(turn, async () => {
        const outputs = await send(inputs, turn.options);
        turn.end(outputs?.[0] ?? 'unsent');
        return outputs;
      });
    },
  });
}

/** The place is left whatever becomes of the call. */
async function inTurn<R>(turn: Turn, work: () => Promise<R>): Promise<R> {
  try {
    return await work();
  } catch (error) {
    turn.end(InferenceError.is(error) ? error : undefined);
    throw error;
  }
}

function validate(options: LimitOptions): void {
  for (const name of ['concurrency', 'requestsPerMinute', 'tokensPerMinute'] as const) {
    const limit = options[name];
    if (limit !== undefined && !(limit > 0))
      throw new RangeError(`${name} has to be more than 0; leave it out for no limit`);
  }
  const { concurrency = 1 } = options;
  if (concurrency !== Number.POSITIVE_INFINITY && !Number.isInteger(concurrency)) {
    throw new RangeError('concurrency counts calls, so it has to be a whole number');
  }
}
