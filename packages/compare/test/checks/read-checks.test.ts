import { expect, test } from 'vitest';
import { type CheckSpecification, readChecks } from '../../src/checks/index.ts';
import { answered, cell } from '../metrics/outcomes.ts';

const english = 'The committee will meet again on Tuesday to discuss the budget.';

test.each<[CheckSpecification, string, string]>([
  [{ type: 'contains', value: 'budget' }, 'contains "budget"', 'pass'],
  [{ type: 'contains', value: 'BUDGET', ignoreCase: true, name: 'money' }, 'money', 'pass'],
  [{ type: 'not-contains', value: 'budget' }, 'does not contain "budget"', 'fail'],
  [{ type: 'regex', value: '^the', ignoreCase: true }, 'matches /^the/', 'pass'],
  [{ type: 'json' }, 'is JSON', 'fail'],
  [{ type: 'json-schema', value: { type: 'object' }, allowFence: true }, 'is JSON by the schema', 'fail'],
  [{ type: 'max-words', value: 5 }, 'at most 5 words', 'fail'],
  [{ type: 'language', value: 'en' }, 'in language en', 'pass'],
  [{ type: 'language', value: 'de' }, 'in language de', 'fail'],
  [{ type: 'not-refused', providerOnly: true }, 'not refused', 'pass'],
  [{ type: 'not-truncated' }, 'not truncated', 'pass'],
  [{ type: 'latency', value: 100, part: 'first-token' }, 'first-token within 100 ms', 'pass'],
  [{ type: 'latency', value: 100 }, 'total within 100 ms', 'fail'],
  [{ type: 'cost', value: 0.5 }, 'at most $0.5', 'unknown'],
  [{ type: 'function', name: 'long', value: ({ outcome }) => (outcome.text ?? '').length > 10 }, 'long', 'pass'],
])('%o', async (said, name, verdict) => {
  const [check] = await readChecks([said]);
  expect(check?.name).toBe(name);
  expect(await check?.of(cell('a', answered(english, { totalMs: 900, firstTokenMs: 90 })))).toMatchObject({ verdict });
});

test.each<[unknown, RegExp]>([
  [{ type: 'contains', value: 'x' }, /cannot be used: the list/],
  [[{ type: 'json' }, { type: 'contains' }], /1\.value/],
  [[{ type: 'containz', value: 'x' }], /0\.type/],
  [[{ type: 'contains', value: 'x', ignorecase: true }], /ignorecase/],
  [[{ type: 'regex', value: '(' }], /RE2/],
  [[{ type: 'json-schema', value: { type: 7 } }], /JSON Schema cannot be used/],
  [[{ type: 'function', name: 'f', value: 'cell => true' }], /0\.value: needs a function/],
])('%j is refused', async (value, message) => {
  await expect(readChecks(value)).rejects.toThrow(
    expect.objectContaining({ code: 'invalid-request', message: expect.stringMatching(message) }),
  );
});
