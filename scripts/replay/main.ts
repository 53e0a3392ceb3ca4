/**
 * Sends recorded answers of the vendors through the adapters and prints, group by group, how many were read right.
 *
 * Exit codes: 0 when every group of answers reaches the target over its recorded 200s, and Hugging Face's tasks together
 * theirs; 1 when one of them misses it; 2 when the command is not understood.
 */
import { parseArgs } from 'node:util';
import { endpointOf } from './endpoints.ts';
import { hfTally, missesHfTarget, missesTarget, type Result, tallies } from './groups.ts';
import { loadRecordings, type Recorded } from './recordings.ts';
import { disagreements, replayRecording } from './replay-recording.ts';
import { disagreementLines, failureLines, hfLine, leftOutLines, tallyLines } from './report.ts';
import { UsageError } from './usage-error.ts';

const USAGE = 'Usage: npm run replay -- <folder of recordings> [--group <name>] [--verbose]';

process.exitCode = await main(process.argv.slice(2));

async function main(words: readonly string[]): Promise<number> {
  try {
    const { folder, group, verbose } = readArguments(words);
    const recordings = ofGroup(await loadRecordings(folder), group);
    return await replayAll(recordings, verbose);
  } catch (error) {
    if (!isUsageError(error)) throw error;
    console.error(`${error.message}\n${USAGE}`);
    return 2;
  }
}

/** A command that cannot be carried out as written; anything else is a fault of this program and keeps its stack. */
function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}

function readArguments(words: readonly string[]) {
  const { positionals, values } = parseArgs({
    // npm and pnpm may hand on the `--` that separates their own options.
    args: words.filter((word) => word !== '--'),
    allowPositionals: true,
    options: { group: { type: 'string' }, verbose: { type: 'boolean', default: false } },
  });
  const [folder, ...rest] = positionals;
  if (folder === undefined) throw new UsageError('Say which folder holds the recordings.');
  if (rest.length > 0) throw new UsageError(`One folder is enough; what is ${rest.join(' ')}?`);
  return { folder, ...values };
}

/** The groups are known only from the recordings, so a wrong name is answered with the right ones. */
function ofGroup(recordings: readonly Recorded[], group: string | undefined): readonly Recorded[] {
  if (group === undefined) return recordings;
  const found = recordings.filter((recorded) => endpointOf(recorded)?.group === group);
  if (found.length > 0) return found;
  const names = new Set(recordings.map((recorded) => endpointOf(recorded)?.group).filter((name) => name !== undefined));
  throw new UsageError(`There is no group ${group}. The groups: ${[...names].sort().join(', ')}.`);
}

async function replayAll(recordings: readonly Recorded[], verbose: boolean): Promise<number> {
  const results: Result[] = [];
  const readDifferently: string[] = [];
  for (const recorded of recordings) {
    const result = await replayRecording(recorded);
    if (result === undefined) continue;
    results.push(result);
    if (verbose) console.log(`${result.verdict}  ${result.file}`);
    readDifferently.push(...(await disagreements(recorded)).map((line) => `${recorded.file}: ${line}`));
  }
  const counts = tallies(results);
  const ofHf = hfTally(results);
  const sections = [
    tallyLines(counts, recordings.length - results.length),
    ofHf.recordedTotal === 0 ? [] : [hfLine(ofHf)],
    failureLines(results),
    disagreementLines(readDifferently),
    leftOutLines(results),
  ];
  for (const lines of sections) if (lines.length > 0) console.log(`${lines.join('\n')}\n`);
  return counts.some(missesTarget) || missesHfTarget(ofHf) ? 1 : 0;
}
