import type { WinMatrix } from './bradley-terry.ts';
import type { Outcome } from './votes.ts';

/** Share of an outcome that falls to its a. */
export const shareOfA: Readonly<Record<Outcome['winner'], number>> = { a: 1, b: 0, tie: 0.5 };

/** Wins of each target over each other, in the order of the names. */
export function winsOf(outcomes: Iterable<Outcome>, names: readonly string[]): WinMatrix {
  const places = new Map(names.map((name, place) => [name, place]));
  const wins = names.map(() => new Array<number>(names.length).fill(0));
  const add = (winner: string, loser: string, share: number): void => {
    const row = wins[places.get(winner) ?? -1];
    const column = places.get(loser);
    if (row !== undefined && column !== undefined) row[column] = (row[column] ?? 0) + share;
  };
  for (const { a, b, winner } of outcomes) {
    add(a, b, shareOfA[winner]);
    add(b, a, 1 - shareOfA[winner]);
  }
  return wins;
}
