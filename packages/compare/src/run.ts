import { now } from './clock.ts';
import type { Cell, ComparisonSummary, Target } from './comparison.ts';
import { contentKey } from './content-key.ts';
import type { EventFeed } from './event-feed.ts';
import { digestMedia, type MediaDigests } from './media-digest.ts';
import { inputFor, type Plan, questionCount, questionsOf } from './plan.ts';
import { type Call, runCell } from './run-cell.ts';
import { Tally } from './tally.ts';

const defaultConcurrency = 4;

/** One target on its way through the questions, at its own pace: lanes share nothing but the feed. */
interface Lane {
  readonly target: Target;
  readonly concurrency: number;
  readonly calls: AsyncGenerator<PlannedCall, void>;
  readonly tally: Tally;
}

interface PlannedCall {
  readonly cell: Cell;
  readonly input: Call['input'];
}

/** What the lanes of one run have in common. */
interface Course {
  readonly feed: EventFeed;
  readonly signal: AbortSignal;
  readonly startedAt: number;
}

/**
 * Runs every cell of the plan and reports to the feed.
 *
 * @param signal stops the run; calls in flight get it too
 * @throws InferenceError `invalid-request` when a medium of a prompt cannot be read, before anything is sent
 */
export async function runPlan(plan: Plan, feed: EventFeed, signal: AbortSignal): Promise<ComparisonSummary> {
  const media = await digestMedia(plan.prompts.flatMap((prompt) => prompt.media));
  const lanes = plan.targets.map((target) => openLane(target, plan, media));
  const planned = lanes.length * questionCount(plan);
  feed.push({ type: 'planned', cells: planned, targets: plan.targets });

  const course: Course = { feed, signal, startedAt: now() };
  // A provider that ignores the signal must not keep the run from ending, so the lanes are not waited for after it.
  await Promise.race([Promise.all(startInTurns(lanes, course)), aborted(signal)]);

  const ended = lanes.reduce((sum, { tally }) => sum + tally.ended, 0);
  const summary = { planned, targets: lanes.map(({ tally }) => tally.summary()), interrupted: ended < planned };
  feed.push({ type: 'end', summary });
  feed.close();
  return summary;
}

function openLane(target: Target, plan: Plan, media: MediaDigests): Lane {
  return {
    target,
    concurrency: Math.min(target.concurrency ?? defaultConcurrency, questionCount(plan)),
    calls: callsFor(target, plan, media),
    tally: new Tally(target.id),
  };
}

// An async generator serves one request after the other, so a lane's cells start in the plan's order although their
// keys are hashed off the thread.
async function* callsFor(target: Target, plan: Plan, media: MediaDigests): AsyncGenerator<PlannedCall, void> {
  const { provider, baseUrl } = target;
  for (const question of questionsOf(plan)) {
    const { row, repeat } = question;
    const input = inputFor(target, question, plan);
    const key = await contentKey({ provider: provider.id, baseUrl, input, repeat }, media);
    yield { cell: { key, target: target.id, prompt: question.prompt.id, row, repeat }, input };
  }
}

/** Starts the lanes' slots in turns, the first slot of every target before the second of any. */
function startInTurns(lanes: readonly Lane[], course: Course): readonly Promise<void>[] {
  const slots: Promise<void>[] = [];
  const widest = Math.max(...lanes.map(({ concurrency }) => concurrency));
  for (let slot = 0; slot < widest; slot++) {
    for (const lane of lanes) if (slot < lane.concurrency) slots.push(workThrough(lane, course));
  }
  return slots;
}

/** One slot of a lane: call after call, until the lane has no more. Whether a lane goes on is decided here. */
async function workThrough(lane: Lane, course: Course): Promise<void> {
  while (!course.signal.aborted) {
    await course.feed.room();
    const next = await lane.calls.next();
    if (next.done === true || course.signal.aborted) return;
    await answer(next.value, lane, course);
  }
}

async function answer({ cell, input }: PlannedCall, { target, tally }: Lane, course: Course): Promise<void> {
  const { feed, signal, startedAt } = course;
  feed.push({ type: 'cell-start', cell });
  const result = await runCell({
    target,
    input,
    queuedMs: now() - startedAt,
    signal,
    onText: (text) => feed.push({ type: 'delta', cell, text }),
  });
  if (result === undefined) return;
  tally.add(result);
  feed.push({ type: 'cell-end', cell, result });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
