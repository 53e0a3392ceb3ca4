import type { AskedQuestion } from './questions.ts';
import type { Disagreement } from './report.ts';

/** Disagreements that a report shows. */
const shown = 5;
/** Metrics with degrees, the one that is taken first. */
const graded = ['agreement-chrf', 'agreement-token-f1', 'agreement-rouge-l', 'agreement-edit'];

/** Keeps the questions on which answers agree least. */
export class WorstQuestions {
  /** The metric that is taken; undefined without any. */
  readonly metric: string | undefined;
  #worst: Disagreement[] = [];
  #question: AskedQuestion | undefined;
  #sum = 0;
  #count = 0;

  /** @param metrics those that were chosen: one that has degrees tells questions apart better than one of yes and no */
  constructor(metrics: readonly string[]) {
    this.metric = graded.find((name) => metrics.includes(name)) ?? metrics[0];
  }

  /** An agreement on a question; those of one question come one after the other. */
  add(question: AskedQuestion, agreement: number | undefined): void {
    if (question !== this.#question) this.#next(question);
    if (agreement === undefined) return;
    this.#sum += agreement;
    this.#count++;
  }

  /** The least first. Questions without a known agreement are not among them. */
  read(): readonly Disagreement[] {
    this.#next(undefined);
    return this.#worst;
  }

  #next(question: AskedQuestion | undefined): void {
    const ended = this.#question;
    if (ended !== undefined && this.#count > 0) this.#keep(ended, this.#sum / this.#count);
    this.#question = question;
    this.#sum = 0;
    this.#count = 0;
  }

  #keep({ prompt, row, axes }: AskedQuestion, agreement: number): void {
    const metric = this.metric ?? '';
    const found = { prompt, row, ...(axes === undefined ? {} : { axes }), metric, agreement };
    this.#worst = [...this.#worst, found].toSorted((one, other) => one.agreement - other.agreement).slice(0, shown);
  }
}
