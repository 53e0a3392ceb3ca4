import { describe, expect, it } from 'vitest';
import { postJson } from './support/call.ts';
import { ask, type Event, eventsOf, responsesPath } from './support/responses.ts';
import { specsFolder } from './support/shared.ts';
import { openaiChecks } from './support/specification.ts';

const absent = specsFolder === undefined;
const reason = absent ? ' (skipped: there are no specifications beside this repository)' : '';

const parameters = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
};

/** Requests whose answers differ in what they consist of. */
const requests: Readonly<Record<string, object>> = {
  text: { model: 'gpt-4o' },
  reasoning: { model: 'gpt-5', reasoning: { summary: 'auto' }, include: ['reasoning.encrypted_content'] },
  'function call': { model: 'gpt-4o', tools: [{ type: 'function', name: 'list_rivers', parameters }] },
  'JSON of a schema': {
    model: 'gpt-4o',
    text: { format: { type: 'json_schema', name: 'place', strict: true, schema: parameters } },
  },
  'length limit': { model: 'gpt-4o', max_output_tokens: 16, conversation: 'conv_1', metadata: { of: 'a test' } },
  refusal: { model: 'sandbox/refusal' },
  'content filter': { model: 'sandbox/content-filter' },
  'bad arguments': { model: 'sandbox/bad-tool-arguments' },
  'failed response': { model: 'sandbox/error-mid' },
  'error event': { model: 'sandbox/error-mid-alternate' },
};

/** The schema of each event that the sandbox sends. */
const componentOfEvent: Readonly<Record<string, string>> = {
  'response.created': 'ResponseCreatedEvent',
  'response.in_progress': 'ResponseInProgressEvent',
  'response.completed': 'ResponseCompletedEvent',
  'response.incomplete': 'ResponseIncompleteEvent',
  'response.failed': 'ResponseFailedEvent',
  'response.output_item.added': 'ResponseOutputItemAddedEvent',
  'response.output_item.done': 'ResponseOutputItemDoneEvent',
  'response.content_part.added': 'ResponseContentPartAddedEvent',
  'response.content_part.done': 'ResponseContentPartDoneEvent',
  'response.output_text.delta': 'ResponseTextDeltaEvent',
  'response.output_text.done': 'ResponseTextDoneEvent',
  'response.refusal.delta': 'ResponseRefusalDeltaEvent',
  'response.refusal.done': 'ResponseRefusalDoneEvent',
  'response.function_call_arguments.delta': 'ResponseFunctionCallArgumentsDeltaEvent',
  'response.function_call_arguments.done': 'ResponseFunctionCallArgumentsDoneEvent',
  'response.reasoning_summary_part.added': 'ResponseReasoningSummaryPartAddedEvent',
  'response.reasoning_summary_part.done': 'ResponseReasoningSummaryPartDoneEvent',
  'response.reasoning_summary_text.delta': 'ResponseReasoningSummaryTextDeltaEvent',
  'response.reasoning_summary_text.done': 'ResponseReasoningSummaryTextDoneEvent',
  error: 'ResponseErrorEvent',
};

/** Where recorded streams are not as the specification says, and the sandbox is as the recorded ones are. */
const knownFaults: readonly (readonly [event: RegExp, fault: RegExp])[] = [
  // The usage is null until the end, and the specification has no null for it.
  [/^response\.(?:created|in_progress|failed)$/u, /^\/response\/usage must be object/u],
  // The error is nested, and the specification has its fields beside the type.
  [/^error$/u, /^\/ must have required property '(?:code|message|param)'/u],
];

function faultsOf(event: Event): readonly string[] {
  const faults = openaiChecks()(componentOfEvent[event.type] ?? `no schema for ${event.type}`)(event);
  const known = knownFaults.filter(([type]) => type.test(event.type)).map(([, fault]) => fault);
  return faults.filter((fault) => !known.some((pattern) => pattern.test(fault)));
}

describe.skipIf(absent)(`answers of Responses and OpenAI's specification${reason}`, () => {
  it.each(Object.entries(requests))('%s, whole', async (_, body) => {
    const response = await ask('m', body);
    const component = response.ok ? 'Response' : 'ErrorResponse';
    expect(openaiChecks()(component)(await response.json())).toEqual([]);
  });

  it.each(Object.entries(requests))('%s, streamed', async (_, body) => {
    const { events } = await eventsOf(await ask('m', { ...body, stream: true }));
    expect(events.length).toBeGreaterThan(0);
    expect(events.flatMap(faultsOf)).toEqual([]);
  });

  it('errors', async () => {
    expect(openaiChecks()('ErrorResponse')(await postJson(responsesPath, {}))).toEqual([]);
  });
});
