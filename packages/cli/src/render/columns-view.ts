import type { Cell, ComparisonEvent } from '@x/compare';
import type { Output } from '../io.ts';
import type { Column } from './column.ts';
import { ColumnsBlock } from './columns-block.ts';
import { LiveArea } from './live-area.ts';
import { interruptedNote, notesOn } from './notes.ts';
import { Questions } from './questions.ts';
import { type Paint, widthFor } from './terminal.ts';
import type { Scene, View } from './view.ts';

/** Milliseconds between frames: as often as a screen shows one, text streams smoothly and costs little. */
const frameInterval = 33;

/**
 * Answers side by side, a block a prompt. The first prompt that is not done is on the screen; what comes for later ones
 * waits for its turn.
 */
export class ColumnsView implements View {
  readonly #output: Output;
  readonly #area: LiveArea;
  readonly #blocks: Questions<ColumnsBlock>;
  #over = false;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(output: Output, scene: Scene, paint: Paint) {
    this.#output = output;
    this.#area = new LiveArea(output);
    this.#blocks = new Questions((cell) => new ColumnsBlock(scene.headingOf(cell), scene.targets, paint));
  }

  show(event: ComparisonEvent): void {
    switch (event.type) {
      case 'cell-start':
        this.#blocks.of(event.cell);
        break;
      case 'delta':
        this.#columnOf(event.cell).append(event.text);
        break;
      case 'cell-end': {
        const column = this.#columnOf(event.cell);
        if (!column.begun) column.append(event.result.text);
        column.close(notesOn(event.result));
        break;
      }
      case 'planned':
      case 'end':
        return;
    }
    this.#timer ??= setTimeout(() => this.#draw(), frameInterval);
  }

  close(): void {
    this.#over = true;
    this.#draw();
    this.#area.close();
  }

  #columnOf(cell: Cell): Column {
    return this.#blocks.of(cell).column(cell.target);
  }

  #draw(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const width = widthFor(this.#output) ?? 80;
    const finished: string[] = [];
    let live: readonly string[] = [];
    for (let block = this.#blocks.first(); block !== undefined; block = this.#blocks.first()) {
      if (this.#over) for (const column of block.open) column.close([interruptedNote]);
      const frame = block.advance(width, this.#area.height);
      finished.push(...frame.finished);
      live = frame.live;
      if (block.open.length > 0) break;
      finished.push('');
      this.#blocks.shift();
    }
    this.#area.paint(finished, live);
  }
}
