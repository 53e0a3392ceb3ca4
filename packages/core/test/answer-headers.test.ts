import { InferenceError } from '@x/core';
import { expect, test } from 'vitest';
import { answerHeaders } from '../src/contract/answer-headers.ts';
import { answer, delta, events, finish, recordingFetch, stubVendor } from './stub-vendor.ts';

const input = { model: 'm', prompt: 'hello' };
const headers = { 'x-ratelimit-remaining-requests': '7' };
const remaining = (outcome: object): string | null | undefined =>
  answerHeaders.get(outcome)?.get('x-ratelimit-remaining-requests');

test('an answer, a stream and an error each lead to the headers they came with', async () => {
  const whole = stubVendor({ apiKey: 'k', fetch: recordingFetch(() => answer('hi', { headers })).fetch });
  expect(remaining((await whole.run('chat', input)).meta)).toBe('7');

  const { fetch } = recordingFetch(() => {
    const response = events([delta('hi'), finish('stop'), '[DONE]']);
    response.headers.set('x-ratelimit-remaining-requests', '7');
    return response;
  });
  expect(remaining((await stubVendor({ apiKey: 'k', fetch }).stream('chat', input).result()).meta)).toBe('7');

  const failing = recordingFetch(() => Response.json({ error: { message: 'no' } }, { status: 400, headers }));
  const error = await stubVendor({ apiKey: 'k', fetch: failing.fetch })
    .run('chat', input)
    .catch((reason: unknown) => reason);
  if (!InferenceError.is(error)) throw new Error('expected an InferenceError');
  expect(remaining(error)).toBe('7');
});
