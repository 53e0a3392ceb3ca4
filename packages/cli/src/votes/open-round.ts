import { type PairChoice, type PlannedPair, planPairs } from '@x/compare/analysis';
import type { RunView } from '@x/compare/node';
import { type VoteLine, type VotesHeader, votesFileVersion } from './records.ts';
import { VotesFile } from './votes-file.ts';

/** Pairs of a run that are to be voted on, and the votes that there are. */
export interface Round {
  readonly file: VotesFile;
  /** All that were chosen. */
  readonly pairs: readonly PlannedPair[];
  /** Those without a vote, or whose answers have changed since. */
  readonly open: readonly PlannedPair[];
  /** The votes on the others. */
  readonly cast: readonly VoteLine['vote'][];
}

/**
 * Opens a votes file for pairs of a run.
 *
 * @throws UsageError where the file holds other votes, InferenceError `invalid-request` for targets that there are not
 */
export async function openRound(
  run: RunView,
  path: string,
  whose: Pick<VotesHeader, 'source' | 'by' | 'criteria'>,
  choice: PairChoice,
): Promise<Round> {
  const pairs = planPairs(run, choice);
  const header = {
    t: 'votes',
    v: votesFileVersion,
    run: run.header.id,
    at: new Date().toISOString(),
    ...whose,
  } as const;
  const file = await VotesFile.open(path, header);
  const voteOn = (pair: PlannedPair): VoteLine['vote'] | undefined => {
    const line = file.votes.get(pair.name);
    return line?.answers[0] === pair.a.at && line.answers[1] === pair.b.at ? line.vote : undefined;
  };
  return {
    file,
    pairs,
    open: pairs.filter((pair) => voteOn(pair) === undefined),
    cast: pairs.map(voteOn).filter((vote) => vote !== undefined),
  };
}

/** The line for a vote on a pair. */
export const voteLine = ({ name, a, b }: PlannedPair, vote: VoteLine['vote']): VoteLine => ({
  t: 'vote',
  pair: name,
  answers: [a.at, b.at],
  at: new Date().toISOString(),
  vote,
});

/** The file beside a run file: `run.jsonl` has `run.judged.jsonl` or `run.votes.jsonl`. */
export const besideRun = (run: string, kind: 'judged' | 'votes'): string =>
  `${run.replace(/\.jsonl$/i, '')}.${kind}.jsonl`;

/** The targets of `--pairs a,b`. */
export const targetsIn = (pairs: string | undefined): readonly string[] | undefined =>
  pairs
    ?.split(',')
    .map((target) => target.trim())
    .filter((target) => target !== '');
