import { groupBy } from '../metrics/group-by.ts';
import type { MeasuredCell, Place } from '../metrics/outcome.ts';
import type { CellValue } from '../metrics/values.ts';
import { mistake } from '../mistake.ts';
import { defaultLevel, type Interval } from '../statistics/estimate.ts';
import { wilson } from '../statistics/wilson.ts';
import type { Check, CheckResult, Verdict } from './check.ts';

/** What one check says of one cell. */
export interface CheckedCell extends Place, CheckResult {
  /** The check's name. */
  readonly check: string;
}

/** How often the answers of one target passed one check. */
export interface PassRate {
  readonly target: string;
  /** The check's name. */
  readonly check: string;
  readonly passed: number;
  readonly failed: number;
  /** Cells of which the check cannot tell: they are in neither. */
  readonly unknown: number;
  /** Cells that the check knows: passed + failed. */
  readonly n: number;
  /** n + unknown. */
  readonly cells: number;
  /** n / cells, 0 … 1. */
  readonly coverage: number;
  /** passed / n, 0 … 1; absent where nothing is known. */
  readonly rate?: number | undefined;
  /**
   * Wilson's interval of the rate; absent with it. It takes cells for independent: where a row was asked more than once
   * it is too short, and `meanOf` over the samples of `checkValues` is the one to take.
   */
  readonly interval?: Interval | undefined;
  /** Level of the interval. */
  readonly level: number;
}

/**
 * Every check on every cell: cells in the order given, for each the checks in their order.
 *
 * @throws InferenceError `invalid-request` when two checks have one name
 */
export async function runChecks(
  cells: Iterable<MeasuredCell>,
  checks: readonly Check[],
): Promise<readonly CheckedCell[]> {
  requireUniqueNames(checks);
  const checked: CheckedCell[] = [];
  for (const cell of cells) {
    const { outcome, ...place } = cell;
    for (const check of checks) checked.push({ ...place, check: check.name, ...(await check.of(cell)) });
  }
  return checked;
}

/**
 * The pass rate of every target on every check, in the order of first sight.
 *
 * @param level of Wilson's interval. Default 0.95
 */
export function passRates(checked: Iterable<CheckedCell>, level: number = defaultLevel): readonly PassRate[] {
  const groups = groupBy(checked, ({ target, check }) => JSON.stringify([target, check]));
  return [...groups.values()].flatMap((cells) => {
    const [first] = cells;
    return first === undefined ? [] : [{ target: first.target, check: first.check, ...rateOf(cells, level) }];
  });
}

/**
 * The verdicts of one check as values: 1 passed, 0 failed, undefined unknown. For `samplesOf`, and with it for the
 * statistics, as a metric of the range [0, 1].
 */
export function checkValues(checked: Iterable<CheckedCell>, check: string): readonly CellValue[] {
  return [...checked].filter((cell) => cell.check === check).map(valueOfCheck);
}

const values: Readonly<Record<Verdict, number | undefined>> = { pass: 1, fail: 0, unknown: undefined };

function valueOfCheck({ target, prompt, row, repeat, axes, verdict }: CheckedCell): CellValue {
  return { target, prompt, row, repeat, ...(axes === undefined ? {} : { axes }), value: values[verdict] };
}

function rateOf(cells: readonly CheckedCell[], level: number): Omit<PassRate, 'target' | 'check'> {
  const count = (wanted: Verdict): number => cells.filter(({ verdict }) => verdict === wanted).length;
  const [passed, failed, unknown] = [count('pass'), count('fail'), count('unknown')];
  const n = passed + failed;
  const counted = { passed, failed, unknown, n, cells: cells.length, coverage: n / cells.length, level };
  return n === 0 ? counted : { ...counted, rate: passed / n, interval: wilson(passed, n, level) };
}

function requireUniqueNames(checks: readonly Check[]): void {
  const names = new Set<string>();
  for (const { name } of checks) {
    if (names.has(name)) throw mistake(`Two checks are called "${name}". Give one of them a name of its own.`);
    names.add(name);
  }
}
