import { resolve } from 'node:path';
import { type CellEntry, openRun, type RunView } from '@x/compare/node';
import * as z from 'zod';
import { exitCodes } from '../exit-codes.ts';
import { tell } from '../failure.ts';
import type { Io } from '../io.ts';
import { oneOf, readOptions, reporting, wholeNumber } from '../options.ts';
import {
  cellsOf,
  type KeptCell,
  keptCellJson,
  notesOnCell,
  questionHeading,
  questionOf,
  shownTargets,
  textOfCell,
} from '../reading/kept-cell.ts';
import { printKeptTable } from '../reading/kept-table.ts';
import { labelOf, printAnswer } from '../render/blocks-view.ts';
import { cleanLine } from '../render/clean.ts';
import { ColumnsBlock, columnsFit } from '../render/columns-block.ts';
import { jsonLine } from '../render/json.ts';
import { type Paint, paintFor, widthFor } from '../render/terminal.ts';
import type { ShownTarget } from '../targets.ts';

const showOptions = z.object({
  ...reporting,
  run: z.string(),
  prompt: z.string().optional(),
  row: wholeNumber(0),
  status: oneOf(['ok', 'refused', 'error']).optional(),
  limit: wholeNumber(1),
});

/** Questions whose answers a person reads at once. */
const defaultLimit = 10;

/**
 * `x compare show`: the answers of a run file side by side, and its table.
 *
 * @param given the command line's options and the run file, unchecked
 * @throws RunFileError when the run file cannot be read
 */
export async function compareShow(given: unknown, io: Io): Promise<number> {
  const { run: path, prompt, row, status, limit, json, quiet } = readOptions(showOptions, given);
  await using run = await openRun(resolve(io.directory, path));
  const targets = shownTargets(run.header);
  const entries = cellsOf(run, { prompt, row, status });
  if (entries.length === 0 && run.entries.length > 0) tell(io, `No cell of ${path} fits. It has ${run.entries.length}`);
  if (json) await printJson(run, entries, targets, limit, io);
  else {
    if (!quiet) await printQuestions(run, questionsOf(entries), targets, limit ?? defaultLimit, io);
    await printKeptTable(run, entries, io);
  }
  return io.signal.aborted ? exitCodes.interrupted : exitCodes.ok;
}

/** The cells of each question, questions in the order of the data and of the prompts. */
function questionsOf(entries: readonly CellEntry[]): readonly (readonly CellEntry[])[] {
  const questions = new Map<string, CellEntry[]>();
  for (const entry of entries) {
    const question = questionOf(entry);
    questions.set(question, [...(questions.get(question) ?? []), entry]);
  }
  const place = (cells: readonly CellEntry[]): number => cells[0]?.row ?? 0;
  return [...questions.values()].sort((one, other) => place(one) - place(other));
}

async function printJson(
  run: RunView,
  entries: readonly CellEntry[],
  targets: readonly ShownTarget[],
  limit: number | undefined,
  { stdout, signal }: Io,
): Promise<void> {
  const { id, at, planned } = run.header;
  stdout.write(jsonLine({ type: 'run', id, at, planned, cells: entries.length, end: run.end?.st ?? null }));
  for (const entry of questionsOf(entries).slice(0, limit).flat()) {
    if (signal.aborted) return;
    const target = targets.find((shown) => shown.target.id === entry.target);
    const cell = await run.cell(entry);
    if (target !== undefined) stdout.write(jsonLine({ type: 'cell', ...keptCellJson({ entry, cell }, target) }));
  }
}

async function printQuestions(
  run: RunView,
  questions: readonly (readonly CellEntry[])[],
  targets: readonly ShownTarget[],
  limit: number,
  io: Io,
): Promise<void> {
  const paint = paintFor(io.stdout, io.environment);
  for (const entries of questions.slice(0, limit)) {
    if (io.signal.aborted) return;
    const cells = await Promise.all(entries.map(async (entry) => ({ entry, cell: await run.cell(entry) })));
    printQuestion(cells, targets, paint, io);
  }
  const rest = questions.length - limit;
  if (rest > 0) tell(io, `${rest} more questions are not shown; --limit ${questions.length} shows them all`);
}

function printQuestion(
  cells: readonly KeptCell[],
  targets: readonly ShownTarget[],
  paint: Paint,
  { stdout }: Io,
): void {
  const [first] = cells;
  if (first === undefined) return;
  const answered = targets.filter(({ target }) => cells.some(({ entry }) => entry.target === target.id));
  const heading = questionHeading(first.entry);
  const width = widthFor(stdout);
  if (width !== undefined && columnsFit(answered.length, width)) {
    const block = new ColumnsBlock(heading, answered, paint);
    for (const kept of cells) {
      block.column(kept.entry.target).append(textOfCell(kept));
      block.column(kept.entry.target).close(notesOnCell(kept));
    }
    stdout.write(`${block.advance(width, Number.POSITIVE_INFINITY).finished.join('\n')}\n\n`);
    return;
  }
  stdout.write(`${paint(cleanLine(heading), 'name')}\n`);
  for (const shown of answered) {
    const kept = cells.find(({ entry }) => entry.target === shown.target.id);
    if (kept === undefined) continue;
    printAnswer(stdout, { label: labelOf(shown), text: textOfCell(kept), notes: notesOnCell(kept) }, paint);
  }
}
