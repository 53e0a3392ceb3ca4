import { resolve } from 'node:path';
import {
  ballotOf,
  type HumanVote,
  type PlannedPair,
  rate,
  readPair,
  startVoting,
  type VotingAction,
  votesOf,
  voting,
  winRates,
} from '@x/compare/analysis';
import { openRun, type RunView } from '@x/compare/node';
import * as z from 'zod';
import { exitCodes } from '../exit-codes.ts';
import type { Input, Io, Output } from '../io.ts';
import { readOptions, reporting, wholeNumber } from '../options.ts';
import { cleanLine } from '../render/clean.ts';
import { jsonLine, jsonOf } from '../render/json.ts';
import { paintFor, widthFor } from '../render/terminal.ts';
import { printTables } from '../reporting/print-tables.ts';
import { UsageError } from '../usage-error.ts';
import { ballotLines } from '../votes/ballot-view.ts';
import { pressedKeys } from '../votes/keys.ts';
import { besideRun, openRound, type Round, targetsIn, voteLine } from '../votes/open-round.ts';
import { ratingTable, ratingWarnings, winsTable } from '../votes/vote-tables.ts';

const voteOptions = z.object({
  ...reporting,
  run: z.string(),
  pairs: z.string().optional(),
  limit: wholeNumber(1),
  seed: wholeNumber(0),
  by: z.string().trim().min(1, 'is empty. Give a name').default('me'),
  output: z.string().min(1, 'is empty. Name a file').optional(),
});

/** Lines wider than this are hard to read. */
const widestLine = 100;

/**
 * `x compare vote`: a person says which of two answers is better, without knowing whose they are.
 *
 * @param given the command line's options and the run file, unchecked
 * @throws UsageError where nobody is there to vote; RunFileError, DiskError
 */
export async function compareVote(given: unknown, io: Io): Promise<number> {
  const { run: name, pairs, limit, seed, by, output, json, quiet } = readOptions(voteOptions, given);
  const { stdin } = io;
  if (stdin?.isTTY !== true) throw new UsageError('Voting needs a terminal: a person presses the keys');
  await using run = await openRun(resolve(io.directory, name));
  const path = output ?? besideRun(name, 'votes');
  const choice = { targets: targetsIn(pairs), limit, seed };
  const round = await openRound(run, resolve(io.directory, path), { source: 'human', by }, choice);
  await using _file = round.file;
  const screen = json ? io.stderr : io.stdout;
  const votes = await voteOnAll({ run, round, by, seed: seed ?? 1, stdin, screen }, io);
  if (json) {
    const counted = { votes: votes.length, of: round.pairs.length, wins: jsonOf(winRates(votes)) };
    io.stdout.write(jsonLine({ type: 'voted', file: path, ...counted, rating: jsonOf(rate(votes)) }));
  } else showResult(votes, { path, planned: round.pairs.length, quiet }, io);
  return io.signal.aborted ? exitCodes.interrupted : exitCodes.ok;
}

interface Sitting {
  readonly run: RunView;
  readonly round: Round;
  readonly by: string;
  readonly seed: number;
  readonly stdin: Input;
  /** Where ballots are shown. */
  readonly screen: Output;
}

const actions: Readonly<Record<string, VotingAction>> = {
  '1': { type: 'vote', choice: 'left' },
  '2': { type: 'vote', choice: 'right' },
  t: { type: 'vote', choice: 'tie' },
  s: { type: 'skip' },
};

/** Shows one pair after the other, and keeps each vote before the next is shown. */
async function voteOnAll({ run, round, by, seed, stdin, screen }: Sitting, io: Io): Promise<readonly HumanVote[]> {
  const votes = round.cast.filter((vote) => vote.source === 'human').map((vote): HumanVote => vote);
  const keys = pressedKeys(stdin, io.signal);
  const shown = round.pairs.length - round.open.length;
  try {
    for (const [place, pair] of round.open.entries()) {
      const state = startVoting([await readPair(run, pair)], { by, seed: sideSeed(seed, pair, round) });
      const ballot = ballotOf(state);
      if (ballot === undefined) continue;
      const width = Math.min(widthFor(screen) ?? widestLine, widestLine);
      const number = { number: shown + place + 1, of: round.pairs.length };
      screen.write(`${ballotLines(ballot, number, width, paintFor(screen, io.environment)).join('\n')}\n`);
      const action = await nextAction(keys);
      if (action === undefined) break;
      for (const vote of votesOf(voting(state, action))) {
        await round.file.add(voteLine(pair, { ...vote }));
        votes.push(vote);
      }
    }
  } finally {
    await keys.return();
  }
  return votes;
}

/** Sides are drawn for each pair by itself, so that going on later shows every pair as it would have been. */
const sideSeed = (seed: number, pair: PlannedPair, { pairs }: Round): number => seed * 65_537 + pairs.indexOf(pair);

/** Passes over keys that mean nothing; undefined when the voter leaves. */
async function nextAction(keys: AsyncGenerator<string, void>): Promise<VotingAction | undefined> {
  for (;;) {
    const { value: key } = await keys.next();
    if (key === undefined || key === 'q') return undefined;
    const action = actions[key];
    if (action !== undefined) return action;
  }
}

function showResult(
  votes: readonly HumanVote[],
  { path, planned, quiet }: { readonly path: string; readonly planned: number; readonly quiet: boolean },
  io: Io,
): void {
  const rating = rate(votes);
  printTables([winsTable(winRates(votes)), ratingTable(rating)], io);
  if (quiet) return;
  if (votes.length > 0) for (const warning of ratingWarnings(rating)) io.stdout.write(`! ${cleanLine(warning)}\n`);
  io.stdout.write(`${votes.length} of ${planned} pairs have a vote. Kept in ${cleanLine(path)}\n`);
}
