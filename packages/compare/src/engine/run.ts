import { ambientClock } from '../clock.ts';
import type { ComparisonOptions } from '../comparison.ts';
import { digestMedia } from '../content/media-digest.ts';
import type { ComparisonSummary, EndReason } from '../events.ts';
import type { Plan } from '../plan/plan.ts';
import { type Survey, surveyRows } from '../plan/survey.ts';
import { Spending } from '../spending.ts';
import { Course } from './course.ts';
import type { EventFeed } from './event-feed.ts';
import { Lane } from './lane.ts';

/** What is to be run, and by what means. */
export interface Running {
  readonly plan: Plan;
  /** Absent where the rows have not been looked through yet. */
  readonly survey?: Survey | undefined;
  readonly feed: EventFeed;
  /** Stops the run; calls in flight get it too. */
  readonly signal: AbortSignal;
  readonly options: Pick<ComparisonOptions, 'budget' | 'cache' | 'clock' | 'ledger' | 'limits'>;
}

/**
 * Runs every cell of the plan and reports to the feed.
 *
 * @throws InferenceError `invalid-request` for a medium that cannot be read and a row that lacks a value, before
 * anything is sent; and whatever reading the rows throws
 */
export async function runPlan({ plan, feed, signal, options, ...given }: Running): Promise<ComparisonSummary> {
  const { budget, cache, clock = ambientClock, ledger, limits } = options;
  const media = await digestMedia(plan.prompts.flatMap((prompt) => prompt.media));
  const survey = given.survey ?? (await surveyRows(plan));
  const spending = new Spending(budget, ledger?.spent);
  const lanes: Lane[] = [];
  const haltAll = () => {
    for (const lane of lanes) lane.halt();
  };
  const course = new Course({ plan, survey, media, feed, clock, limits, cache, ledger, signal, spending }, haltAll);
  lanes.push(...plan.targets.map((target) => new Lane(target, course)));
  feed.push({ type: 'planned', cells: course.planned, already: ledger?.size ?? 0, targets: plan.targets });
  if (spending.exhausted !== undefined) course.end('budget');
  await course.begin();

  signal.addEventListener('abort', haltAll, { once: true });
  // A provider that ignores the signal must not keep the run from ending, so the lanes are not waited for after it.
  await Promise.race([Promise.all(startInTurns(lanes)), aborted(signal)]);
  signal.removeEventListener('abort', haltAll);

  await course.close();

  const summary = await course.finish(summaryOf(course, lanes));
  feed.push({ type: 'end', summary });
  feed.close();
  return summary;
}

/** Starts the lanes' slots in turns, the first slot of every target before the second of any. */
function startInTurns(lanes: readonly Lane[]): readonly Promise<void>[] {
  const started: Promise<void>[] = [];
  const widest = Math.max(...lanes.map(({ slots }) => slots));
  for (let slot = 0; slot < widest; slot++) {
    for (const lane of lanes) if (slot < lane.slots) started.push(lane.work(slot));
  }
  return started;
}

function summaryOf(course: Course, lanes: readonly Lane[]): ComparisonSummary {
  const { planned, already, spending } = course;
  const targets = lanes.map(({ tally }) => tally.summary());
  const cutOff = targets.some(({ skipped, stopped }) => skipped > 0 && stopped === undefined);
  const reason = reasonOf(course, cutOff);
  const budget = reason === 'budget' ? spending.exhausted : undefined;
  return { planned, already, reason, interrupted: reason === 'interrupted', targets, spent: spending.spent, budget };
}

function reasonOf({ why, signal }: Course, cutOff: boolean): EndReason {
  if (why === 'disk') return why;
  if (!cutOff) return 'complete';
  return signal.aborted ? 'interrupted' : (why ?? 'complete');
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
