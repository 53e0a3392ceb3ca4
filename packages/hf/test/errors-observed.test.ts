import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type ErrorCode, InferenceError } from '@x/core';
import { describe, expect, test } from 'vitest';
import { hf } from '../src/index.ts';
import { failureOf } from './stub.ts';

/** The errors that were seen on Hugging Face's surfaces, in the order of the file; each with why it is what it is. */
const expected: readonly (readonly [status: number, code: ErrorCode, reason: string])[] = [
  [410, 'not-found', 'the whole host is gone'],
  [401, 'auth', 'the token is not accepted'],
  [401, 'auth', 'the Hub does not accept the token either'],
  [403, 'permission', 'the token may not call Inference Providers'],
  [401, 'gated', 'the header says that the licence is in the way, not the token'],
  [403, 'gated', 'the account has not accepted the licence'],
  [403, 'gated', 'the words ask to accept terms'],
  [404, 'not-found', 'there is no such model'],
  [404, 'not-found', 'the old proxy knew no such model'],
  [400, 'not-found', 'a status of a bad request, but the model is not served there'],
  [410, 'not-found', 'the model was retired'],
  [400, 'not-found', 'no provider of this account serves it'],
  [402, 'quota', 'the credits of the month are used up'],
  [402, 'quota', 'those at one provider are'],
  [429, 'rate-limit', 'without a token the allowance is small'],
  [429, 'rate-limit', 'the same, in fewer words'],
  [429, 'rate-limit', 'nothing is said but the status'],
  [429, 'rate-limit', 'the Hub says when to come back'],
  [503, 'overloaded', 'the model is being loaded'],
  [503, 'overloaded', 'no time is stated, so backoff decides'],
  [400, 'invalid-request', 'a field is missing'],
  [400, 'invalid-request', 'the model does not take a setting'],
  [500, 'server', 'the pipeline broke'],
  [422, 'context-length', 'prompt and answer together are longer than the model allows'],
  [422, 'invalid-request', 'the model has no chat template'],
  [422, 'invalid-request', 'the body was not understood, said in plain text'],
  [424, 'server', 'the model failed behind a server that works'],
  [429, 'overloaded', 'the server calls itself overloaded, whoever asks'],
  [500, 'server', 'the answer broke off'],
  [503, 'overloaded', 'the server is not healthy at the moment'],
  [400, 'invalid-request', 'nothing was sent'],
  [413, 'invalid-request', 'too many texts at once; none of them is too long'],
  [422, 'invalid-request', 'the text could not be cut into tokens'],
  [424, 'server', 'the model failed behind a server that works'],
  [429, 'overloaded', 'the same words in the shape of OpenAI'],
  [200, 'invalid-request', 'the stream says what its status does not'],
  [504, 'server', 'the gateway gave up'],
  [500, 'overloaded', 'too busy is a matter of time'],
  [422, 'invalid-request', 'a list of what does not validate'],
  [422, 'invalid-request', 'the same as a problem document'],
  [401, 'auth', 'a provider was asked without a key'],
  [429, 'quota', 'waiting does not bring the quota back'],
  [400, 'invalid-request', 'refused without a reason'],
  [400, 'not-found', 'the words list which models there are'],
];

interface Observed {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly bodyText?: string;
}

const folder = process.env['X_RECORDINGS'] ?? join(import.meta.dirname, '../../../../shared/recordings');
const file = join(folder, 'hf-errors-observed.json');
const cases: readonly Observed[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).cases : [];
const without = cases.length === 0 ? ' (skipped: the folder of recordings is not here)' : '';

describe.skipIf(cases.length === 0)(`every observed error gets a fitting code${without}`, () => {
  test('the table covers them all', () => expect(cases.map(({ status }) => status)).toEqual(expected.map(([s]) => s)));

  test.each(expected.map((row, place) => [place, ...row] as const))(
    '%d: %d is %s, since %s',
    async (place, status, code) => {
      const error = await failWith(cases[place] ?? { status: 0 });
      expect(error).toMatchObject({ code, provider: 'hf', model: 'org/model' });
      expect(error.status).toBe(status === 200 ? undefined : status);
      expect(error.message).not.toContain('[object');
    },
  );

  test('a model that is being loaded is waited for by its own estimate', async () => {
    const loading = cases.find(({ body }) => JSON.stringify(body)?.includes('estimated_time'));
    const error = await failWith(loading ?? { status: 0 });
    expect(error.retryAfterMs).toBeGreaterThan(20_000);
  });
});

async function failWith({ status, headers, body, bodyText }: Observed): Promise<InferenceError> {
  const text = bodyText ?? (body === null || body === undefined ? '' : JSON.stringify(body));
  const fetch: typeof globalThis.fetch = async () => new Response(text, { status, headers: { ...headers } });
  const provider = hf({ fetch, apiKey: 'hf_x', retry: { limit: 0 } });
  const input = { model: 'org/model', prompt: 'Go on' };
  const error = await failureOf(
    status === 200 ? provider.stream('text-generation', input).result() : provider.run('text-generation', input),
  );
  if (!InferenceError.is(error)) throw error;
  return error;
}
