import { vendorOf } from '../judging/vendor.ts';
import type { AnswerPair, Contender } from '../judging/votes.ts';
import { measuredRecord } from '../metrics/outcome.ts';
import { mistake } from '../mistake.ts';
import { shuffledOrder } from '../plan/order.ts';
import { defaultSeed } from '../statistics/random.ts';
import { pairsAmong } from './measure.ts';
import { questionText } from './question-text.ts';
import { clusterKindOf, questionsOf } from './questions.ts';
import type { ReportSource, SourceEntry } from './source.ts';

/** Two answers that can be judged, not yet read. */
export interface PlannedPair {
  /** Names the pair: its targets and what they were asked. The same in every reading of the run. */
  readonly name: string;
  readonly a: SourceEntry;
  readonly b: SourceEntry;
  /** What it is counted with, as `AnswerPair.row`. */
  readonly cluster: number;
}

/** Which pairs are wanted. */
export interface PairChoice {
  /** Only these targets, two or more. Default: all. */
  readonly targets?: readonly string[] | undefined;
  /** At most so many. Default: all. */
  readonly limit?: number | undefined;
  /** Of the order. Default 1. */
  readonly seed?: number | undefined;
}

/**
 * Every two answers to the same question, of different targets, in an order that depends on the seed alone. With a
 * limit it is the beginning of that order, so that a higher limit goes on where a lower one stopped. Failures and
 * refusals are no answers.
 *
 * @throws InferenceError `invalid-request` for targets that the run does not have, or fewer than two
 */
export function planPairs(source: ReportSource, { targets, limit, seed = defaultSeed }: PairChoice = {}) {
  const chosen = chosenTargets(source, targets);
  const byPrompt = clusterKindOf(source.header) === 'prompts';
  const places = new Map(source.header.prompts.map(({ id }, place) => [id, place]));
  const pairs = questionsOf(source).flatMap(({ prompt, row, axes, repeats, entryOf }) =>
    Array.from({ length: repeats }, (_, repeat) => repeat).flatMap((repeat) =>
      pairsAmong(chosen).flatMap(([one, other]): readonly PlannedPair[] => {
        const [a, b] = [entryOf(one, repeat), entryOf(other, repeat)];
        if (a?.status !== 'ok' || b?.status !== 'ok') return [];
        const name = JSON.stringify([one, other, prompt, row, repeat, axes ?? null]);
        return [{ name, a, b, cluster: byPrompt ? (places.get(prompt) ?? 0) : row }];
      }),
    ),
  );
  const order = Array.from(shuffledOrder(pairs.length, seed));
  return order.slice(0, limit).flatMap((place) => pairs[place] ?? []);
}

function chosenTargets({ header }: ReportSource, wanted: readonly string[] | undefined): readonly string[] {
  const known = header.targets.map(({ id }) => id);
  const chosen = wanted ?? known;
  const stranger = chosen.find((id) => !known.includes(id));
  if (stranger !== undefined) throw mistake(`The run has no target "${stranger}". It has ${known.join(', ')}.`);
  if (new Set(chosen).size < 2) throw mistake('Two targets are needed to compare answers.');
  return known.filter((id) => chosen.includes(id));
}

/** Reads the two answers of a pair, and what they answer. */
export async function readPair(source: ReportSource, { a, b, cluster }: PlannedPair): Promise<AnswerPair> {
  const asked = source.header.prompts.find(({ id }) => id === a.prompt);
  return {
    row: cluster,
    question: questionText(asked, (await source.row(a.row)) ?? {}),
    a: await contenderOf(source, a),
    b: await contenderOf(source, b),
  };
}

async function contenderOf(source: ReportSource, entry: SourceEntry): Promise<Contender> {
  const { text, output } = measuredRecord(entry, await source.cell(entry)).outcome;
  const model = source.header.targets.find(({ id }) => id === entry.target)?.model ?? '';
  const vendor = vendorOf(model);
  return {
    target: entry.target,
    text: text ?? JSON.stringify(output ?? {}),
    ...(vendor === undefined ? {} : { vendor }),
  };
}
