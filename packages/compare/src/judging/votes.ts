import type { InferenceError } from '@x/core';

/** Two targets' answers to the same question. Which is `a` means nothing; both orders are judged. */
export interface AnswerPair {
  /** Place of the row that they answer: what hangs together when intervals are made. */
  readonly row: number;
  /** What was asked. */
  readonly question: string;
  readonly a: Contender;
  readonly b: Contender;
}

/** One answer and whose it is. */
export interface Contender {
  readonly target: string;
  readonly text: string;
  /** Who made the model, by `vendorOf`; absent where it is not known. */
  readonly vendor?: string | undefined;
}

/** Which of the two is better. */
export type Winner = 'a' | 'b' | 'tie';

/** What a judge said of a pair in one order. */
export type Reading =
  | { readonly status: 'valid'; readonly winner: Winner; readonly reason: string }
  /** It answered something that is no verdict. What it may have meant is not guessed. */
  | { readonly status: 'invalid'; readonly why: string }
  /** It did not answer. */
  | { readonly status: 'failed'; readonly error: InferenceError };

/** What a judge came to on one pair. */
export interface JudgeVerdict {
  readonly source: 'judge';
  /** The judge's id. */
  readonly judge: string;
  readonly row: number;
  /** The target whose answer is a. */
  readonly a: string;
  readonly b: string;
  /** With a's answer shown first. */
  readonly aFirst: Reading;
  /** With b's answer shown first. */
  readonly bFirst: Reading;
  /** A target only where both orders name it; otherwise a tie. Absent unless both orders are valid. */
  readonly winner?: Winner | undefined;
  /** The longer answer, in characters; absent where both are as long. */
  readonly longer?: 'a' | 'b' | undefined;
  /** Targets whose model is of the judge's own vendor: judges prefer their own (Panickssery 2024). */
  readonly sameVendor: readonly string[];
}

/** What a person said of one pair, without knowing whose answers they were. */
export interface HumanVote {
  readonly source: 'human';
  /** Who voted. */
  readonly by: string;
  readonly row: number;
  readonly a: string;
  readonly b: string;
  /** `both-bad` counts as a tie in rates and ratings, and is counted by itself beside them. */
  readonly winner: Winner | 'both-bad';
  /** Which answer was shown on the left. */
  readonly left: 'a' | 'b';
  readonly note?: string | undefined;
}

/** Votes of one kind. A list of both kinds is not of this type: what a judge says is never counted as a person's word. */
export type Votes = readonly JudgeVerdict[] | readonly HumanVote[];

/** One decided comparison, whoever decided it. */
export interface Outcome {
  readonly row: number;
  readonly a: string;
  readonly b: string;
  readonly winner: Winner;
}
