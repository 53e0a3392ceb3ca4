import type { ErrorCode } from '@x/core';
import { hostCodes } from '../../difference.ts';
import type { ErrorFixture } from '../../wires/wire-fixture.ts';
import { call, errorReply } from '../call.ts';
import { expectError, expectTrue, messageOf } from '../expectations.ts';
import type { Scenario, ScenarioTable } from '../scenario.ts';

const retryableCodes: ReadonlySet<ErrorCode> = new Set(['rate-limit', 'overloaded', 'server']);

/** Whether a failure may be tried again. */
export const isRetryable = ({ code, retryable }: Pick<ErrorFixture, 'code' | 'retryable'>): boolean =>
  retryable ?? retryableCodes.has(code);

/** Every code that a host can cause, in the vendor's own bytes. */
export const errorScenarios: ScenarioTable = ({ wire }) =>
  hostCodes.flatMap((code) => {
    const rows = wire.errors.filter((row) => row.code === code);
    return rows.length > 0 ? rows.map(errorScenario) : [missingScenario(code)];
  });

const errorScenario = (row: ErrorFixture): Scenario => ({
  name: `${row.code}: ${row.name}`,
  needs: `error:${row.code}` as NonNullable<Scenario['needs']>,
  async check(trial) {
    const { subject, expect } = trial;
    const outcome = await call(trial, errorReply(row));
    expectError(expect, outcome, {
      code: row.code,
      status: row.status,
      model: subject.model,
      retryable: isRetryable(row),
      partial: null,
    });
    expectTrue(expect, 'the message names the model', messageOf(outcome.error).includes(subject.model));
  },
});

const missingScenario = (code: (typeof hostCodes)[number]): Scenario => ({
  name: `${code}: the vendor's bytes`,
  needs: `error:${code}`,
  async check({ expect }) {
    expectTrue(expect, `the wire has a row for ${code}, or it is declared as lacking`, false);
  },
});
