import { InferenceError } from '@x/core';
import { describe, expect, test } from 'vitest';
import { comparedGroups, isSettled, logStrengths, withOneTieEach } from '../../src/judging/bradley-terry.ts';
import {
  ballotOf,
  startVoting,
  type VotingAction,
  type VotingState,
  votesOf,
  voting,
} from '../../src/judging/human-votes.ts';
import { rate, toPoints } from '../../src/judging/rating.ts';
import type { AnswerPair, HumanVote, JudgeVerdict } from '../../src/judging/votes.ts';
import { winRates } from '../../src/judging/win-rate.ts';
import golden from '../statistics/golden.json' with { type: 'json' };

const vote = (row: number, a: string, b: string, winner: HumanVote['winner']): HumanVote => ({
  ...{ source: 'human', by: 'ann', row, a, b, winner, left: 'a' },
});
const reading = { status: 'valid', winner: 'a', reason: '' } as const;
const judged = (row: number, winner?: 'a' | 'b' | 'tie'): JudgeVerdict => ({
  ...{ source: 'judge', judge: 'j', row, a: 'one', b: 'two', aFirst: reading, bFirst: reading, sameVendor: [] },
  ...(winner === undefined ? {} : { winner }),
});

describe('voting', () => {
  const pairs = Array.from(
    { length: 20 },
    (_, row): AnswerPair => ({
      row,
      question: `question ${row}`,
      a: { target: 'secret-one', text: `one ${row}` },
      b: { target: 'secret-two', text: `two ${row}` },
    }),
  );
  const after = (state: VotingState, ...actions: readonly VotingAction[]): VotingState => actions.reduce(voting, state);
  const cast = (choice: 'left' | 'right' | 'tie' | 'both-bad', note?: string): VotingAction => ({
    type: 'vote',
    choice,
    note,
  });

  test('is blind, in an order and on sides that the seed decides', () => {
    const ballots = (seed: number): readonly unknown[] => {
      let state = startVoting(pairs, { by: 'ann', seed });
      const seen: unknown[] = [];
      for (let ballot = ballotOf(state); ballot !== undefined; ballot = ballotOf(state)) {
        seen.push(ballot);
        state = voting(state, { type: 'skip' });
      }
      return seen;
    };
    expect(ballots(1)).toEqual(ballots(1));
    expect(ballots(1)).not.toEqual(ballots(2));
    expect(ballots(1)).toHaveLength(20);
    expect(JSON.stringify(ballots(1))).not.toContain('secret');
    const sides = startVoting(pairs, { by: 'ann' }).places.map(({ left }) => left);
    expect(new Set(sides)).toEqual(new Set(['a', 'b']));
  });

  test('keeps what was meant, whichever side it was on; a skipped pair has no vote', () => {
    const start = startVoting(pairs, { by: 'ann', seed: 4 });
    const state = after(start, cast('left', 'clear'), { type: 'skip' }, cast('right'), cast('both-bad'), cast('tie'));
    const votes = votesOf(state);
    const [first, , third, fourth, fifth] = start.places;
    expect(votes.map(({ row }) => row)).toEqual([first, third, fourth, fifth].map((place) => place?.pair.row));
    expect(votes[0]).toMatchObject({
      source: 'human',
      by: 'ann',
      a: 'secret-one',
      left: first?.left,
      winner: first?.left,
      note: 'clear',
    });
    expect(votes[1]?.winner).toBe(third?.left === 'a' ? 'b' : 'a');
    expect(votes.map(({ winner }) => winner).slice(2)).toEqual(['both-bad', 'tie']);
    expect(votes[1]).not.toHaveProperty('note');
  });

  test('can be taken back, and ends', () => {
    const start = startVoting(pairs.slice(0, 1), { by: 'ann' });
    expect(voting(start, { type: 'undo' })).toEqual(start);
    const ended = voting(start, cast('tie'));
    expect(ballotOf(ended)).toBeUndefined();
    expect(() => voting(ended, cast('tie'))).toThrow(InferenceError);
    expect(voting(ended, { type: 'undo' })).toEqual(start);
  });
});

describe('win rates', () => {
  test('count a tie by half and each row once, whichever way round a pair was put', () => {
    const votes = [
      vote(0, 'x', 'y', 'a'),
      vote(1, 'y', 'x', 'a'),
      vote(2, 'x', 'y', 'tie'),
      vote(2, 'x', 'y', 'both-bad'),
      vote(3, 'x', 'y', 'a'),
    ];
    expect(winRates(votes)).toMatchObject([
      { source: 'human', a: 'x', b: 'y', wins: 2, losses: 1, ties: 2, rate: { estimate: 2.5 / 4, n: 4 } },
    ]);
  });

  test('leave out verdicts without a winner', () => {
    expect(winRates([judged(0, 'a'), judged(1)])).toMatchObject([{ source: 'judge', wins: 1, rate: { n: 1 } }]);
    expect(winRates([])).toEqual([]);
  });
});

