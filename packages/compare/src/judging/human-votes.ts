import { mistake } from '../mistake.ts';
import { shuffledOrder } from '../plan/order.ts';
import { defaultSeed, randomBy } from '../statistics/random.ts';
import type { AnswerPair, HumanVote } from './votes.ts';

/** What a voter sees: two answers, and nothing that says whose they are. */
export interface Ballot {
  /** From 1. */
  readonly number: number;
  readonly of: number;
  readonly question: string;
  readonly left: string;
  readonly right: string;
}

/** What a voter can say. */
export type Choice = 'left' | 'right' | 'tie' | 'both-bad';

/** What a voter can do. */
export type VotingAction =
  | { readonly type: 'vote'; readonly choice: Choice; readonly note?: string | undefined }
  /** No vote on this pair. */
  | { readonly type: 'skip' }
  /** Back to the pair before, its vote void. */
  | { readonly type: 'undo' };

/** A round of voting. Show its `ballotOf`, and not the pairs, which say whose the answers are. */
export interface VotingState {
  readonly by: string;
  readonly places: readonly Place[];
  /** One for every place that has been passed. */
  readonly answers: readonly Answer[];
}

/** A pair and the side on which it is shown. */
interface Place {
  readonly pair: AnswerPair;
  readonly left: 'a' | 'b';
}

type Answer = Exclude<VotingAction, { readonly type: 'undo' }>;

/**
 * Starts a round: the pairs in an order, and each pair's answers on sides, that depend on the seed alone.
 *
 * @param options `by`: who votes; `seed` default 1
 */
export function startVoting(
  pairs: readonly AnswerPair[],
  options: { readonly by: string; readonly seed?: number | undefined },
): VotingState {
  const { by, seed = defaultSeed } = options;
  const random = randomBy(seed);
  const places = Array.from(shuffledOrder(pairs.length, seed)).flatMap((place): readonly Place[] => {
    const pair = pairs[place];
    return pair === undefined ? [] : [{ pair, left: random.below(2) === 0 ? 'a' : 'b' }];
  });
  return { by, places, answers: [] };
}

/** The pair to vote on; undefined when the round is over. */
export function ballotOf({ places, answers }: VotingState): Ballot | undefined {
  const place = places[answers.length];
  if (place === undefined) return undefined;
  const { pair, left } = place;
  const right = left === 'a' ? 'b' : 'a';
  const texts = { left: pair[left].text, right: pair[right].text };
  return { number: answers.length + 1, of: places.length, question: pair.question, ...texts };
}

/**
 * The round after an action. An undo before the first vote changes nothing.
 *
 * @throws InferenceError `invalid-request` for a vote when the round is over
 */
export function voting(state: VotingState, action: VotingAction): VotingState {
  if (action.type === 'undo') return { ...state, answers: state.answers.slice(0, -1) };
  if (ballotOf(state) === undefined) throw mistake('Every pair has been voted on. Undo one, or start another round.');
  return { ...state, answers: [...state.answers, action] };
}

/** The votes so far, in the order in which they were given; skipped pairs have none. */
export function votesOf({ by, places, answers }: VotingState): readonly HumanVote[] {
  return answers.flatMap((answer, number) => {
    const place = places[number];
    if (place === undefined || answer.type === 'skip') return [];
    const { pair, left } = place;
    const right = left === 'a' ? ('b' as const) : ('a' as const);
    const meaning = { left, right, tie: 'tie', 'both-bad': 'both-bad' } as const;
    const vote = { source: 'human', by, row: pair.row, a: pair.a.target, b: pair.b.target, left } as const;
    return [{ ...vote, winner: meaning[answer.choice], ...(answer.note === undefined ? {} : { note: answer.note }) }];
  });
}
