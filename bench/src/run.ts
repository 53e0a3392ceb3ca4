import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type CandidateName, candidates } from './candidates/index.ts';
import type { Measures } from './scenario.ts';
import type { ScenarioName } from './scenarios/index.ts';

/** Every measure that was taken: scenario, metric, candidate, one value a round. */
export type Measured = Map<ScenarioName, Map<string, Map<CandidateName, number[]>>>;

export interface Results {
  readonly measured: Measured;
  /** What could not do its work, in words. */
  readonly failures: ReadonlySet<string>;
}

export interface Plan {
  readonly scenarios: readonly ScenarioName[];
  readonly candidates: readonly CandidateName[];
  readonly rounds: number;
  readonly onProgress: (line: string) => void;
}

/** Measures everything `rounds` times, the candidates in a new order each time, so that what disturbs hits all alike. */
export async function runAll({ scenarios, candidates: names, rounds, onProgress }: Plan): Promise<Results> {
  const measured: Measured = new Map();
  const failures = new Set<string>();
  for (const scenario of scenarios) {
    for (let round = 1; round <= rounds; round++) {
      for (const candidate of shuffled(names)) {
        try {
          const measures = (await measure(candidate, scenario)) ?? {};
          for (const [metric, value] of Object.entries(measures)) note(measured, scenario, metric, candidate, value);
        } catch (error) {
          if (!(error instanceof Failed)) throw error;
          failures.add(error.message);
        }
      }
      onProgress(`${scenario}: round ${round} of ${rounds}`);
    }
  }
  return { measured, failures };
}

/** A candidate that ends its process instead of the scenario. */
class Failed extends Error {}

function note(
  results: Measured,
  scenario: ScenarioName,
  metric: string,
  candidate: CandidateName,
  value: number,
): void {
  const metrics = results.get(scenario) ?? new Map<string, Map<CandidateName, number[]>>();
  const values = metrics.get(metric) ?? new Map<CandidateName, number[]>();
  values.set(candidate, [...(values.get(candidate) ?? []), value]);
  results.set(scenario, metrics.set(metric, values));
}

function measure(candidate: CandidateName, scenario: ScenarioName): Promise<Measures | undefined> {
  const child = fork(fileURLToPath(new URL('worker.ts', import.meta.url)), [candidate, scenario], {
    execArgv: ['--expose-gc'],
    // What a peer says when it fails belongs to its failure, not to the tables.
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  return new Promise((resolve, reject) => {
    child.once('message', (message: { readonly measures?: Measures }) => resolve(message.measures));
    child.once('exit', (code) => reject(new Failed(`${candidate} failed in ${scenario} (exit ${code})`)));
  });
}

function shuffled<T>(list: readonly T[]): readonly T[] {
  return list
    .map((item) => ({ item, order: Math.random() }))
    .sort((a, b) => a.order - b.order)
    .map(({ item }) => item);
}

/** Each round's value over the floor's value of the same round. */
export function ratios(
  values: ReadonlyMap<CandidateName, readonly number[]>,
  candidate: CandidateName,
): readonly number[] {
  const floor = values.get(candidates[candidate].floor) ?? [];
  const own = values.get(candidate) ?? [];
  return own.flatMap((value, round) => {
    const under = floor[round];
    return under === undefined || under === 0 ? [] : [value / under];
  });
}
