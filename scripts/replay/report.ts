/** The printed report, as lines. */
import { HF_TARGET, missesHfTarget, missesTarget, OPENAI_TARGET, type Result, TARGET, type Tally } from './groups.ts';

export function tallyLines(counts: readonly Tally[], elsewhere: number): readonly string[] {
  const width = Math.max(...counts.map(({ group }) => group.length), 5);
  const [percent, openaiPercent] = [TARGET, OPENAI_TARGET].map((share) => Math.round(share * 100));
  return [
    `${'group'.padEnd(width)}       recorded        all  left out`,
    ...counts.map((count) => tallyLine(count, width)),
    `"recorded" is raw traffic; the target is ${percent} % of it in every group of answers, ${openaiPercent} % in OpenAI's.`,
    'A stream passes when it is read right in one piece, in pieces of 1 byte and in pieces of 7 bytes.',
    `${elsewhere} recordings are of endpoints that are not replayed.`,
  ];
}

function tallyLine(count: Tally, width: number): string {
  const { group, passed, total, recordedPassed, recordedTotal, leftOut } = count;
  const share = recordedTotal === 0 ? '' : percentOf(recordedPassed, recordedTotal);
  const recorded = `${recordedPassed}/${recordedTotal}`.padStart(7);
  const cells = [
    group.padEnd(width),
    recorded,
    share.padStart(8),
    `${passed}/${total}`.padStart(9),
    `${leftOut}`.padStart(8),
  ];
  return `${cells.join('  ')}${missesTarget(count) ? '  misses the target' : ''}`;
}

export function hfLine(tally: Tally): string {
  const { recordedPassed, recordedTotal } = tally;
  const share = recordedTotal === 0 ? '' : ` = ${percentOf(recordedPassed, recordedTotal)}`;
  const verdict = missesHfTarget(tally) ? 'misses the target' : 'the target';
  return (
    'hf-inference tapes + hf-hub + hf-chat, recorded 200s with a body, tasks of the contract: ' +
    `${recordedPassed}/${recordedTotal}${share} (${verdict} of ${Math.round(HF_TARGET * 100)} %)`
  );
}

export function failureLines(results: readonly Result[]): readonly string[] {
  const failed = results.filter((result) => result.verdict === 'failed');
  if (failed.length === 0) return [];
  const lines = failed.map(
    ({ group, provenance, file, reason }) => `[${group}, ${provenance}] ${file}: ${oneLine(reason)}`,
  );
  return [`Read wrong (${failed.length}):`, ...lines];
}

export function disagreementLines(lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  return [
    `The vendor's own client reads the bytes differently from the witness (${lines.length}):`,
    ...lines.map(oneLine),
  ];
}

export function leftOutLines(results: readonly Result[]): readonly string[] {
  const leftOut = results.filter((result) => result.verdict === 'left out');
  if (leftOut.length === 0) return [];
  return [`Left out (${leftOut.length}):`, ...leftOut.map(({ file, reason }) => `${file}: ${oneLine(reason)}`)];
}

function percentOf(part: number, whole: number): string {
  return `${((100 * part) / whole).toFixed(1)} %`;
}

function oneLine(text = ''): string {
  return text.replace(/\s+/g, ' ');
}
