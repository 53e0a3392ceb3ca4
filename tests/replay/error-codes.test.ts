import { expect, test } from 'vitest';
import { plausibleCodes } from '../../scripts/replay/witness/error-codes.ts';

test.each([
  [401, '{"error":"no"}', 'auth'],
  [403, '{"error":"no"}', 'gated'],
  [404, '{"error":"no"}', 'not-found'],
  [422, 'plain words', 'invalid-request'],
  [502, '<html>', 'server'],
])('status %i with %s may be %s', (status, body, code) => {
  expect(plausibleCodes(status, body)).toContain(code);
});

test('words of the body say more than its status', () => {
  expect(plausibleCodes(400, '{"error":{"details":[{"reason":"API_KEY_INVALID"}]}}')).toEqual(['auth']);
  expect(plausibleCodes(503, '{"error":"Model x is currently loading","estimated_time":20}')).toEqual(['overloaded']);
  expect(plausibleCodes(400, '{"error":{"code":"context_length_exceeded"}}')).toEqual(['context-length']);
});

test('an error inside a stream is read by the status that it carries', () => {
  expect(plausibleCodes(undefined, { message: 'no', code: 503 })).toEqual(['overloaded', 'server']);
});
