import type { Scenario } from '../scenario.ts';

/** Everything that is measured, imported when asked. */
export const scenarios = {
  calls: async () => (await import('./calls.ts')).calls,
  chunks: async () => (await import('./chunks.ts')).chunks,
  'first-token': async () => (await import('./first-token.ts')).firstToken,
  cold: async () => (await import('./cold.ts')).cold,
  closing: async () => (await import('./closing.ts')).closing,
  concurrent: async () => (await import('./concurrent.ts')).concurrent,
  long: async () => (await import('./long.ts')).long,
  embeddings: async () => (await import('./embeddings.ts')).embeddings,
} as const satisfies Readonly<Record<string, () => Promise<Scenario>>>;

export type ScenarioName = keyof typeof scenarios;

export const scenarioNames = Object.keys(scenarios).filter(isScenarioName);

export function isScenarioName(name: string): name is ScenarioName {
  return Object.hasOwn(scenarios, name);
}
