import { resolve } from 'node:path';
import { type CellEntry, openRun, type RunView } from '@x/compare/node';
import * as z from 'zod';
import { exitCodes } from '../exit-codes.ts';
import { tell } from '../failure.ts';
import type { Io } from '../io.ts';
import { flag, readOptions, reporting, wholeNumber } from '../options.ts';
import { cellsOf, questionHeading, questionOf, textOfCell } from '../reading/kept-cell.ts';
import { type WordChange, wordDiff } from '../reading/word-diff.ts';
import { clean, cleanLine, linesOf } from '../render/clean.ts';
import { jsonLine } from '../render/json.ts';
import { type Paint, paintFor } from '../render/terminal.ts';
import { UsageError } from '../usage-error.ts';

const diffOptions = z.object({
  ...reporting,
  run: z.string(),
  other: z.string().optional(),
  a: z.string().optional(),
  b: z.string().optional(),
  prompt: z.string().optional(),
  row: wholeNumber(0),
  limit: wholeNumber(1),
  fail: flag,
});
type DiffOptions = z.infer<typeof diffOptions>;

/** Differing questions that a person reads at once. */
const defaultLimit = 10;

/** One side of a comparison: a cell, and the run that it is read from. */
interface Side {
  readonly run: RunView;
  readonly entry: CellEntry;
}

/** The same question on both sides; undefined where the second has no such cell. */
interface Pair {
  readonly first: Side;
  readonly second: Side | undefined;
}

interface Tally {
  same: number;
  differing: number;
  missing: number;
}

/**
 * `x compare diff`: word by word, what two targets of a run say, or a target in two runs.
 *
 * @param given the command line's options and the run files, unchecked
 * @throws UsageError for a target that the run does not have
 * @throws RunFileError when a run file cannot be read
 */
export async function compareDiff(given: unknown, io: Io): Promise<number> {
  const options = readOptions(diffOptions, given);
  await using run = await openRun(resolve(io.directory, options.run));
  await using other = options.other === undefined ? undefined : await openRun(resolve(io.directory, options.other));
  const pairs = other === undefined ? pairsWithin(run, options) : pairsBetween(run, other, options);
  const tally = await compareAll(pairs, options, io);
  if (options.json) io.stdout.write(jsonLine({ type: 'end', ...tally }));
  else if (!options.quiet) io.stdout.write(`${summary(tally)}\n`);
  if (io.signal.aborted) return exitCodes.interrupted;
  return options.fail && tally.differing + tally.missing > 0 ? exitCodes.threshold : exitCodes.ok;
}

const summary = ({ same, differing, missing }: Tally): string =>
  `${same + differing + missing} compared: ${same} the same, ${differing} differ, ${missing} on one side only`;

function pairsWithin(run: RunView, { a, b, prompt, row }: DiffOptions): readonly Pair[] {
  const ids = run.header.targets.map(({ id }) => id);
  const first = a ?? ids.find((id) => id !== b);
  const second = b ?? ids.find((id) => id !== first);
  for (const id of [first, second]) {
    if (id === undefined)
      throw new UsageError('The run has one target only. Name a second run file to compare it with');
    if (!ids.includes(id)) throw new UsageError(`The run has no target "${id}". It has ${ids.join(', ')}`);
  }
  return paired(run, cellsOf(run, { target: first, prompt, row }), run, cellsOf(run, { target: second }), questionOf);
}

function pairsBetween(run: RunView, other: RunView, { a, b, prompt, row }: DiffOptions): readonly Pair[] {
  if (b !== undefined) throw new UsageError('Two runs are compared target by target: --a chooses one, --b is not used');
  const place = (entry: CellEntry): string => JSON.stringify([entry.target, questionOf(entry)]);
  return paired(run, cellsOf(run, { target: a, prompt, row }), other, other.entries, place);
}

function paired(
  run: RunView,
  firsts: readonly CellEntry[],
  other: RunView,
  seconds: readonly CellEntry[],
  place: (entry: CellEntry) => string,
): readonly Pair[] {
  const byPlace = new Map(seconds.map((entry) => [place(entry), entry]));
  return firsts.map((entry) => {
    const second = byPlace.get(place(entry));
    return { first: { run, entry }, second: second === undefined ? undefined : { run: other, entry: second } };
  });
}

async function compareAll(pairs: readonly Pair[], options: DiffOptions, io: Io): Promise<Tally> {
  const tally: Tally = { same: 0, differing: 0, missing: 0 };
  const limit = options.limit ?? (options.json ? Number.POSITIVE_INFINITY : defaultLimit);
  const paint = paintFor(io.stdout, io.environment);
  for (const pair of pairs) {
    if (io.signal.aborted) break;
    const { first, second } = pair;
    const one = await textOf(first);
    const two = second === undefined ? undefined : await textOf(second);
    const outcome = two === undefined ? 'missing' : one === two ? 'same' : 'differing';
    tally[outcome]++;
    const shown = tally.differing + tally.missing <= limit;
    if (options.json && shown) io.stdout.write(jsonLine({ type: 'pair', ...pairJson(pair, one, two) }));
    else if (!options.quiet && shown && outcome !== 'same') print(pair, one, two, paint, io);
  }
  const hidden = tally.differing + tally.missing - limit;
  if (hidden > 0 && !options.quiet) tell(io, `${hidden} more are not shown; --limit chooses how many are`);
  return tally;
}

/** What a cell said; a failure says its error. */
async function textOf({ run, entry }: Side): Promise<string> {
  const cell = await run.cell(entry);
  return cell.st === 'error' ? `✗ ${cell.err.kind}: ${cell.err.msg}` : textOfCell({ entry, cell });
}

function pairJson({ first, second }: Pair, one: string, two: string | undefined) {
  const { prompt, row, repeat } = first.entry;
  const side = ({ entry }: Side, text: string) => ({
    target: entry.target,
    key: entry.key,
    status: entry.status,
    text,
  });
  const changes = two === undefined ? undefined : wordDiff(one, two);
  return {
    ...{ prompt, row, repeat, same: one === two },
    a: side(first, one),
    b: second === undefined || two === undefined ? null : side(second, two),
    changes: changes?.map(({ kind, text }) => ({ kind, text })) ?? null,
  };
}

function print({ first, second }: Pair, one: string, two: string | undefined, paint: Paint, { stdout }: Io): void {
  const names = [first.entry.target, second?.entry.target].filter((name) => name !== undefined);
  const sides = [...new Set(names)].join(' → ');
  stdout.write(`${paint(cleanLine(`── ${questionHeading(first.entry)}: ${sides}`), 'name')}\n`);
  stdout.write(`${two === undefined ? paint('on one side only', 'warning') : changed(one, two, paint)}\n\n`);
}

function changed(one: string, two: string, paint: Paint): string {
  const changes = wordDiff(one, two);
  if (changes === undefined) return paint('they have too little in common to be compared word by word', 'warning');
  return changes.map((change) => marked(change, paint)).join('');
}

const marks = { same: ['', '', 'plain'], removed: ['[-', '-]', 'bad'], added: ['{+', '+}', 'good'] } as const;

function marked({ kind, text }: WordChange, paint: Paint): string {
  const [open, close, look] = marks[kind];
  return linesOf(`${open}${text}${close}`)
    .map((line) => paint(clean(line), look))
    .join('\n');
}
