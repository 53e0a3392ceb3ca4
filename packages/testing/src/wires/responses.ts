import { type NamedEvent, namedFrame } from './frames.ts';
import { responsesErrors, responsesRejection, responsesStreamErrors } from './responses-errors.ts';
import type { AnswerScript, ScriptedToolCall, StreamFrames, UsageFixture, WireFixture } from './wire-fixture.ts';

const servedModel = 'conformance-1-2026-11-22';
const envelope = { id: 'resp_conformance', object: 'response', created_at: 1_763_800_000, model: servedModel };

const usages: readonly [UsageFixture, ...UsageFixture[]] = [
  {
    name: 'input and output',
    wire: { input_tokens: 12, output_tokens: 7, total_tokens: 19 },
    usage: { inputTokens: 12, outputTokens: 7, totalTokens: 19 },
  },
  {
    name: 'cached, written and reasoning tokens inside their sums',
    wire: {
      input_tokens: 100,
      input_tokens_details: { cached_tokens: 64, cache_write_tokens: 8 },
      output_tokens: 50,
      output_tokens_details: { reasoning_tokens: 30 },
      total_tokens: 150,
    },
    usage: {
      inputTokens: 100,
      outputTokens: 50,
      totalTokens: 150,
      cachedInputTokens: 64,
      cacheWriteInputTokens: 8,
      reasoningTokens: 30,
    },
  },
  {
    name: 'no total',
    wire: { input_tokens: 3, output_tokens: 4 },
    usage: { inputTokens: 3, outputTokens: 4 },
  },
];

/** One item of an answer: as it begins, in its pieces, and as it ends. */
interface ScriptedItem {
  readonly added: object;
  readonly pieces: readonly NamedEvent[];
  readonly done: object;
}

const textPart = (text: string): object => ({ type: 'output_text', text, annotations: [], logprobs: [] });
const refusalPart = (refusal: string): object => ({ type: 'refusal', refusal });

function itemsOf({ reasoning, text, refusal, toolCalls = [] }: AnswerScript): readonly ScriptedItem[] {
  return [
    ...(reasoning ? [reasoningItem(reasoning)] : []),
    ...(text ? [messageItem(text, 'output_text', textPart)] : []),
    ...(refusal ? [messageItem(refusal, 'refusal', refusalPart)] : []),
    ...toolCalls.map(callItem),
  ];
}

function reasoningItem(texts: readonly string[]): ScriptedItem {
  const frame = { id: 'rs_conformance', type: 'reasoning' };
  const part = { type: 'summary_text', text: texts.join('') };
  return {
    added: { ...frame, summary: [] },
    pieces: [
      { type: 'response.reasoning_summary_part.added', summary_index: 0, part: { ...part, text: '' } },
      ...texts.map((delta) => ({ type: 'response.reasoning_summary_text.delta', summary_index: 0, delta })),
      { type: 'response.reasoning_summary_part.done', summary_index: 0, part },
    ],
    done: { ...frame, summary: [part], encrypted_content: 'gAAAAconformance' },
  };
}

function messageItem(texts: readonly string[], kind: string, partOf: (text: string) => object): ScriptedItem {
  const frame = { id: 'msg_conformance', type: 'message', role: 'assistant' };
  const part = partOf(texts.join(''));
  return {
    added: { ...frame, status: 'in_progress', content: [] },
    pieces: [
      { type: 'response.content_part.added', content_index: 0, part: partOf('') },
      ...texts.map((delta) => ({ type: `response.${kind}.delta`, content_index: 0, delta, logprobs: [] })),
      { type: 'response.content_part.done', content_index: 0, part },
    ],
    done: { ...frame, status: 'completed', content: [part] },
  };
}

function callItem({ id, name, arguments: pieces }: ScriptedToolCall): ScriptedItem {
  const frame = { id: `fc_${id}`, type: 'function_call', call_id: id, name };
  return {
    added: { ...frame, status: 'in_progress', arguments: '' },
    pieces: pieces.map((delta) => ({ type: 'response.function_call_arguments.delta', delta })),
    done: { ...frame, status: 'completed', arguments: pieces.join('') },
  };
}

