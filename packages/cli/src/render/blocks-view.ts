import type { ComparisonEvent } from '@x/compare';
import type { Output } from '../io.ts';
import type { ShownTarget } from '../targets.ts';
import { cleanLine } from './clean.ts';
import { Column, type Row } from './column.ts';
import { notesOn } from './notes.ts';
import { Questions } from './questions.ts';
import { type Paint, widthFor } from './terminal.ts';
import type { Scene, View } from './view.ts';

/** One prompt whose answers are coming in. */
interface Question {
  /** '' once it has been printed. */
  heading: string;
  /** Answers that are still to be printed. */
  ready: Ended[];
  /** Targets that have not ended. */
  missing: number;
}

type Ended = Extract<ComparisonEvent, { type: 'cell-end' }>;

/**
 * Answers one below the other, for narrow terminals, pipes and logs. Each is printed whole when its target has ended,
 * so that a slow target keeps no other back; prompts follow one another in their order.
 */
export class BlocksView implements View {
  readonly #output: Output;
  readonly #labels: ReadonlyMap<string, string>;
  readonly #paint: Paint;
  readonly #questions: Questions<Question>;

  constructor(output: Output, scene: Scene, paint: Paint) {
    this.#output = output;
    this.#labels = new Map(scene.targets.map((compared) => [compared.target.id, labelOf(compared)]));
    this.#paint = paint;
    this.#questions = new Questions((cell) => ({
      heading: scene.headingOf(cell),
      ready: [],
      missing: scene.targets.length,
    }));
  }

  show(event: ComparisonEvent): void {
    if (event.type === 'cell-start') this.#questions.of(event.cell);
    if (event.type !== 'cell-end') return;
    const question = this.#questions.of(event.cell);
    question.ready.push(event);
    question.missing--;
    this.#printReady(false);
  }

  close(): void {
    this.#printReady(true);
  }

  /** Prints what is ready, up to the first prompt that some target has not answered; past it when the run is over. */
  #printReady(over: boolean): void {
    for (let question = this.#questions.first(); question !== undefined; question = this.#questions.first()) {
      for (const ended of question.ready) {
        this.#printLine(question.heading);
        question.heading = '';
        this.#print(ended);
      }
      question.ready = [];
      if (question.missing > 0 && !over) return;
      this.#questions.shift();
    }
  }

  #print({ cell, result }: Ended): void {
    const label = this.#labels.get(cell.target) ?? cell.target;
    printAnswer(this.#output, { label, text: result.text, notes: notesOn(result) }, this.#paint);
  }

  #printLine(text: string): void {
    if (text !== '') this.#output.write(`${this.#paint(cleanLine(text), 'name')}\n`);
  }
}

/** The name that stands over a target's answer: its own, what it asks, and whether the sandbox answered. */
export function labelOf({ target, asked, note }: ShownTarget): string {
  const remarks = [target.id === asked ? undefined : asked, note].filter((remark) => remark !== undefined);
  return remarks.length === 0 ? target.id : `${target.id} (${remarks.join('; ')})`;
}

/** An answer that is whole, and what stands above and below it. */
interface WholeAnswer {
  readonly label: string;
  readonly text: string;
  readonly notes: readonly Row[];
}

/** Prints an answer under its label, at the width of the output. */
export function printAnswer(output: Output, { label, text, notes }: WholeAnswer, paint: Paint): void {
  const answer = new Column();
  answer.append(text);
  answer.close(notes);
  const { rows } = answer.rows(widthFor(output) ?? Number.POSITIVE_INFINITY);
  const lines = rows.map((row) => paint(row.text, row.look)).join('\n');
  output.write(`${paint(cleanLine(`── ${label}`), 'name')}\n${lines}\n\n`);
}
