import type { EndedCell } from '../cell.ts';
import type { Clock } from '../clock.ts';
import type { AnswerStore, Limits } from '../comparison.ts';
import type { MediaDigests } from '../content/media-digest.ts';
import type { ComparisonSummary, EndReason, Progress } from '../events.ts';
import type { Ledger } from '../ledger.ts';
import type { Plan } from '../plan/plan.ts';
import type { Row } from '../plan/rows.ts';
import type { Survey } from '../plan/survey.ts';
import type { Spending } from '../spending.ts';
import type { EventFeed } from './event-feed.ts';
import type { Tally } from './tally.ts';

/** What the lanes of one run are given. */
export interface CourseParts {
  readonly plan: Plan;
  readonly survey: Survey;
  readonly media: MediaDigests;
  readonly feed: EventFeed;
  readonly clock: Clock;
  readonly limits: Limits | undefined;
  readonly cache: AnswerStore | undefined;
  readonly ledger: Ledger | undefined;
  /** Stops everything; calls in flight get it too. */
  readonly signal: AbortSignal;
  readonly spending: Spending;
}

const progressEveryMs = 200;

/** What the lanes of one run have in common: what ends is kept, told and counted here, and here the run is ended. */
export class Course implements CourseParts {
  readonly plan: Plan;
  readonly survey: Survey;
  readonly media: MediaDigests;
  readonly feed: EventFeed;
  readonly clock: Clock;
  readonly limits: Limits | undefined;
  readonly cache: AnswerStore | undefined;
  readonly ledger: Ledger | undefined;
  readonly signal: AbortSignal;
  readonly spending: Spending;
  readonly startedAt: number;
  readonly planned: number;
  readonly #onEnding: () => void;
  #ended = 0;
  #failed = 0;
  #already = 0;
  #why: Extract<EndReason, 'budget' | 'disk'> | undefined;
  #lastProgress: number;
  #closed = false;
  readonly #keeping = new Set<Promise<void>>();

  /** @param onEnding called when the run ends before everything was asked */
  constructor(parts: CourseParts, onEnding: () => void) {
    this.plan = parts.plan;
    this.survey = parts.survey;
    this.media = parts.media;
    this.feed = parts.feed;
    this.clock = parts.clock;
    this.limits = parts.limits;
    this.cache = parts.cache;
    this.ledger = parts.ledger;
    this.signal = parts.signal;
    this.spending = parts.spending;
    this.planned = parts.survey.questions * parts.plan.targets.length;
    this.startedAt = parts.clock.now();
    this.#lastProgress = this.startedAt;
    this.#onEnding = onEnding;
  }

  /** Whether nothing more is to be asked. */
  get ending(): boolean {
    return this.#why !== undefined || this.signal.aborted;
  }

  /** Why it ended before everything was asked, where that was not the signal. */
  get why(): 'budget' | 'disk' | undefined {
    return this.#why;
  }

  /** Cells that an earlier run had ended. */
  get already(): number {
    return this.#already;
  }

  /** Passes a cell that an earlier run has ended. */
  passed(tally: Tally): void {
    this.#already++;
    tally.pass();
  }

  /** Opens the ledger. */
  async begin(): Promise<void> {
    await this.#orDisk(async () => this.ledger?.begin());
  }

  /** Takes in nothing more, and waits for what is being kept. */
  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#keeping);
  }

  /** Tells the ledger what it all came to. */
  async finish(summary: ComparisonSummary): Promise<ComparisonSummary> {
    await this.#orDisk(async () => this.ledger?.finish(summary));
    return this.#why === 'disk' ? { ...summary, reason: 'disk', interrupted: false } : summary;
  }

  /** Keeps, tells and counts what a cell has come to. What cannot be kept is told all the same, and ends the run. */
  async ended(ended: EndedCell, values: Row, tally: Tally): Promise<void> {
    // A provider that did not mind the signal may answer after the end.
    if (this.#closed) return;
    const { result } = ended;
    this.#ended++;
    if (result.status === 'error') this.#failed++;
    tally.add(result);
    this.spending.add(result);
    await this.#keep(ended, values);
    this.feed.push({ type: 'cell-end', ...ended });
    this.#tellProgress();
    if (this.spending.exhausted !== undefined) this.end('budget');
  }

  /** Asks nothing more and ends the waits; calls in flight go on. A disk that refuses is the graver reason. */
  end(why: 'budget' | 'disk'): void {
    if (this.#why === why || this.#why === 'disk') return;
    this.#why = why;
    this.#onEnding();
  }

  async #keep(ended: EndedCell, values: Row): Promise<void> {
    const keeping = this.#orDisk(async () => this.ledger?.keep(ended, values));
    this.#keeping.add(keeping);
    await keeping;
    this.#keeping.delete(keeping);
  }

  async #orDisk(action: () => Promise<void>): Promise<void> {
    try {
      await action();
    } catch {
      // The ledger holds on to what it could not keep, and says why when it is closed.
      this.end('disk');
    }
  }

  #tellProgress(): void {
    const now = this.clock.now();
    if (now - this.#lastProgress < progressEveryMs) return;
    this.#lastProgress = now;
    this.feed.push({ type: 'progress', ...this.#progress(now - this.startedAt) });
  }

  #progress(elapsedMs: number): Progress {
    const left = Math.max(0, this.planned - this.#already - this.#ended);
    const perSecond = (this.#ended / elapsedMs) * 1000;
    return {
      ended: this.#ended,
      already: this.#already,
      planned: this.planned,
      failed: this.#failed,
      elapsedMs,
      perSecond,
      remainingMs: (left / perSecond) * 1000,
      usd: this.spending.spent.usd,
      tokens: this.spending.spent.tokens,
    };
  }
}
