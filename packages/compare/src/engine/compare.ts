import type { ComparisonOptions } from '../comparison.ts';
import type { Comparison, ComparisonSummary } from '../events.ts';
import { type Plan, planComparison } from '../plan/plan.ts';
import type { Survey } from '../plan/survey.ts';
import { EventFeed } from './event-feed.ts';
import { runPlan } from './run.ts';

/**
 * Asks every target every prompt, for every row, as often as wanted, and tells what happens as it happens.
 *
 * Each target has a queue of its own and `concurrency` calls in flight (default 4): one that fails, hangs or lacks its
 * key neither delays nor hides another. Cells are made one at a time, so memory grows with the targets and the calls in
 * flight and not with the rows. Nothing is sent until `events()` is first pulled or `done` is first read.
 *
 * @throws InferenceError at once, for options that cannot be run: `invalid-request` for no target, no prompt, an id used
 * twice, an empty prompt, a `{{name}}` that some row of a list does not have, a budget in dollars without prices;
 * `unsupported` for a target that lacks the task. Rows that are no list are looked through when the run starts, and what
 * is wrong with them is thrown by `events()` and `done`, before anything is sent.
 */
export function compare(options: ComparisonOptions): Comparison {
  return comparisonOf(planComparison(options), options);
}

/** The comparison of a plan that was made before, and whose rows may have been looked through. */
export function comparisonOf(plan: Plan, options: ComparisonOptions, survey?: Survey): Comparison {
  const feed = new EventFeed();
  const stop = new AbortController();
  let outcome: Promise<ComparisonSummary> | undefined;

  async function run(): Promise<ComparisonSummary> {
    const release = forwardAbort(options.signal, stop);
    try {
      // A reader who comes in the same turn of the event loop as `done` still gets every event.
      await Promise.resolve();
      return await runPlan({ plan, survey, feed, signal: stop.signal, options });
    } finally {
      release();
      // Ends what is still open when one of the above has thrown.
      stop.abort();
    }
  }

  function start(): Promise<ComparisonSummary> {
    outcome ??= run();
    return outcome;
  }

  return {
    events: () =>
      feed.read(
        () => void start().catch((reason: unknown) => feed.fail(reason)),
        () => stop.abort(),
      ),
    get done() {
      return start();
    },
  };
}

/** Passes an abort on, and returns how to stop doing so: the caller's signal may outlive many runs. */
function forwardAbort(from: AbortSignal | undefined, to: AbortController): () => void {
  if (from === undefined) return () => {};
  const pass = () => to.abort(from.reason);
  if (from.aborted) pass();
  else from.addEventListener('abort', pass, { once: true });
  return () => from.removeEventListener('abort', pass);
}
