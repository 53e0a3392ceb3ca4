import { crlfDataFrame } from './frames.ts';
import { geminiErrors, geminiRejection, geminiStreamErrors, rateLimited } from './gemini-errors.ts';
import type { AnswerScript, ScriptedToolCall, StreamFrames, UsageFixture, WireFixture } from './wire-fixture.ts';

const servedModel = 'conformance-1-001';
const envelope = { modelVersion: servedModel, responseId: 'conformance' };

const usages: readonly [UsageFixture, ...UsageFixture[]] = [
  {
    name: 'prompt and candidates',
    wire: { promptTokenCount: 12, candidatesTokenCount: 7, totalTokenCount: 19 },
    usage: { inputTokens: 12, outputTokens: 7, totalTokens: 19 },
  },
  {
    name: 'thoughts beside the candidates',
    wire: { promptTokenCount: 9, candidatesTokenCount: 23, thoughtsTokenCount: 185, totalTokenCount: 217 },
    usage: { inputTokens: 9, outputTokens: 208, totalTokens: 217, reasoningTokens: 185 },
  },
  {
    name: 'cached tokens inside the prompt',
    wire: { promptTokenCount: 100, cachedContentTokenCount: 64, candidatesTokenCount: 50, totalTokenCount: 150 },
    usage: { inputTokens: 100, outputTokens: 50, totalTokens: 150, cachedInputTokens: 64 },
  },
];

const wordOf = ({ finishWord }: AnswerScript): string => finishWord ?? 'STOP';

const usageOf = ({ usage }: AnswerScript): object => {
  const wire = usage === undefined ? usages[0].wire : usage;
  return wire === null ? {} : { usageMetadata: wire };
};

function answer(script: AnswerScript): unknown {
  const { text, reasoning } = script;
  const parts = [
    ...(reasoning ? [{ text: reasoning.join(''), thought: true }] : []),
    ...(text ? [{ text: text.join('') }] : []),
    ...callParts(script.toolCalls),
  ];
  const candidate = { content: { parts, role: 'model' }, finishReason: wordOf(script), index: 0 };
  return { candidates: [candidate], ...usageOf(script), ...envelope };
}

function stream(script: AnswerScript): StreamFrames {
  const { text = [], reasoning = [] } = script;
  const parts = [
    ...reasoning.map((piece) => ({ text: piece, thought: true })),
    ...text.map((piece) => ({ text: piece })),
    ...callParts(script.toolCalls),
  ];
  const content = parts.map((part) => chunk({ content: { parts: [part], role: 'model' }, index: 0 }, script));
  const last = { content: { parts: [{ text: '' }], role: 'model' }, finishReason: wordOf(script), index: 0 };
  return { content, end: [chunk(last, script)] };
}

/** Every chunk carries the usage so far. */
const chunk = (candidate: object, script: AnswerScript): string =>
  crlfDataFrame({ candidates: [candidate], ...usageOf(script), ...envelope });

/** Calls come whole, their arguments as an object, and most of them without an id. */
function callParts(calls: readonly ScriptedToolCall[] = []): readonly object[] {
  return calls.map(({ name, arguments: pieces }) => ({
    functionCall: { name, args: JSON.parse(pieces.join('') || '{}') },
  }));
}

/** A stopped prompt is an answer with status 200 that has no candidates. */
const blocked = {
  promptFeedback: { blockReason: 'PROHIBITED_CONTENT' },
  usageMetadata: { promptTokenCount: 12, totalTokenCount: 12 },
  ...envelope,
};

/** The Gemini API of Google's generativelanguage host, v1beta. */
export const geminiWire: WireFixture = {
  servedModel,
  // Refusals are finish reasons here, calls are never sent in pieces, and licences are Hugging Face's.
  lacks: ['refusal', 'interleaved-tool-calls', 'malformed-tool-arguments', 'error:gated'],
  answer,
  stream,
  finishWords: {
    stop: ['STOP'],
    length: ['MAX_TOKENS'],
    'tool-calls': ['STOP'],
    'content-filter': ['SAFETY', 'RECITATION', 'LANGUAGE', 'BLOCKLIST', 'PROHIBITED_CONTENT', 'SPII'],
    other: ['OTHER', 'A_REASON_OF_TOMORROW'],
  },
  usages,
  errors: geminiErrors,
  streamErrors: geminiStreamErrors,
  rejection: geminiRejection,
  wrongShapes: [
    { name: 'an empty object', body: {} },
    { name: 'null', body: null },
    { name: 'a text', body: 'an answer' },
    { name: 'no candidates and no reason for it', body: { candidates: [], ...envelope } },
    { name: 'candidates of the wrong kind', body: { candidates: 'none', ...envelope } },
    { name: 'a candidate of the wrong kind', body: { candidates: ['an answer'], ...envelope } },
  ],
  promptBlock: { run: { json: blocked }, stream: { frames: [crlfDataFrame(blocked)] } },
  bodyHint: (milliseconds) =>
    rateLimited('a rate limit with RetryInfo', [
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: `${milliseconds / 1000}s` },
    ]),
};
