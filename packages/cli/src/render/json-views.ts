import type { ComparisonEvent } from '@x/compare';
import type { Output } from '../io.ts';
import type { ShownTarget } from '../targets.ts';
import { cellJson, type Json, jsonLine } from './json.ts';
import type { View } from './view.ts';

/** A line of JSON for every cell, when it ends. */
export class JsonLinesView implements View {
  readonly #output: Output;
  readonly #targets: readonly ShownTarget[];

  constructor(output: Output, targets: readonly ShownTarget[]) {
    this.#output = output;
    this.#targets = targets;
  }

  show(event: ComparisonEvent): void {
    const json = endedJson(event, this.#targets);
    if (json !== undefined) this.#output.write(jsonLine({ type: 'cell', ...json }));
  }

  close(): void {}
}

/** Collects the cells that end, for one object in the order of the targets. */
export class JsonAnswers implements View {
  readonly #targets: readonly ShownTarget[];
  readonly #answers = new Map<string, Json>();

  constructor(targets: readonly ShownTarget[]) {
    this.#targets = targets;
  }

  show(event: ComparisonEvent): void {
    const json = endedJson(event, this.#targets);
    if (json !== undefined && event.type === 'cell-end') this.#answers.set(event.cell.target, json);
  }

  close(): void {}

  answers(): readonly Json[] {
    return this.#targets.flatMap(({ target }) => this.#answers.get(target.id) ?? []);
  }
}

function endedJson(event: ComparisonEvent, targets: readonly ShownTarget[]) {
  if (event.type !== 'cell-end') return undefined;
  const compared = targets.find(({ target }) => target.id === event.cell.target);
  return compared === undefined ? undefined : cellJson(event.cell, event.result, compared);
}
