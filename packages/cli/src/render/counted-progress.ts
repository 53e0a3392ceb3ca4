import type { Progress } from '@x/compare';
import type { Io } from '../io.ts';
import { ProgressView } from './progress-view.ts';

/** How far something is that is counted. */
export interface Counted {
  readonly ended: number;
  readonly planned: number;
  /** What there was before it began. Default 0. */
  readonly already?: number;
  /** Default 0. */
  readonly failed?: number;
}

/** Milliseconds between two pictures: more often nobody reads it. */
const everyMs = 200;

/** Shows how far something is, with how long it will take, as a run shows it. */
export class CountedProgress implements Disposable {
  readonly #view: ProgressView;
  readonly #began = performance.now();
  #shownMs = 0;

  constructor(io: Pick<Io, 'stderr' | 'environment'>) {
    this.#view = new ProgressView(io);
  }

  show({ ended, planned, already = 0, failed = 0 }: Counted): void {
    const elapsedMs = performance.now() - this.#began;
    if (elapsedMs - this.#shownMs < everyMs) return;
    this.#shownMs = elapsedMs;
    const remainingMs = ended === 0 ? undefined : (elapsedMs / ended) * (planned - already - ended);
    const progress: Progress = { ended, already, planned, failed, elapsedMs, remainingMs, tokens: 0 };
    this.#view.show({ type: 'progress', ...progress });
  }

  [Symbol.dispose](): void {
    this.#view.close();
  }
}
