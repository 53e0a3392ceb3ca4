import type { Difference } from '../difference.ts';
import type { ProviderSubject } from '../subject.ts';

/** Registers a test with the caller's runner; vitest's, jest's, bun's and node's `test` all fit. */
export type TestFunction = (name: string, work: () => Promise<void>) => unknown;

/** The one assertion that the suite needs: deep equality, in which the order of keys does not count. */
export type Expect = (actual: unknown) => { toEqual(expected: unknown): unknown };

/** How a call is made: whole, or as a stream. */
export type Mode = 'run' | 'stream';

/** What a scenario works with. */
export interface Trial {
  readonly subject: ProviderSubject;
  readonly mode: Mode;
  readonly expect: Expect;
}

/** One situation, and what a provider has to make of it. */
export interface Scenario {
  readonly name: string;
  /** Default both: the scenario is tried once in each. */
  readonly modes?: readonly Mode[] | undefined;
  /** Not tried where the subject declares that it lacks this. */
  readonly needs?: Difference | undefined;
  check(trial: Trial): Promise<void>;
}

/** Scenarios that are made from what a subject's wire holds. */
export type ScenarioTable = (subject: ProviderSubject) => readonly Scenario[];
