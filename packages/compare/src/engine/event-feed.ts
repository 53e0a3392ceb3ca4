import type { ComparisonEvent } from '../events.ts';
import { mistake } from '../mistake.ts';

/** Events that a reader may be behind before new cells wait for it: some screens full. */
const roomForEvents = 1024;

/**
 * Carries events from the run to its one reader. Without a reader, events are dropped as they come: the run's outcome
 * does not depend on anyone watching.
 */
export class EventFeed {
  #reader: 'none yet' | 'reading' | 'gone' = 'none yet';
  #started = false;
  #closed = false;
  #failure: { readonly reason: unknown } | undefined;
  #backlog: ComparisonEvent[] = [];
  #unread = 0;
  #wakeReader: (() => void) | undefined;
  #waitingCells: (() => void)[] = [];

  /** Hands on an event. */
  push(event: ComparisonEvent): void {
    this.#started = true;
    if (this.#closed || this.#reader !== 'reading') return;
    this.#backlog.push(event);
    this.#unread++;
    this.#wakeReader?.();
  }

  /** Ends the feed once its reader has had everything. */
  close(): void {
    this.#closed = true;
    this.#wakeReader?.();
    this.#letCellsGo();
  }

  /** Ends the feed with an error, once its reader has had everything. */
  fail(reason: unknown): void {
    this.#failure = { reason };
    this.close();
  }

  /** Resolves when the reader, if there is one, is not far behind. */
  async room(): Promise<void> {
    while (this.#reader === 'reading' && !this.#closed && this.#unread >= roomForEvents) {
      await new Promise<void>((resolve) => this.#waitingCells.push(resolve));
    }
  }

  /**
   * The events from the first on.
   *
   * @param onPull called at the first pull, when the reader is in place
   * @param onLeave called when the reader leaves, at the end or before it
   */
  async *read(onPull: () => void, onLeave: () => void): AsyncGenerator<ComparisonEvent, void> {
    this.#seat();
    try {
      onPull();
      while (true) {
        yield* this.#take();
        if (this.#backlog.length > 0) continue;
        if (this.#failure !== undefined) throw this.#failure.reason;
        if (this.#closed) return;
        await new Promise<void>((resolve) => {
          this.#wakeReader = resolve;
        });
      }
    } finally {
      this.#reader = 'gone';
      this.#backlog = [];
      this.#letCellsGo();
      onLeave();
    }
  }

  #seat(): void {
    if (this.#reader !== 'none yet') throw mistake('The events of a comparison can be read once. Make another.');
    if (this.#started) {
      throw mistake('The comparison is already running, and its first events are gone. Read events() before done.');
    }
    this.#reader = 'reading';
  }

  *#take(): Generator<ComparisonEvent, void> {
    const batch = this.#backlog;
    this.#backlog = [];
    for (const event of batch) {
      this.#unread--;
      if (this.#unread < roomForEvents) this.#letCellsGo();
      yield event;
    }
  }

  #letCellsGo(): void {
    const waiting = this.#waitingCells;
    if (waiting.length === 0) return;
    this.#waitingCells = [];
    for (const go of waiting) go();
  }
}
