import type { ComparisonEvent, Progress } from '@x/compare';
import type { Io, Output } from '../io.ts';
import { cleanLine } from './clean.ts';
import { count, duration } from './figures.ts';
import { canRedraw } from './terminal.ts';
import { fit } from './text.ts';
import type { View } from './view.ts';

const eraseLine = '\r\u001B[K';
/** Milliseconds between two lines where none can be redrawn, so that a log stays short. */
const logEveryMs = 5000;

/** How far a run is: one line that is redrawn on a terminal, a line every few seconds in a log. */
export class ProgressView implements View {
  readonly #output: Output;
  readonly #redraws: boolean;
  #drawn = false;
  #loggedAt = 0;

  constructor({ stderr, environment }: Pick<Io, 'stderr' | 'environment'>) {
    this.#output = stderr;
    this.#redraws = canRedraw(stderr, environment);
  }

  show(event: ComparisonEvent): void {
    if (event.type === 'progress') this.#progress(event);
    // Something else is about to be said, on a line of its own.
    if (event.type === 'target-stopped') this.close();
  }

  close(): void {
    if (this.#drawn) this.#output.write(eraseLine);
    this.#drawn = false;
  }

  #progress(progress: Progress): void {
    const line = cleanLine(progressLine(progress));
    if (this.#redraws) {
      this.#output.write(`${eraseLine}${fit(line, Math.max((this.#output.columns || 80) - 1, 8))}`);
      this.#drawn = true;
    } else if (progress.elapsedMs - this.#loggedAt >= logEveryMs) {
      this.#loggedAt = progress.elapsedMs;
      this.#output.write(`${line}\n`);
    }
  }
}

/** `120 of 600 (20 %), 3 failed · 14.2 a second · 34.0 s left · 5120 tokens · $0.0123`. */
export function progressLine(progress: Progress): string {
  const { ended, already, planned, failed, perSecond, remainingMs, tokens, usd } = progress;
  const done = ended + already;
  const share = planned === 0 ? 100 : Math.floor((100 * done) / planned);
  const failures = failed === 0 ? '' : `, ${failed} failed`;
  const facts = [
    `${done} of ${planned} (${share} %)${failures}`,
    perSecond === undefined ? undefined : `${perSecond.toFixed(1)} a second`,
    remainingMs === undefined ? undefined : `${duration(remainingMs)} left`,
    tokens === 0 ? undefined : `${count(tokens)} tokens`,
    usd === undefined ? undefined : `$${usd.toFixed(4)}`,
  ];
  return facts.filter((fact) => fact !== undefined).join(' · ');
}
