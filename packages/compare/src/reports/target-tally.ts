import { categories } from '../metrics/categories.ts';
import type { MetricContext } from '../metrics/metric.ts';
import type { Outcome } from '../metrics/outcome.ts';
import type { TargetReport } from './report.ts';
import type { SourceTarget } from './source.ts';

/** Categories that few words make up; the label of a chat would be its whole text. */
const counted = categories.filter(({ name }) => name !== 'status' && name !== 'label');

/** Counts how the cells of one target ended. */
export class TargetTally {
  readonly #target: SourceTarget;
  readonly #errors = new Map<string, number>();
  readonly #words = new Map<string, Map<string, number>>();
  readonly #ended = { ok: 0, refused: 0, error: 0 };
  #truncated = 0;
  #cached = 0;
  #usd = 0;
  #priced = 0;
  #unpriced = 0;

  constructor(target: SourceTarget) {
    this.#target = target;
  }

  add(outcome: Outcome, context: MetricContext): void {
    const { status, error, finishReason, cached, usd } = outcome;
    this.#ended[status]++;
    for (const { name, of } of counted) this.#countWord(name, of(outcome, context));
    if (status === 'error') {
      const code = error ?? 'unknown';
      this.#errors.set(code, (this.#errors.get(code) ?? 0) + 1);
      return;
    }
    if (finishReason === 'length') this.#truncated++;
    if (cached === true) this.#cached++;
    else this.#count(usd);
  }

  /** @param planned cells that the target was to be asked */
  read(planned: number): TargetReport {
    const { id: target, provider, model, sandbox = false } = this.#target;
    const { ok, refused, error: failed } = this.#ended;
    const cost = { priced: this.#priced, unpriced: this.#unpriced };
    return {
      ...{ target, provider, model, sandbox, planned, ok, refused, failed },
      missing: Math.max(0, planned - ok - refused - failed),
      truncated: this.#truncated,
      cached: this.#cached,
      errors: Object.fromEntries(this.#errors),
      counts: Object.fromEntries([...this.#words].map(([name, words]) => [name, mostFirst(words)])),
      cost: this.#priced === 0 ? cost : { usd: this.#usd, ...cost },
    };
  }

  #countWord(category: string, word: string | undefined): void {
    if (word === undefined) return;
    const words = this.#words.get(category) ?? new Map<string, number>();
    words.set(word, (words.get(word) ?? 0) + 1);
    this.#words.set(category, words);
  }

  #count(usd: number | undefined): void {
    if (usd === undefined) this.#unpriced++;
    else {
      this.#usd += usd;
      this.#priced++;
    }
  }
}

const mostFirst = (words: ReadonlyMap<string, number>): Readonly<Record<string, number>> =>
  Object.fromEntries([...words].toSorted(([, one], [, other]) => other - one));
