import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCase, checkCase } from '../scripts/fuzz/check.ts';

test('whatever a host sends, a call ends in an answer or in an InferenceError', { timeout: 60_000 }, async () => {
  const endings = new Set<string>();
  await fc.assert(
    fc.asyncProperty(anyCase, async (one) => {
      endings.add(await checkCase(one));
    }),
    { numRuns: 3_000 },
  );
  // A check that only ever saw one kind of ending would not have tried much.
  expect([...endings]).toEqual(
    expect.arrayContaining(['answer', 'bad-response', 'interrupted', 'server', 'rate-limit']),
  );
});
