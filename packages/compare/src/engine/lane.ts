import type { InferenceError, Warning } from '@x/core';
import { ambientPlatform } from '@x/core/adapter';
import type { Cell, CellResult } from '../cell.ts';
import type { Target } from '../comparison.ts';
import { contentKey } from '../content/content-key.ts';
import { inputFor, type Question } from '../plan/plan.ts';
import { questionsOf } from '../plan/questions.ts';
import type { Row } from '../plan/rows.ts';
import { costOf } from '../spending.ts';
import type { Course } from './course.ts';
import { keepAnswer, keptAnswer } from './kept-answers.ts';
import { Pace } from './pace.ts';
import { Patience } from './patience.ts';
import { type CallResult, runCall } from './run-cell.ts';
import { Tally } from './tally.ts';

const defaultConcurrency = 4;

/** Failures that mean: fewer, and later. */
const tooMuch: ReadonlySet<InferenceError['code']> = new Set(['rate-limit', 'overloaded']);

interface PlannedCell {
  readonly cell: Cell;
  readonly input: Readonly<Record<string, unknown>>;
  readonly values: Row;
}

/**
 * One target on its way through the questions, at its own pace: its queue, its limits, its retries, its circuit. Lanes
 * share nothing but the course.
 */
export class Lane {
  readonly tally: Tally;
  readonly #target: Target;
  readonly #course: Course;
  readonly #slots: number;
  readonly #pace: Pace;
  readonly #patience: Patience;
  readonly #halt = new AbortController();
  readonly #cells: AsyncGenerator<PlannedCell, void>;

  constructor(target: Target, course: Course) {
    const { plan, survey, clock, limits } = course;
    this.tally = new Tally(target.id, survey.questions);
    this.#target = target;
    this.#course = course;
    this.#slots = Math.max(1, Math.min(target.concurrency ?? defaultConcurrency, survey.questions));
    this.#pace = new Pace(this.#slots, target.requestsPerMinute, clock, this.#halt.signal);
    this.#patience = new Patience(limits, ambientPlatform.random);
    this.#cells = this.#planned(questionsOf(plan));
  }

  /** How many calls it can have in flight. */
  get slots(): number {
    return this.#slots;
  }

  /** Ends every wait for a retry; calls in flight go on. */
  halt(): void {
    this.#halt.abort();
  }

  /** One slot: cell after cell, until there are no more. Whether the lane goes on is decided here. */
  async work(slot: number): Promise<void> {
    while (this.#goesOn) {
      await this.#course.feed.room();
      const next = await this.#cells.next();
      if (next.done === true) break;
      await this.#pace.turn(slot);
      if (this.#goesOn) await this.#answer(next.value, slot);
    }
    this.#pace.release();
  }

  get #goesOn(): boolean {
    return !this.#course.ending && !this.#halt.signal.aborted;
  }

  // An async generator serves one request after the other, so a lane's cells start in the plan's order.
  async *#planned(questions: AsyncGenerator<Question, void>): AsyncGenerator<PlannedCell, void> {
    for await (const question of questions) {
      const planned = this.#cellOf(question);
      const earlier = this.#course.ledger?.take(planned.cell);
      if (earlier === undefined) yield planned;
      else this.#course.passed(this.tally);
    }
  }

  #cellOf(question: Question): PlannedCell {
    const { plan, media } = this.#course;
    const { id, provider, baseUrl } = this.#target;
    const { prompt, row, repeat, settings, values } = question;
    const input = inputFor(this.#target, question, plan);
    const key = contentKey({ provider: provider.id, baseUrl, task: plan.task, input, repeat }, media);
    const cell = { key, target: id, prompt: prompt.id, row, repeat };
    return { cell: Object.keys(settings).length === 0 ? cell : { ...cell, axes: settings }, input, values };
  }

  async #answer(planned: PlannedCell, slot: number): Promise<void> {
    const { feed, clock, startedAt } = this.#course;
    const queuedMs = clock.now() - startedAt;
    feed.push({ type: 'cell-start', cell: planned.cell });
    const called = await this.#callUntilItEnds(planned, slot);
    if (called === undefined) return;
    const { result, attempts } = called;
    if (result.status === 'error') {
      await this.#course.ended(
        { cell: planned.cell, result: { ...result, attempts, queuedMs } },
        planned.values,
        this.tally,
      );
      this.#considerGivingUp(result.error);
      return;
    }
    const usd = result.meta.cached === true ? 0 : costOf(result.usage, this.#target.prices);
    const answer: CellResult = { ...result, ...(usd === undefined ? {} : { usd }), attempts, queuedMs };
    await this.#course.ended({ cell: planned.cell, result: answer }, planned.values, this.tally);
  }

  async #callUntilItEnds(
    planned: PlannedCell,
    slot: number,
  ): Promise<{ readonly result: CallResult; readonly attempts: number } | undefined> {
    const { cell } = planned;
    const { cache, signal, clock, feed } = this.#course;
    const kept = await keptAnswer(cache, cell.key);
    if (kept.answer !== undefined) return signal.aborted ? undefined : { result: kept.answer, attempts: 0 };
    for (let attempts = 1; ; attempts++) {
      const result = await this.#call(planned);
      if (result === undefined) return undefined;
      if (result.status !== 'error') {
        this.#patience.answered();
        this.#pace.answered();
        const warning = kept.warning ?? (await keepAnswer(cache, cell.key, result));
        return { result: warning === undefined ? result : withWarning(result, warning), attempts };
      }
      const waitMs = this.#patience.waitAfter(result.error, attempts, clock.now());
      if (waitMs === undefined || this.#halt.signal.aborted) return { result, attempts };
      feed.push({ type: 'retry', cell, error: result.error, attempt: attempts, waitMs });
      await this.#waitFor(waitMs, result.error, slot);
      if (signal.aborted) return undefined;
      if (this.#halt.signal.aborted) return { result, attempts };
    }
  }

  /** A target that has too much is left alone by all of its slots; other failures are this call's alone. */
  async #waitFor(ms: number, { code }: InferenceError, slot: number): Promise<void> {
    if (tooMuch.has(code)) this.#pace.hold(ms);
    else await this.#course.clock.wait(ms, this.#halt.signal);
    await this.#pace.turn(slot);
  }

  #call({ cell, input }: PlannedCell): Promise<CallResult | undefined> {
    const { plan, signal, feed, limits } = this.#course;
    return runCall({
      task: plan.task,
      target: this.#target,
      input,
      signal,
      timeout: limits?.timeout,
      onText: (text) => feed.push({ type: 'delta', cell, text }),
    });
  }

  #considerGivingUp(error: InferenceError): void {
    if (!this.#patience.givesUpAfter(error) || this.#halt.signal.aborted) return;
    this.tally.stop(error);
    this.halt();
    this.#course.feed.push({ type: 'target-stopped', target: this.#target.id, error });
  }
}

const withWarning = <T extends { readonly warnings: readonly Warning[] }>(result: T, warning: Warning): T => ({
  ...result,
  warnings: [...result.warnings, warning],
});