const complete = 'completed';

/** The whole response. There is no word for why it ended, but for one that did not end well. */
function answer(script: AnswerScript): Readonly<Record<string, unknown>> {
  const { finishWord = complete, usage } = script;
  return {
    ...envelope,
    status: finishWord === complete ? complete : 'incomplete',
    error: null,
    incomplete_details: finishWord === complete ? null : { reason: finishWord },
    output: itemsOf(script).map(({ done }) => done),
    usage: usage === undefined ? usages[0].wire : usage,
  };
}

function stream(script: AnswerScript): StreamFrames {
  const response = answer(script);
  const begun = { ...response, status: 'in_progress', incomplete_details: null, output: [], usage: null };
  const events: readonly NamedEvent[] = [
    { type: 'response.created', response: begun },
    { type: 'response.in_progress', response: begun },
    ...itemEvents(script),
    { type: `response.${String(response['status'])}`, response },
  ];
  const frames = events.map((event, place) => namedFrame({ ...event, sequence_number: place }));
  return { content: frames.slice(0, -1), end: frames.slice(-1) };
}

function itemEvents(script: AnswerScript): readonly NamedEvent[] {
  const items = itemsOf(script).map(({ added, pieces, done }, output_index) => {
    const { id: item_id } = { id: '', ...added };
    return [
      { type: 'response.output_item.added', output_index, item: added },
      ...pieces.map((piece) => ({ ...piece, output_index, item_id })),
      { type: 'response.output_item.done', output_index, item: done },
    ];
  });
  return script.interleaved ? byTurns(items) : items.flat();
}

function byTurns<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, place) => lists.flatMap((list) => list.slice(place, place + 1))).flat();
}

/** Azure stops a prompt with an HTTP error, whether a stream was asked for or not. */
const promptBlock = {
  status: 400,
  json: {
    error: {
      message: 'The prompt was stopped by the content management policy.',
      type: 'invalid_request_error',
      param: 'prompt',
      code: 'content_filter',
    },
  },
} as const;

/** The Responses API, as OpenAI speaks it. */
export const responsesWire: WireFixture = {
  servedModel,
  // A licence to be accepted is Hugging Face's.
  lacks: ['error:gated'],
  answer,
  stream,
  finishWords: {
    stop: [complete],
    length: ['max_output_tokens'],
    'tool-calls': [complete],
    'content-filter': ['content_filter'],
    other: ['a_reason_of_tomorrow'],
  },
  usages,
  errors: responsesErrors,
  streamErrors: responsesStreamErrors,
  rejection: responsesRejection,
  wrongShapes: [
    { name: 'an empty object', body: {} },
    { name: 'null', body: null },
    { name: 'a text', body: 'an answer' },
    { name: 'no output', body: { ...envelope, status: complete } },
    { name: 'output of the wrong kind', body: { ...envelope, status: complete, output: 'none' } },
    { name: 'nothing and no status', body: { ...envelope, output: [] } },
    { name: 'an item of the wrong kind', body: { ...envelope, status: complete, output: ['an answer'] } },
    {
      name: 'content of the wrong kind',
      body: { ...envelope, status: complete, output: [{ type: 'message', role: 'assistant', content: 42 }] },
    },
    { name: 'a response in the background that has not begun', body: { ...envelope, status: 'queued', output: [] } },
  ],
  promptBlock: { run: promptBlock, stream: promptBlock },
  bodyHint: (milliseconds) => ({
    name: 'a rate limit that says in words how long to wait',
    code: 'rate-limit',
    status: 429,
    body: {
      error: {
        message: `Rate limit reached for requests. Please try again in ${milliseconds}ms.`,
        type: 'requests',
        param: null,
        code: 'rate_limit_exceeded',
      },
    },
  }),
};
