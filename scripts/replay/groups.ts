/** Counts by group: what passed, what failed and why, what was left out and why. */

/** How one recording fared. */
export interface Result {
  readonly group: string;
  readonly file: string;
  readonly provenance: string;
  /** Whether it is one of the recorded answers of Hugging Face that have a target of their own, over all their groups. */
  readonly ofHfTask: boolean;
  readonly verdict: 'passed' | 'failed' | 'left out';
  /** Why it failed or was left out. */
  readonly reason?: string | undefined;
}

export interface Tally {
  readonly group: string;
  readonly passed: number;
  readonly total: number;
  /** Of these, raw traffic: what the target counts. */
  readonly recordedPassed: number;
  readonly recordedTotal: number;
  readonly leftOut: number;
}

/** Share of the recorded answers (status 200) that must pass in every group of them. */
export const TARGET = 0.95;

/** The same in OpenAI's groups, of both of its protocols. */
export const OPENAI_TARGET = 0.98;

/** The end of the name of a group of failed calls, which has no target. */
export const ERRORS = ' errors';

export function tallies(results: readonly Result[]): readonly Tally[] {
  const groups = [...new Set(results.map((result) => result.group))].sort();
  return groups.map((group) =>
    tally(
      group,
      results.filter((result) => result.group === group),
    ),
  );
}

function tally(group: string, results: readonly Result[]): Tally {
  const counted = results.filter((result) => result.verdict !== 'left out');
  const recorded = counted.filter((result) => result.provenance === 'recorded');
  return {
    group,
    passed: passedOf(counted),
    total: counted.length,
    recordedPassed: passedOf(recorded),
    recordedTotal: recorded.length,
    leftOut: results.length - counted.length,
  };
}

function passedOf(results: readonly Result[]): number {
  return results.filter((result) => result.verdict === 'passed').length;
}

/** Share of Hugging Face's recorded answers that must pass, over all tasks of the contract together. */
export const HF_TARGET = 0.98;

/** Those answers as one group. */
export function hfTally(results: readonly Result[]): Tally {
  return tally(
    'Hugging Face',
    results.filter((result) => result.ofHfTask),
  );
}

export function missesHfTarget({ recordedPassed, recordedTotal }: Tally): boolean {
  return recordedPassed < HF_TARGET * recordedTotal;
}

export function missesTarget({ group, recordedPassed, recordedTotal }: Tally): boolean {
  const target = group.startsWith('openai ') ? OPENAI_TARGET : TARGET;
  return !group.endsWith(ERRORS) && recordedPassed < target * recordedTotal;
}
