import { type CellFigures, type ComparisonEvent, figuresOf, type Mean, type Measurements } from '@x/compare';
import type { ShownTarget } from './targets.ts';

/** One line of the table: what a target came to, over all prompts and repeats. */
export interface Score extends Readonly<Record<Measured, Mean | undefined>> {
  readonly compared: ShownTarget;
  /** Cells that ended with an answer; refusals are answers. */
  readonly answered: number;
  readonly failed: number;
  /** Cells that were to be asked. */
  readonly planned: number;
  /** How cells ended and how many did so: finish reasons, and `error: <code>`. */
  readonly endings: ReadonlyMap<string, number>;
}

/** The figures that are averaged; `characters` counts code points. */
type Measured = keyof Measurements | 'characters';

const measured: readonly Measured[] = ['firstTokenMs', 'totalMs', 'inputTokens', 'outputTokens', 'characters'];

interface Running {
  answered: number;
  failed: number;
  readonly endings: Map<string, number>;
  readonly sums: Record<Measured, { sum: number; n: number }>;
}

/** Counts while a comparison runs: a few numbers a target, however many cells there are. */
export class Scoreboard {
  readonly #targets: readonly ShownTarget[];
  readonly #running: ReadonlyMap<string, Running>;
  #cells = 0;

  constructor(targets: readonly ShownTarget[]) {
    this.#targets = targets;
    this.#running = new Map(targets.map(({ target }) => [target.id, emptyRunning()]));
  }

  /** Cells that have ended, however they did. */
  get ended(): number {
    return [...this.#running.values()].reduce((sum, { answered, failed }) => sum + answered + failed, 0);
  }

  /** Takes in an event; those that end no cell and plan none are passed over. */
  add(event: ComparisonEvent): void {
    if (event.type === 'planned') this.plan(event.cells);
    if (event.type === 'cell-end') this.count(figuresOf(event));
  }

  /** How many cells there are in all, where no event says it. */
  plan(cells: number): void {
    this.#cells = cells;
  }

  /** Takes in the figures of a cell that ended; those of a target that is not here are passed over. */
  count(figures: CellFigures): void {
    const running = this.#running.get(figures.target);
    if (running === undefined) return;
    if (figures.status === 'error') running.failed++;
    else running.answered++;
    const ending = figures.finishReason ?? (figures.status === 'error' ? `error: ${figures.error}` : figures.status);
    running.endings.set(ending, (running.endings.get(ending) ?? 0) + 1);
    for (const name of measured) include(running.sums[name], figures[name]);
  }

  /** A line a target, in the order of the targets. */
  scores(): readonly Score[] {
    const planned = this.#cells / this.#targets.length;
    return this.#targets.map((compared) => {
      const { answered, failed, endings, sums } = this.#running.get(compared.target.id) ?? emptyRunning();
      return {
        compared,
        answered,
        failed,
        planned,
        endings,
        firstTokenMs: meanOf(sums.firstTokenMs),
        totalMs: meanOf(sums.totalMs),
        inputTokens: meanOf(sums.inputTokens),
        outputTokens: meanOf(sums.outputTokens),
        characters: meanOf(sums.characters),
      };
    });
  }
}

const emptyRunning = (): Running => ({
  answered: 0,
  failed: 0,
  endings: new Map(),
  sums: {
    firstTokenMs: { sum: 0, n: 0 },
    totalMs: { sum: 0, n: 0 },
    inputTokens: { sum: 0, n: 0 },
    outputTokens: { sum: 0, n: 0 },
    characters: { sum: 0, n: 0 },
  },
});

function include(running: { sum: number; n: number }, value: number | undefined): void {
  if (value === undefined) return;
  running.sum += value;
  running.n++;
}

const meanOf = ({ sum, n }: { sum: number; n: number }): Mean | undefined =>
  n === 0 ? undefined : { mean: sum / n, n };
