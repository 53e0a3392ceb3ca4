import canonicalize from 'canonicalize';
import type { ReportSource, SourceEntry, SourceHeader } from './source.ts';

/** What was asked of every target: a prompt for a row, with a value of every axis. */
export interface AskedQuestion {
  readonly prompt: string;
  /** Place of the row in the data, from 0. */
  readonly row: number;
  readonly axes?: Readonly<Record<string, unknown>> | undefined;
  /** What it is counted with: questions of one cluster say little that is new, so they are one row to the statistics. */
  readonly cluster: string;
  /** How often it was to be asked. */
  readonly repeats: number;
  /** The cell of a target and a repeat; undefined where it has not ended. */
  entryOf(target: string, repeat: number): SourceEntry | undefined;
}

/**
 * What the statistics count: rows of the data, or prompts where there is one row at most, as without data. Repeats, and
 * the other prompts of a row, are never units of their own.
 */
export const clusterKindOf = ({ data }: SourceHeader): 'rows' | 'prompts' => (data.rows > 1 ? 'rows' : 'prompts');

/**
 * Every question of a run, those that nobody has answered among them, in the order of the data. Of a shard, only the
 * questions that were begun: which of the others fell to it, a file does not say. Cells of targets, prompts or axes that
 * the run no longer has are left out.
 */
export function questionsOf({ header, entries }: ReportSource): readonly AskedQuestion[] {
  const asked = new Map<string, Map<string, SourceEntry>>();
  for (const entry of entries) {
    const name = nameOf(entry);
    const cells = asked.get(name) ?? new Map<string, SourceEntry>();
    cells.set(cellName(entry.target, entry.repeat), entry);
    asked.set(name, cells);
  }
  const byPrompt = clusterKindOf(header) === 'prompts';
  return placesOf(header).flatMap((place) => {
    const cells = asked.get(nameOf(place));
    if (cells === undefined && header.shard !== undefined) return [];
    const entryOf = (target: string, repeat: number) => cells?.get(cellName(target, repeat));
    return [{ ...place, cluster: byPrompt ? place.prompt : String(place.row), repeats: header.repeats, entryOf }];
  });
}

type QuestionPlace = Pick<AskedQuestion, 'prompt' | 'row' | 'axes'>;

function placesOf({ data, prompts, axes = {} }: SourceHeader): readonly QuestionPlace[] {
  const settings = combinationsOf(axes);
  const places: QuestionPlace[] = [];
  for (let row = 0; row < data.rows; row++) {
    for (const { id } of prompts) {
      for (const values of settings) {
        places.push({ prompt: id, row, ...(Object.keys(values).length === 0 ? {} : { axes: values }) });
      }
    }
  }
  return places;
}

function combinationsOf(axes: Readonly<Record<string, readonly unknown[]>>) {
  return Object.entries(axes).reduce<readonly Readonly<Record<string, unknown>>[]>(
    (combinations, [name, values]) =>
      combinations.flatMap((combination) => values.map((value) => ({ ...combination, [name]: value }))),
    [{}],
  );
}

const nameOf = ({ prompt, row, axes }: QuestionPlace): string =>
  `${row} ${JSON.stringify(prompt)} ${canonicalize(axes ?? {})}`;

const cellName = (target: string, repeat: number): string => `${repeat} ${target}`;
