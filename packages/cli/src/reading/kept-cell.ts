import type { CellFigures } from '@x/compare';
import type { CellEntry, ReadCell, RunHeader, RunView } from '@x/compare/node';
import { cleanLine } from '../render/clean.ts';
import type { Row } from '../render/column.ts';
import { count, duration } from '../render/figures.ts';
import { type JsonObject, jsonOf, usageJson } from '../render/json.ts';
import type { ShownTarget } from '../targets.ts';

/** A cell of a run file: where it stands, and how it ended. */
export interface KeptCell {
  readonly entry: CellEntry;
  readonly cell: ReadCell;
}

/** The targets of a run as they are shown. */
export const shownTargets = ({ targets }: RunHeader): readonly ShownTarget[] =>
  targets.map(({ id, provider, model, sandbox }) => ({
    target: { id },
    asked: `${provider}:${model}`,
    note: sandbox === true ? 'sandbox' : undefined,
  }));

/** Which cells are wanted; what is undefined may be anything. */
interface Wanted {
  readonly target?: string | undefined;
  readonly prompt?: string | undefined;
  readonly row?: number | undefined;
  readonly status?: CellEntry['status'] | undefined;
}

/** The cells that fit, in the order in which they first ended. */
export function cellsOf({ entries }: RunView, { target, prompt, row, status }: Wanted): readonly CellEntry[] {
  const fits = <T>(wanted: T | undefined, value: T): boolean => wanted === undefined || wanted === value;
  return entries.filter(
    (entry) =>
      fits(target, entry.target) && fits(prompt, entry.prompt) && fits(row, entry.row) && fits(status, entry.status),
  );
}

/** What a cell is the answer to, as one text: two cells of it differ in their target alone. */
export const questionOf = ({ prompt, row, repeat, axes }: CellEntry): string =>
  JSON.stringify([prompt, row, repeat, axes ?? null]);

/** A question in the words that stand over its answers. */
export function questionHeading({ prompt, row, repeat, axes }: CellEntry): string {
  const settings = Object.entries(axes ?? {}).map(([name, value]) => `, ${name} ${JSON.stringify(value)}`);
  return `${prompt}, row ${row}${repeat > 0 ? `, repeat ${repeat}` : ''}${settings.join('')}`;
}

/** What a cell said: its text, or for tasks that answer otherwise, their answer as JSON. */
export function textOfCell({ cell }: KeptCell): string {
  if (cell.text !== '' || cell.st === 'error' || cell.out === undefined) return cell.text;
  return JSON.stringify(cell.out, undefined, 2);
}

/** The figures of a kept cell, as the table takes them; what a cache answered has no timing. */
export function figuresOfCell({ entry, cell }: KeptCell): CellFigures {
  const { target, prompt, row, repeat, axes } = entry;
  const place = { target, prompt, row, repeat, axes };
  if (cell.st === 'error') return { ...place, status: 'error', error: cell.err.kind };
  const timed = cell.src !== 'cache';
  return {
    ...place,
    status: cell.st,
    finishReason: cell.finish,
    totalMs: timed ? (cell.ms ?? undefined) : undefined,
    firstTokenMs: timed ? (cell.ttft ?? undefined) : undefined,
    inputTokens: cell.u?.inputTokens,
    outputTokens: cell.u?.outputTokens,
    characters: [...cell.text].length,
  };
}

/** A kept cell in the shape that `x compare run --json` prints. */
export function keptCellJson({ entry, cell }: KeptCell, { target, asked, note }: ShownTarget): JsonObject {
  const answered = cell.st === 'error' ? undefined : cell;
  return {
    target: target.id,
    model: asked,
    sandbox: note !== undefined,
    prompt: entry.prompt,
    row: entry.row,
    repeat: entry.repeat,
    axes: jsonOf(entry.axes),
    key: entry.key,
    status: cell.st,
    text: cell.text,
    output: jsonOf(answered?.out),
    finishReason: answered?.finish ?? null,
    firstTokenMs: answered?.ttft ?? null,
    totalMs: answered?.ms ?? null,
    usage: answered === undefined ? null : usageJson(answered.u ?? undefined),
    warnings: answered?.warn ?? [],
    error: cell.st === 'error' ? failureJson(cell.err) : null,
  };
}

type Failure = Extract<ReadCell, { st: 'error' }>['err'];

const failureJson = ({ kind, msg, status, retryable, retryAfterMs, requestId }: Failure): JsonObject => ({
  code: kind,
  message: msg,
  status: status ?? null,
  retryable,
  retryAfterMs: retryAfterMs ?? null,
  requestId: requestId ?? null,
});

/** What stands below a kept answer. */
export function notesOnCell(kept: KeptCell): readonly Row[] {
  const { cell } = kept;
  if (cell.st === 'error') return [{ text: `✗ ${cell.err.kind}: ${cleanLine(cell.err.msg)}`, look: 'bad' }];
  const tokens = `${count(cell.u?.inputTokens)} tokens in, ${count(cell.u?.outputTokens)} out`;
  const timing = `first ${duration(cell.ttft ?? undefined)}, total ${duration(cell.ms ?? undefined)}`;
  const facts = [timing, tokens, cell.finish, cell.src === 'cache' ? 'from the cache' : undefined];
  return [
    ...(textOfCell(kept).trim() === '' ? [{ text: '(no text)', look: 'quiet' } as const] : []),
    ...(cell.st === 'refused' ? [{ text: '! held back by the content filter', look: 'warning' } as const] : []),
    ...cell.warn.map((message) => ({ text: `! ${cleanLine(message)}`, look: 'warning' }) as const),
    { text: facts.filter((fact) => fact !== undefined).join(' · '), look: 'quiet' },
  ];
}
