import type { InferenceError } from '@x/core';
import type { CellResult } from '../cell.ts';
import type { Mean, TargetSummary } from '../events.ts';
import { type Measurements, measurementsOf } from '../figures.ts';

interface Running {
  sum: number;
  n: number;
}

/** What is known of a target so far: a few numbers, however many cells have ended. */
export class Tally {
  readonly #target: string;
  readonly #planned: number;
  readonly #ended: Record<CellResult['status'], number> = { ok: 0, refused: 0, error: 0 };
  #already = 0;
  #stopped: InferenceError | undefined;
  readonly #running: Record<keyof Measurements, Running> = {
    totalMs: { sum: 0, n: 0 },
    firstTokenMs: { sum: 0, n: 0 },
    inputTokens: { sum: 0, n: 0 },
    outputTokens: { sum: 0, n: 0 },
  };

  /** @param planned cells that the target is to be asked */
  constructor(target: string, planned: number) {
    this.#target = target;
    this.#planned = planned;
  }

  /** Counts one more result. */
  add(result: CellResult): void {
    this.#ended[result.status]++;
    const { totalMs, firstTokenMs, inputTokens, outputTokens } = measurementsOf(result);
    include(this.#running.totalMs, totalMs);
    include(this.#running.firstTokenMs, firstTokenMs);
    include(this.#running.inputTokens, inputTokens);
    include(this.#running.outputTokens, outputTokens);
  }

  /** Counts a cell that an earlier run has ended. */
  pass(): void {
    this.#already++;
  }

  /** The target is given up after this failure. */
  stop(error: InferenceError): void {
    this.#stopped ??= error;
  }

  /** The figures so far. */
  summary(): TargetSummary {
    const { ok, refused, error } = this.#ended;
    return {
      target: this.#target,
      ok,
      refused,
      failed: error,
      already: this.#already,
      skipped: Math.max(0, this.#planned - this.#already - ok - refused - error),
      stopped: this.#stopped,
      totalMs: meanOf(this.#running.totalMs),
      firstTokenMs: meanOf(this.#running.firstTokenMs),
      inputTokens: meanOf(this.#running.inputTokens),
      outputTokens: meanOf(this.#running.outputTokens),
    };
  }
}

function include(running: Running, value: number | undefined): void {
  if (value === undefined) return;
  running.sum += value;
  running.n++;
}

const meanOf = ({ sum, n }: Running): Mean | undefined => (n === 0 ? undefined : { mean: sum / n, n });