describe('strengths', () => {
  const { wins, logStrengths: wanted } = golden.baseball;

  test(`of the American League of 1987 (Agresti 2002, table 10.10) as ${golden.source['made with']} has them`, () => {
    const got = logStrengths(wins);
    for (const [place, value] of wanted.entries()) expect(got[place]).toBeCloseTo(value, 8);
  });

  test.each<[string, number[][], boolean, number[][]]>([
    [
      'a circle',
      [
        [0, 1, 0],
        [0, 0, 1],
        [1, 0, 0],
      ],
      true,
      [[0, 1, 2]],
    ],
    [
      'one that won everything',
      [
        [0, 1, 1],
        [0, 0, 1],
        [0, 1, 0],
      ],
      false,
      [[0, 1, 2]],
    ],
    [
      'two that never met the third',
      [
        [0, 1, 0],
        [1, 0, 0],
        [0, 0, 0],
      ],
      false,
      [[0, 1], [2]],
    ],
  ])('%s', (_, matrix, settled, groups) => {
    expect(isSettled(matrix)).toBe(settled);
    expect(comparedGroups(matrix)).toEqual(groups);
  });

  test('one tie more settles a group, and adds nothing between those who never met', () => {
    const more = withOneTieEach([
      [0, 3, 0],
      [0, 0, 2],
      [0, 0, 0],
    ]);
    expect(more).toEqual([
      [0, 3.5, 0],
      [0.5, 0, 2.5],
      [0, 0.5, 0],
    ]);
    expect(isSettled(more)).toBe(true);
  });
});

describe('a rating', () => {
  // x beats y in 3 of 4 rows, y beats z in 3 of 4, and so on: ties make 0.75.
  const votes = Array.from({ length: 40 }, (_, row) => [
    vote(row, 'x', 'y', row % 4 === 0 ? 'b' : 'a'),
    vote(row, 'z', 'y', row % 4 === 1 ? 'a' : 'b'),
    vote(row, 'x', 'z', row % 2 === 0 ? 'tie' : 'a'),
  ]).flat();

  test('orders the targets, with intervals over rows and the ranks that they leave open', () => {
    const got = rate(votes, { resamples: 200 });
    expect(got).toMatchObject({ source: 'human', coverage: 1, warnings: [] });
    const [group] = got.groups;
    expect(got.groups).toHaveLength(1);
    expect(group).toMatchObject({ n: 40, outcomes: 120, warnings: [] });
    expect(group?.targets.map(({ target }) => target)).toEqual(['x', 'y', 'z']);
    const strengths = group?.targets.map(({ strength }) => strength.estimate) ?? [];
    expect(strengths.reduce((total, value) => total + value, 0)).toBeCloseTo(0, 8);
    for (const { strength, rank } of group?.targets ?? []) {
      const [low = 1, high = -1] = strength.interval ?? [];
      expect(low).toBeLessThan(strength.estimate);
      expect(high).toBeGreaterThan(strength.estimate);
      expect(rank?.[0]).toBeLessThanOrEqual(rank?.[1] ?? 0);
    }
    expect(group?.targets[0]?.rank).toEqual([1, 1]);
    expect(rate(votes, { resamples: 200 })).toEqual(got);
  });

  test('of two is the odds of their outcomes', () => {
    const two = [vote(0, 'x', 'y', 'a'), vote(1, 'x', 'y', 'a'), vote(2, 'x', 'y', 'a'), vote(3, 'x', 'y', 'b')];
    const [best, worst] = rate(two).groups[0]?.targets ?? [];
    expect((best?.strength.estimate ?? 0) - (worst?.strength.estimate ?? 0)).toBeCloseTo(Math.log(3), 8);
    expect(toPoints(Math.log(10)) - toPoints(0)).toBeCloseTo(400, 10);
  });

  test('says where somebody won everything, and still gives finite numbers', () => {
    const got = rate(Array.from({ length: 40 }, (_, row) => vote(row, 'x', 'y', 'a')));
    expect(got.groups[0]?.warnings).toEqual([expect.stringContaining('one tie more')]);
    // 40.5 against 0.5.
    expect(got.groups[0]?.targets[0]?.strength.estimate).toBeCloseTo(Math.log(81) / 2, 6);
  });

  test('keeps apart what was never compared', () => {
    const got = rate([
      ...votes,
      ...Array.from({ length: 40 }, (_, row) => vote(row, 'v', 'w', row % 3 === 0 ? 'a' : 'b')),
    ]);
    expect(got.groups.map(({ targets }) => targets.map(({ target }) => target))).toEqual([
      ['x', 'y', 'z'],
      ['w', 'v'],
    ]);
    expect(got.warnings).toEqual([expect.stringContaining('never compared')]);
  });

  test('has no intervals where most resamples lack somebody', () => {
    const got = rate([vote(0, 'x', 'y', 'a'), vote(1, 'x', 'y', 'b'), vote(2, 'y', 'z', 'a')]);
    expect(got.groups[0]?.targets[0]).not.toHaveProperty('rank');
    expect(got.groups[0]?.warnings).toContainEqual(expect.stringContaining('no intervals'));
    expect(got.warnings).toContainEqual(expect.stringContaining('fewer than 30 rows'));
  });

  test('states how many verdicts were none, and rates nothing by nothing', () => {
    const got = rate([judged(0, 'a'), judged(1, 'b'), judged(2), judged(3)]);
    expect(got).toMatchObject({ source: 'judge', coverage: 0.5 });
    expect(rate([])).toMatchObject({ groups: [], coverage: 0, warnings: ['There is no outcome to rate by.'] });
  });

  test("never mixes judges' verdicts and people's votes", () => {
    const mixed = [judged(0, 'a'), vote(1, 'one', 'two', 'a')];
    // @ts-expect-error a list of both kinds is not of the type
    expect(() => rate(mixed)).toThrow(/mixed/);
    // @ts-expect-error nor is it here
    expect(() => winRates(mixed)).toThrow(InferenceError);
  });

  test('refuses a target against itself, and too few resamples', () => {
    expect(() => rate([vote(0, 'x', 'x', 'a')])).toThrow(/itself/);
    expect(() => rate(votes, { resamples: 5 })).toThrow(InferenceError);
  });
});
