import { InferenceError } from '@x/core';
import { describe, expect, test } from 'vitest';
import { hf } from '../src/index.ts';
import { failureOf, inPieces, stubFetch } from './stub.ts';

const model = 'org/model';

async function failing(status: number, body: unknown, headers: Record<string, string> = {}): Promise<InferenceError> {
  const { fetch } = stubFetch(() =>
    typeof body === 'string' ? new Response(body, { status, headers }) : Response.json(body, { status, headers }),
  );
  const provider = hf({ fetch, apiKey: 'hf_secretsecret', retry: { limit: 0 } });
  const error = await failureOf(provider.run('summarization', { model, text: 'Some words to shorten' }));
  if (!InferenceError.is(error)) throw error;
  return error;
}

type Case = readonly [
  status: number,
  body: unknown,
  code: string,
  says: readonly string[],
  headers?: Record<string, string>,
];

/** Each with what its message must say to a person. */
const cases: readonly Case[] = [
  [400, { error: 'Model not supported by provider hf-inference' }, 'not-found', ['does not serve', 'baseUrl']],
  [
    400,
    {
      error: {
        message: "The requested model 'm' is not supported by any provider you have enabled.",
        code: 'model_not_supported',
      },
    },
    'not-found',
    ['https://huggingface.co/settings/inference-providers'],
  ],
  [401, { error: 'Invalid username or password.' }, 'auth', ['HF_TOKEN', 'https://huggingface.co/settings/tokens']],
  [
    401,
    { error: 'Access to model org/model is restricted.' },
    'gated',
    ['https://huggingface.co/org/model'],
    { 'x-error-code': 'GatedRepo' },
  ],
  [401, { error: 'Repository not found' }, 'not-found', ['private'], { 'x-error-code': 'RepoNotFound' }],
  [401, '', 'auth', ['Invalid credentials'], { 'x-error-message': 'Invalid credentials in Authorization header' }],
  [
    402,
    { error: 'You have depleted your monthly included credits.' },
    'quota',
    ['https://huggingface.co/settings/billing'],
  ],
  [
    403,
    {
      error:
        'This authentication method does not have sufficient permissions to call Inference Providers on behalf of user me',
    },
    'permission',
    ['Inference Providers', 'https://huggingface.co/settings/tokens'],
  ],
  [
    403,
    { error: 'Access to model org/model is restricted and you are not in the authorized list.' },
    'gated',
    ['https://huggingface.co/org/model'],
  ],
  [
    403,
    { error: 'You cannot access this model unless the model owner gives you access.' },
    'gated',
    ['https://huggingface.co/org/model'],
  ],
  [403, { error: 'The firewall says no' }, 'permission', ['The firewall says no']],
  [404, { error: 'Model org/model does not exist' }, 'not-found', ['Check the name']],
  [
    410,
    { error: 'https://old.test is no longer supported. Please use https://router.huggingface.co instead.' },
    'not-found',
    ['Leave baseUrl out'],
  ],
  [410, { error: 'The requested model is deprecated' }, 'not-found', ['retired']],
  [
    413,
    { error: '`inputs` must have less than 512 tokens. Given: 785', error_type: 'validation' },
    'context-length',
    ['Shorten'],
  ],
  [
    422,
    { error: 'Template error: template not found', error_type: 'template_error' },
    'invalid-request',
    ['template not found'],
  ],
  [422, 'Failed to deserialize the JSON body', 'invalid-request', ['Failed to deserialize']],
  [429, { error: 'Rate limit reached. Please log in or use a HF access token' }, 'rate-limit', ['Set HF_TOKEN']],
  [429, { error: 'Model is overloaded', error_type: 'overloaded' }, 'overloaded', ['Model is overloaded']],
  [500, { error: 'Model too busy, unable to get response in less than 120 second(s)' }, 'overloaded', ['too busy']],
  [
    500,
    { error: 'unknown error', warnings: ['There was an inference error: unknown error: the real reason'] },
    'server',
    ['unknown error: the real reason'],
  ],
  [
    400,
    {
      error: "The following `model_kwargs` are not used by the model: ['return_full_text']",
      warnings: [
        "There was an inference error: The following `model_kwargs` are not used by the model: ['return_full_text']",
      ],
    },
    'invalid-request',
    ['parameters: { its_name: undefined }'],
  ],
  [504, '<html>gateway</html>', 'server', ['text/html'], { 'content-type': 'text/html' }],
];

describe('a failed reply gets its code, and says what to do', () => {
  const rows = cases.map(([status, body, code, says, headers]) => ({ status, body, code, says, headers }));
  test.each(rows)('$status $body is $code', async ({ status, body, code, says, headers }) => {
    const error = await failing(status, body, headers);
    expect(error).toMatchObject({ code, status, provider: 'hf', model });
    for (const words of says) expect(error.message).toContain(words);
  });
});

test('the same words twice, as error and as warning, are said once', async () => {
  const error = await failing(400, {
    error: 'no such thing',
    warnings: ['There was an inference error: no such thing'],
  });
  expect(error.message.match(/no such thing/g)).toHaveLength(1);
});

describe('a model that is being loaded', () => {
  const loading = (seconds: number) => ({ error: `Model ${model} is currently loading`, estimated_time: seconds });

  test('is waited for as long as it says', async () => {
    const error = await failing(503, loading(20.4));
    expect(error).toMatchObject({ code: 'overloaded', retryable: true, retryAfterMs: 20_400 });
  });

  test('answers when it is there', async () => {
    const { fetch, seen } = stubFetch((_, count) =>
      count === 1 ? Response.json(loading(0.01), { status: 503 }) : Response.json([{ summary_text: 'short' }]),
    );
    const output = await hf({ fetch, apiKey: 'hf_x' }).run('summarization', { model, text: 'long' });
    expect(output).toMatchObject({ text: 'short', meta: { attempts: 2 } });
    expect(seen).toHaveLength(2);
  });

  test('is not waited for when it takes longer than the caller has', async () => {
    const { fetch, seen } = stubFetch(() => Response.json(loading(300.9), { status: 503 }));
    const error = await failureOf(hf({ fetch, apiKey: 'hf_x' }).run('summarization', { model, text: 'long' }));
    expect(error).toMatchObject({ code: 'overloaded', message: expect.stringContaining('300.9 s') });
    expect(seen).toHaveLength(1);
  });
});

test('the Hub’s own limit says when to come back', async () => {
  const error = await failing(429, {}, { ratelimit: '"api";r=0;t=123' });
  expect(error).toMatchObject({ code: 'rate-limit', retryAfterMs: 123_000 });
});

test('credits that are used up are not asked for again', async () => {
  const body = { error: { message: 'You exceeded your current quota', type: 'insufficient_quota' } };
  expect(await failing(429, body)).toMatchObject({ code: 'quota', retryable: false });
});

test('neither token nor input comes out through an error', async () => {
  const error = await failing(400, { error: 'Bad input: Some words to shorten, token hf_secretsecret' });
  expect(`${error.message} ${JSON.stringify(error)} ${error.stack}`).not.toMatch(/Some words|hf_secret/);
});

test('an error event in a stream of status 200 has the code of its name', async () => {
  const { fetch } = stubFetch(() => inPieces('data:{"error":"Model is overloaded","error_type":"overloaded"}\n\n'));
  const provider = hf({ fetch, apiKey: 'hf_x', retry: { limit: 0 } });
  const error = await failureOf(provider.stream('text-generation', { model, prompt: 'Go on' }).result());
  expect(error).toMatchObject({ code: 'overloaded', retryable: true });
});
