import type { JudgeVerdict, SourceEntry } from '@x/compare/analysis';
import { UsageError } from '../usage-error.ts';
import { readVotes } from './votes-file.ts';

/** The verdict on two cells; undefined where there is none, or where one of them has been asked again since. */
export type VerdictFinder = (a: SourceEntry, b: SourceEntry) => JudgeVerdict | undefined;

/**
 * Reads the verdicts of a judge.
 *
 * @throws UsageError where the file is not there, or holds people's votes
 */
export async function verdictFinder(path: string): Promise<VerdictFinder> {
  const { header, votes } = await readVotes(path);
  if (header === undefined) throw new UsageError(`There is no votes file ${path}. x compare judge makes one`);
  if (header.source !== 'judge') throw new UsageError(`${path} holds people's votes; a judge's file is needed`);
  return (a, b) => {
    const { prompt, row, repeat, axes } = a;
    const line = votes.get(JSON.stringify([a.target, b.target, prompt, row, repeat, axes ?? null]));
    const current = line !== undefined && line.answers[0] === a.at && line.answers[1] === b.at;
    return current && line.vote.source === 'judge' ? line.vote : undefined;
  };
}
