import { mistake } from '../mistake.ts';
import type { HumanVote, JudgeVerdict, Outcome, Votes } from './votes.ts';

/** What votes of one kind come to. */
export interface Counted {
  readonly source: 'judge' | 'human';
  readonly outcomes: readonly Outcome[];
  /** Votes that are no outcome: invalid or failed verdicts. */
  readonly undecided: number;
}

/**
 * The outcomes of votes, `both-bad` as a tie.
 *
 * @throws InferenceError `invalid-request` where votes of judges and people are mixed, as a file that was put together
 * by hand may do, or a target is compared with itself
 */
export function outcomesOf(votes: Votes): Counted {
  const source = votes[0]?.source ?? 'judge';
  const all: readonly (JudgeVerdict | HumanVote)[] = votes;
  if (all.some((vote) => vote.source !== source)) {
    throw mistake("Judges' verdicts and people's votes are mixed. Count each kind by itself.");
  }
  const outcomes = all.flatMap(outcomeOf);
  const alone = outcomes.find(({ a, b }) => a === b);
  if (alone !== undefined) throw mistake(`"${alone.a}" is compared with itself.`);
  return { source, outcomes, undecided: votes.length - outcomes.length };
}

function outcomeOf({ row, a, b, winner }: JudgeVerdict | HumanVote): readonly Outcome[] {
  if (winner === undefined) return [];
  return [{ row, a, b, winner: winner === 'both-bad' ? 'tie' : winner }];
}
