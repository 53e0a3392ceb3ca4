import { describe, expect, test } from 'vitest';
import { normalise } from '../../scripts/replay/recordings.ts';
import { replayRecording } from '../../scripts/replay/replay-recording.ts';
import type { Expectation, ExpectedFacts } from '../../scripts/replay/witness/expectation.ts';
import {
  expectResponse,
  type ResponseReading,
  readResponse,
  readResponseStream,
} from '../../scripts/replay/witness/responses.ts';

const message = { type: 'message', content: [{ type: 'output_text', text: 'Hi', annotations: [] }] };
const call = { type: 'function_call', call_id: 'call_1', name: 'add', arguments: '{"x":1}' };

const response = (output: readonly object[], fields: object = {}): object => ({
  object: 'response',
  status: 'completed',
  output,
  ...fields,
});

const streamOf = (...events: readonly object[]): string =>
  events.map((event) => `event: any\ndata: ${JSON.stringify(event)}\n\n`).join('');

function expectationsOf(reading: ResponseReading | undefined): readonly Expectation[] {
  if (reading === undefined) throw new Error('not read as a response');
  return expectResponse(reading);
}

function factsOf(body: object): ExpectedFacts {
  const [expectation] = expectationsOf(readResponse(JSON.stringify(body)));
  if (expectation?.kind !== 'answer') throw new Error(`expected an answer, got ${JSON.stringify(expectation)}`);
  return expectation.facts;
}

describe('a response', () => {
  test('is its texts, its calls, and the summaries of its reasoning as paragraphs', () => {
    const summary = [{ text: 'First.' }, { text: 'Then.' }];
    expect(factsOf(response([{ type: 'reasoning', summary }, message, call]))).toMatchObject({
      text: ['Hi'],
      reasoning: ['First.\n\nThen.'],
      finishReason: ['tool-calls'],
      toolCalls: [[{ id: 'call_1', name: 'add', input: { x: 1 }, invalid: false }]],
    });
  });

  test('with a call of a tool that takes text has that text as its input', () => {
    const custom = { type: 'custom_tool_call', call_id: 'call_2', name: 'query', input: 'SELECT 1' };
    expect(factsOf(response([custom]))).toMatchObject({
      finishReason: ['tool-calls'],
      toolCalls: [[{ id: 'call_2', name: 'query', input: 'SELECT 1', invalid: false }]],
    });
  });

  test.each<[string, object, string]>([
    ['completed', {}, 'stop'],
    ['too long', { status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } }, 'length'],
    ['filtered', { status: 'incomplete', incomplete_details: { reason: 'content_filter' } }, 'content-filter'],
    ['incomplete without a reason', { status: 'incomplete' }, 'other'],
  ])('that is %s ends so', (_, fields, finishReason) => {
    expect(factsOf(response([message], fields))['finishReason']).toEqual([finishReason]);
  });

  test('that refuses is filtered, and its words are the text', () => {
    const refusal = { type: 'message', content: [{ type: 'refusal', refusal: 'No.' }] };
    expect(factsOf(response([refusal]))).toMatchObject({ text: ['No.'], finishReason: ['content-filter'] });
  });

  test('counts its tokens under our names', () => {
    const usage = {
      input_tokens: 5,
      input_tokens_details: { cached_tokens: 2 },
      output_tokens: 7,
      output_tokens_details: { reasoning_tokens: 3 },
      total_tokens: 12,
    };
    expect(factsOf(response([message], { usage }))).toMatchObject({
      inputTokens: [5],
      outputTokens: [7],
      totalTokens: [12],
      reasoningTokens: [3],
      cachedInputTokens: [2],
    });
  });

  test('that failed, or is not there yet, is an error', () => {
    const failed = response([], { status: 'failed', error: { code: 'rate_limit_exceeded', message: 'no' } });
    expect(expectationsOf(readResponse(JSON.stringify(failed)))).toEqual([{ kind: 'error', codes: ['rate-limit'] }]);
    const queued = response([], { status: 'queued' });
    expect(expectationsOf(readResponse(JSON.stringify(queued)))).toEqual([{ kind: 'error', codes: ['bad-response'] }]);
  });

  test('is no other object of the same host', () => {
    expect(readResponse('{"object":"response.deleted"}')).toBeUndefined();
    expect(readResponseStream('data: {"choices":[]}\n\n')).toBeUndefined();
  });
});

describe('a stream', () => {
  const created = { type: 'response.created', response: response([], { status: 'in_progress' }) };

  test('is the response that ends it', () => {
    const reading = readResponseStream(
      streamOf(created, { type: 'response.completed', response: response([message]) }),
    );
    expect(expectationsOf(reading)).toMatchObject([{ kind: 'answer', facts: { text: ['Hi'] } }]);
  });

  test('without it broke off', () => {
    expect(expectationsOf(readResponseStream(streamOf(created)))).toEqual([{ kind: 'error', codes: ['interrupted'] }]);
  });

  test.each<[string, object]>([
    ['a flat error', { type: 'error', code: 'server_error', message: 'no' }],
    ['a nested error', { type: 'error', error: { code: 'server_error', message: 'no' } }],
    [
      'a response that failed',
      { type: 'response.failed', response: response([], { status: 'failed', error: { code: 'server_error' } }) },
    ],
  ])('with %s fails', (_, event) => {
    expect(expectationsOf(readResponseStream(streamOf(created, event)))).toEqual([
      { kind: 'error', codes: ['server'] },
    ]);
  });

  test('with an event that is not JSON fails', () => {
    const body = `${streamOf(created)}data: {"type":\n\n`;
    expect(expectationsOf(readResponseStream(body))).toEqual([
      { kind: 'error', codes: ['bad-response', 'interrupted'] },
    ]);
  });
});

describe('a recording', () => {
  const recording = (response: object, endpoint = 'responses') =>
    normalise('openai', 'a.json', {
      endpoint,
      request: { method: 'POST', url: 'https://api.openai.com/v1/responses', body: { model: 'm', input: 'Hi' } },
      response,
    });

  test('of an answer is read through the adapter', async () => {
    const whole = await replayRecording(recording({ status: 200, body: response([message]) }));
    expect(whole).toMatchObject({ group: 'openai responses', verdict: 'passed' });
    const end = { type: 'response.completed', response: response([message, call]) };
    const streamed = await replayRecording(recording({ status: 200, sse_text: streamOf(end) }));
    expect(streamed).toMatchObject({ group: 'openai responses stream', verdict: 'passed' });
  });

  test('of a failure is counted with the failures of this protocol', async () => {
    const body = { error: { message: 'no such model', type: 'invalid_request_error', code: 'model_not_found' } };
    expect(await replayRecording(recording({ status: 400, body }))).toMatchObject({
      group: 'openai responses errors',
      verdict: 'passed',
    });
  });

  test('of another call about responses is not replayed', async () => {
    const deleted = { status: 200, body: { object: 'response.deleted' } };
    expect(await replayRecording(recording(deleted, 'responses.id'))).toBeUndefined();
  });
});
