import { expectTrue } from './conformance/expectations.ts';
import type { Expect, Mode, Scenario, TestFunction } from './conformance/scenario.ts';
import { scenarioTables } from './conformance/scenarios/index.ts';
import { type Difference, differences } from './difference.ts';
import type { ProviderSubject } from './subject.ts';

/** What the caller's test runner gives. */
export interface Runner {
  readonly test: TestFunction;
  readonly expect: Expect;
}

const bothModes: readonly Mode[] = ['run', 'stream'];

/**
 * Registers the conformance suite for one provider with the caller's test runner: every situation, as `run` and as
 * `stream` where it has both. Nothing is sent; the vendor's side is played from the subject's wire.
 *
 * What the subject or its wire lacks is not tried, and stands in the list of tests as `declared as lacking …`.
 *
 * @example
 * import { chatCompletionsWire, describeProvider } from '@x/testing';
 * import { expect, test } from 'vitest';
 *
 * describeProvider({ test, expect }, {
 *   name: 'acme',
 *   make: (options) => acme(options),
 *   model: 'acme-1',
 *   wire: chatCompletionsWire,
 *   lacks: ['setting:topK'],
 *   environment: { name: 'ACME_API_KEY', variables: process.env },
 * });
 */
export function describeProvider({ test, expect }: Runner, subject: ProviderSubject): void {
  const lacks = new Set<Difference>([...subject.wire.lacks, ...(subject.lacks ?? [])]);
  for (const difference of lacks) {
    test(`${subject.name}: declared as lacking ${difference}`, async () => {
      expectTrue(expect, `${difference} is a known difference`, differences.includes(difference));
    });
  }
  for (const scenario of scenarioTables.flatMap((table) => table(subject))) {
    if (scenario.needs !== undefined && lacks.has(scenario.needs)) continue;
    for (const mode of scenario.modes ?? bothModes) {
      test(nameOf(subject, scenario, mode), () => scenario.check({ subject, mode, expect }));
    }
  }
}

const nameOf = (subject: ProviderSubject, { name, modes }: Scenario, mode: Mode): string =>
  `${subject.name}: ${name}${modes?.length === 1 ? '' : ` (${mode})`}`;
