import {
  chatCompletionsErrors,
  chatCompletionsRejection,
  chatCompletionsStreamErrors,
} from './chat-completions-errors.ts';
import { dataFrame } from './frames.ts';
import type { AnswerScript, ScriptedToolCall, StreamFrames, UsageFixture, WireFixture } from './wire-fixture.ts';

const servedModel = 'conformance-1-2026-11-22';
const envelope = { id: 'chatcmpl-conformance', created: 1_763_800_000, model: servedModel };

const usages: readonly [UsageFixture, ...UsageFixture[]] = [
  {
    name: 'prompt and completion',
    wire: { prompt_tokens: 12, completion_tokens: 7, total_tokens: 19 },
    usage: { inputTokens: 12, outputTokens: 7, totalTokens: 19 },
  },
  {
    name: 'cached and reasoning tokens inside their sums',
    wire: {
      prompt_tokens: 100,
      completion_tokens: 50,
      total_tokens: 150,
      prompt_tokens_details: { cached_tokens: 64 },
      completion_tokens_details: { reasoning_tokens: 30 },
    },
    usage: { inputTokens: 100, outputTokens: 50, totalTokens: 150, cachedInputTokens: 64, reasoningTokens: 30 },
  },
  {
    name: 'a host that leaves reasoning out of the completion',
    wire: {
      prompt_tokens: 9,
      completion_tokens: 23,
      total_tokens: 217,
      completion_tokens_details: { reasoning_tokens: 185 },
    },
    usage: { inputTokens: 9, outputTokens: 208, totalTokens: 217, reasoningTokens: 185 },
  },
  {
    name: 'no total',
    wire: { prompt_tokens: 3, completion_tokens: 4 },
    usage: { inputTokens: 3, outputTokens: 4 },
  },
];

const joined = (pieces: readonly string[] | undefined): string | null => pieces?.join('') ?? null;

const wordOf = ({ finishWord, toolCalls }: AnswerScript): string => finishWord ?? (toolCalls ? 'tool_calls' : 'stop');

const usageOf = ({ usage }: AnswerScript): unknown => (usage === undefined ? usages[0].wire : usage);

function answer(script: AnswerScript): unknown {
  const { text, reasoning, refusal, toolCalls } = script;
  const message = {
    role: 'assistant',
    content: joined(text),
    refusal: joined(refusal),
    ...(reasoning && { reasoning_content: joined(reasoning) }),
    ...(toolCalls && { tool_calls: toolCalls.map(wholeCall) }),
  };
  const choice = { index: 0, message, logprobs: null, finish_reason: wordOf(script) };
  return { ...envelope, object: 'chat.completion', choices: [choice], usage: usageOf(script) };
}

const wholeCall = ({ id, name, arguments: pieces }: ScriptedToolCall): object => ({
  id,
  type: 'function',
  function: { name, arguments: pieces.join('') },
});

function stream(script: AnswerScript): StreamFrames {
  const { text = [], reasoning = [], refusal = [] } = script;
  const deltas = [
    { role: 'assistant', content: '', refusal: null },
    ...reasoning.map((piece) => ({ reasoning_content: piece })),
    ...text.map((piece) => ({ content: piece })),
    ...refusal.map((piece) => ({ refusal: piece })),
    ...callDeltas(script).map((call) => ({ tool_calls: [call] })),
  ];
  const usage = usageOf(script);
  const end = [chunk([{ index: 0, delta: {}, logprobs: null, finish_reason: wordOf(script) }])];
  // Asked for usage, the host sends it in a chunk of its own that has no choices.
  if (usage !== null) end.push(chunk([], usage));
  return {
    content: deltas.map((delta) => chunk([{ index: 0, delta, logprobs: null, finish_reason: null }])),
    end: [...end, 'data: [DONE]\n\n'],
  };
}

const chunk = (choices: readonly object[], usage: unknown = null): string =>
  dataFrame({ ...envelope, object: 'chat.completion.chunk', choices, usage });

/** The first fragment of a call has its id and name, the others only more of its arguments. */
function callDeltas({ toolCalls = [], interleaved = false }: AnswerScript): readonly object[] {
  const calls = toolCalls.map(({ id, name, arguments: pieces }, index) => [
    { index, id, type: 'function', function: { name, arguments: '' } },
    ...pieces.map((piece) => ({ index, function: { arguments: piece } })),
  ]);
  return interleaved ? byTurns(calls) : calls.flat();
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
      type: null,
      param: 'prompt',
      code: 'content_filter',
      status: 400,
      innererror: { code: 'ResponsibleAIPolicyViolation', content_filter_result: { hate: { filtered: true } } },
    },
  },
} as const;

/** The chat-completions protocol, as OpenAI and the hosts that follow it speak it. */
export const chatCompletionsWire: WireFixture = {
  servedModel,
  // A licence to be accepted is Hugging Face's.
  lacks: ['error:gated'],
  answer,
  stream,
  finishWords: {
    stop: ['stop', 'eos_token', 'stop_sequence'],
    length: ['length'],
    'tool-calls': ['tool_calls', 'stop'],
    'content-filter': ['content_filter'],
    other: ['a_reason_of_tomorrow'],
  },
  usages,
  errors: chatCompletionsErrors,
  streamErrors: chatCompletionsStreamErrors,
  rejection: chatCompletionsRejection,
  wrongShapes: [
    { name: 'an empty object', body: {} },
    { name: 'null', body: null },
    { name: 'a text', body: 'an answer' },
    { name: 'no choices', body: { ...envelope, choices: [] } },
    { name: 'choices of the wrong kind', body: { ...envelope, choices: 'none' } },
    { name: 'a choice without a message', body: { ...envelope, choices: [{ index: 0, finish_reason: 'stop' }] } },
    { name: 'a message of the wrong kind', body: withMessage('an answer') },
    { name: 'content of the wrong kind', body: withMessage({ role: 'assistant', content: 42 }) },
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

function withMessage(message: unknown): unknown {
  return { ...envelope, choices: [{ index: 0, message, finish_reason: 'stop' }] };
}
