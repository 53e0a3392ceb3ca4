import type { Check, CheckResult } from '../checks/check.ts';
import type { MeasuredCell } from '../metrics/outcome.ts';
import { mistake } from '../mistake.ts';
import type { CheckFailure } from './report.ts';
import { SampleBook } from './sample-book.ts';

/** Failures that a report shows of each check and target; the rest is counted. */
const shownFailures = 3;

/** What one check came to for one target. */
interface Count {
  passed: number;
  failed: number;
  unknown: number;
  readonly failures: CheckFailure[];
}

/** Runs checks over cells as they come, and counts what they say. */
export class CheckBook {
  readonly #checks: readonly Check[];
  readonly #samples: ReadonlyMap<string, SampleBook>;
  readonly #counts = new Map<string, Count>();

  /** @throws InferenceError `invalid-request` when two checks have one name */
  constructor(checks: readonly Check[]) {
    this.#checks = checks;
    this.#samples = new Map(checks.map(({ name }) => [name, new SampleBook()]));
    const twice = checks.find(({ name }, place) => checks.slice(place + 1).some((other) => other.name === name));
    if (twice !== undefined)
      throw mistake(`Two checks are called "${twice.name}". Give one of them a name of its own.`);
  }

  get names(): readonly string[] {
    return this.#checks.map(({ name }) => name);
  }

  /** Pass is 1, fail is 0; owners are targets. */
  samplesOf(check: string): SampleBook {
    return this.#samples.get(check) ?? new SampleBook();
  }

  countOf(check: string, target: string): Readonly<Count> {
    return this.#countFor(check, target);
  }

  /** @param cell undefined for one that has not ended: of it nothing is known */
  async add(target: string, cluster: string, cell: MeasuredCell | undefined): Promise<void> {
    for (const check of this.#checks) {
      const result = cell === undefined ? undefined : await check.of(cell);
      this.samplesOf(check.name).add(target, cluster, shareOf(result));
      this.#count(this.#countFor(check.name, target), result, cell);
    }
  }

  #count(count: Count, result: CheckResult | undefined, cell: MeasuredCell | undefined): void {
    if (result?.verdict === 'pass') count.passed++;
    else if (result?.verdict === 'fail') count.failed++;
    else count.unknown++;
    if (cell === undefined || result?.verdict !== 'fail' || count.failures.length === shownFailures) return;
    const { prompt, row, repeat } = cell;
    count.failures.push({ prompt, row, repeat, reason: result.reason });
  }

  #countFor(check: string, target: string): Count {
    const name = JSON.stringify([check, target]);
    const count = this.#counts.get(name) ?? { passed: 0, failed: 0, unknown: 0, failures: [] };
    this.#counts.set(name, count);
    return count;
  }
}

const values = { pass: 1, fail: 0, unknown: undefined } as const;

const shareOf = (result: CheckResult | undefined): number | undefined => result && values[result.verdict];
