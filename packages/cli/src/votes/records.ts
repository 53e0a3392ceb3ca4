import type { HumanVote, JudgeVerdict } from '@x/compare/analysis';
import * as z from 'zod';

/** The version that is written and read. */
export const votesFileVersion = 1;

const winner = z.enum(['a', 'b', 'tie']);
const side = z.enum(['a', 'b']);

/** The first line: whose votes they are, on which run. */
const header = z.object({
  t: z.literal('votes'),
  v: z.literal(votesFileVersion),
  /** The run's id. */
  run: z.string(),
  at: z.iso.datetime(),
  source: z.enum(['judge', 'human']),
  /** Who judges or votes. */
  by: z.string(),
  /** What a judge goes by. */
  criteria: z.string().optional(),
});

/** What a judge said in one order. A call that failed is never written: it is asked again. */
const reading = z.discriminatedUnion('status', [
  z.object({ status: z.literal('valid'), winner, reason: z.string() }),
  z.object({ status: z.literal('invalid'), why: z.string() }),
]);

const verdict = z.object({
  source: z.literal('judge'),
  judge: z.string(),
  row: z.int(),
  a: z.string(),
  b: z.string(),
  aFirst: reading,
  bFirst: reading,
  winner: winner.optional(),
  longer: side.optional(),
  sameVendor: z.array(z.string()),
}) satisfies z.ZodType<JudgeVerdict>;

const humanVote = z.object({
  source: z.literal('human'),
  by: z.string(),
  row: z.int(),
  a: z.string(),
  b: z.string(),
  winner: z.enum(['a', 'b', 'tie', 'both-bad']),
  left: side,
  note: z.string().optional(),
}) satisfies z.ZodType<HumanVote>;

/** A vote on a pair of answers. A later line of the same pair supersedes it. */
const vote = z.object({
  t: z.literal('vote'),
  /** The pair's name. */
  pair: z.string(),
  /** When the two answers ended: a vote on an answer that has been asked again since says nothing of the new one. */
  answers: z.tuple([z.string(), z.string()]),
  at: z.iso.datetime(),
  vote: z.discriminatedUnion('source', [verdict, humanVote]),
});

/** Any line of a votes file. */
export const voteRecord = z.discriminatedUnion('t', [header, vote]);

/** The first line. */
export type VotesHeader = z.infer<typeof header>;
/** A vote on a pair. */
export type VoteLine = z.infer<typeof vote>;
