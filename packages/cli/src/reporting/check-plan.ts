import type { Check, Gate } from '@x/compare/analysis';
import { readBy } from '../config/read-config.ts';
import { checkingSchema, type WrittenChecks } from '../config/schema.ts';
import { UsageError } from '../usage-error.ts';

/** What answers are checked for, and what must hold of it. */
export interface CheckPlan {
  readonly checks: readonly Check[];
  readonly gates: readonly Gate[];
}

/**
 * Makes checks of what was written. A check's `atLeast` is a gate on its pass rate, for every target.
 *
 * @param atLeast the gate of checks that have none of their own
 * @throws InferenceError `invalid-request` for what is no check
 */
export async function checkPlanOf({ checks = [], gates = [] }: WrittenChecks, atLeast?: number): Promise<CheckPlan> {
  const written = checks.map(({ atLeast: own, ...check }) => ({ check, atLeast: own ?? atLeast }));
  if (written.length === 0) return { checks: [], gates };
  // Loaded where there is a check: with it come the libraries that read schemas and expressions.
  const { readChecks } = await import('@x/compare/analysis');
  const made = await readChecks(written.map(({ check }) => check));
  const own = made.flatMap(({ name }, place): readonly Gate[] => {
    const least = written[place]?.atLeast;
    if (least === undefined) return [];
    if (typeof least !== 'number' || !(least >= 0 && least <= 1)) {
      throw new UsageError(`The check "${name}": atLeast expects a share from 0 to 1, not ${JSON.stringify(least)}`);
    }
    return [{ check: name, atLeast: least }];
  });
  return { checks: made, gates: [...own, ...gates] };
}

/**
 * Reads a file of checks.
 *
 * @throws UsageError for a file that holds none, InferenceError `invalid-request` for what is no check
 */
export async function readCheckPlan(path: string, directory: string, atLeast?: number): Promise<CheckPlan> {
  const written = await readBy(checkingSchema, path, directory);
  if (written.checks === undefined && written.gates === undefined) {
    throw new UsageError(`${path} holds no "checks" and no "gates". Write a list such as [{"type": "not-refused"}]`);
  }
  return checkPlanOf(written, atLeast);
}
