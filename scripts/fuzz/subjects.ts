import type { HttpProvider, TaskName } from '@x/core';
import { gemini } from '@x/gemini';
import { hf } from '@x/hf';
import { openai } from '@x/openai';

type Fetch = typeof globalThis.fetch;

/** Something that can be asked, and answers from which wrong ones are made. */
export interface Subject {
  /** Makes one call and reads its answer to the end. */
  readonly call: (fetch: Fetch, streaming: boolean) => Promise<unknown>;
  /** Bodies of good and of bad statuses. */
  readonly bodies: readonly unknown[];
  /** Streams, event by event; none where the task does not stream. */
  readonly streams: readonly (readonly unknown[])[];
}

const retry = { limit: 0 };
const timeout = { firstByte: 2_000, idle: 2_000 };
const options = (fetch: Fetch) => ({ apiKey: 'key', fetch, retry, timeout });

const conversation = {
  model: 'model',
  messages: [{ role: 'user' as const, content: 'What is the weather in Paris?' }],
};

const chat =
  (make: (fetch: Fetch) => HttpProvider<'chat'>): Subject['call'] =>
  (fetch, streaming) =>
    streaming ? make(fetch).stream('chat', conversation).result() : make(fetch).run('chat', conversation);

const usage = {
  prompt_tokens: 9,
  completion_tokens: 4,
  total_tokens: 13,
  prompt_tokens_details: { cached_tokens: 2 },
  completion_tokens_details: { reasoning_tokens: 1 },
};
const toolCall = {
  index: 0,
  id: 'call_1',
  type: 'function',
  function: { name: 'weather', arguments: '{"city":"Paris"}' },
};
const logprobs = { content: [{ token: 'It', logprob: -0.1, top_logprobs: [{ token: 'It', logprob: -0.1 }] }] };

const chatCompletions = {
  bodies: [
    {
      id: 'c-1',
      model: 'model-1',
      choices: [
        {
          index: 0,
          message: { role: 'assistant', content: 'It rains.', reasoning_content: 'Hm.', refusal: null },
          logprobs,
          finish_reason: 'stop',
        },
      ],
      usage,
    },
    {
      choices: [{ message: { role: 'assistant', content: null, tool_calls: [toolCall] }, finish_reason: 'tool_calls' }],
      usage,
    },
    {
      error: {
        message: 'Rate limit reached. Please try again in 2s',
        type: 'tokens',
        param: null,
        code: 'rate_limit_exceeded',
      },
    },
  ],
  streams: [
    [
      { choices: [{ index: 0, delta: { role: 'assistant', content: '' } }] },
      { choices: [{ index: 0, delta: { reasoning_content: 'Hm.' } }] },
      { choices: [{ index: 0, delta: { content: 'It ' }, logprobs }] },
      { choices: [{ index: 0, delta: { content: 'rains.' }, finish_reason: 'stop' }] },
      { choices: [], usage },
      '[DONE]',
    ],
    [
      { choices: [{ index: 0, delta: { tool_calls: [toolCall] } }] },
      { choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: ' ' } }] } }] },
      { choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] },
      '[DONE]',
    ],
    [{ choices: [{ delta: { content: 'It' } }] }, { error: { message: 'overloaded', code: 503 } }],
  ],
};

const message = {
  type: 'message',
  id: 'msg_1',
  role: 'assistant',
  status: 'completed',
  content: [
    {
      type: 'output_text',
      text: 'It rains.',
      annotations: [{ type: 'url_citation', url: 'https://a.example', start_index: 0, end_index: 2 }],
    },
  ],
};
const thought = {
  type: 'reasoning',
  id: 'rs_1',
  summary: [{ type: 'summary_text', text: 'Hm.' }],
  encrypted_content: 'x',
};
const functionCall = {
  type: 'function_call',
  id: 'fc_1',
  call_id: 'call_1',
  name: 'weather',
  arguments: '{"city":"Paris"}',
};
const response = {
  id: 'resp_1',
  object: 'response',
  status: 'completed',
  model: 'model-1',
  output: [thought, message, functionCall],
  usage: { input_tokens: 9, output_tokens: 4, total_tokens: 13, output_tokens_details: { reasoning_tokens: 1 } },
};

const responses = {
  bodies: [
    response,
    { ...response, status: 'incomplete', incomplete_details: { reason: 'max_output_tokens' } },
    { ...response, status: 'failed', error: { code: 'server_error', message: 'no' } },
    { error: { message: 'no such model', type: 'invalid_request_error', param: 'model', code: 'model_not_found' } },
  ],
  streams: [
    [
      { type: 'response.created', sequence_number: 0, response: { ...response, status: 'in_progress', output: [] } },
      { type: 'response.output_item.added', output_index: 0, item: { ...message, content: [] } },
      { type: 'response.output_text.delta', output_index: 0, content_index: 0, item_id: 'msg_1', delta: 'It rains.' },
      { type: 'response.output_item.done', output_index: 0, item: message },
      { type: 'response.output_item.added', output_index: 1, item: { ...functionCall, arguments: '' } },
      { type: 'response.function_call_arguments.delta', output_index: 1, item_id: 'fc_1', delta: '{"city":"Paris"}' },
      { type: 'response.output_item.done', output_index: 1, item: functionCall },
      { type: 'response.completed', response: { ...response, output: [message, functionCall] } },
    ],
    [
      { type: 'response.created', response: { ...response, output: [] } },
      { type: 'error', error: { type: 'server_error', code: 'server_error', message: 'no' } },
      {
        type: 'response.failed',
        response: { ...response, status: 'failed', error: { code: 'server_error', message: 'no' } },
      },
    ],
  ],
};

const usageMetadata = { promptTokenCount: 9, candidatesTokenCount: 4, thoughtsTokenCount: 1, totalTokenCount: 14 };
const candidate = {
  content: {
    role: 'model',
    parts: [
      { text: 'Hm.', thought: true },
      { text: 'It rains.', thoughtSignature: 'c2ln' },
      { functionCall: { name: 'weather', args: { city: 'Paris' } } },
    ],
  },
  finishReason: 'STOP',
  index: 0,
  groundingMetadata: {
    groundingChunks: [{ web: { uri: 'https://a.example', title: 'A' } }],
    groundingSupports: [{ segment: { startIndex: 0, endIndex: 2 }, groundingChunkIndices: [0] }],
  },
};
const geminiError = {
  error: {
    code: 429,
    message: 'Quota exceeded',
    status: 'RESOURCE_EXHAUSTED',
    details: [
      { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '3s' },
      { '@type': 'type.googleapis.com/google.rpc.QuotaFailure', violations: [{ quotaId: 'PerDay' }] },
    ],
  },
};
const generateContent = {
  bodies: [
    { candidates: [candidate], usageMetadata, modelVersion: 'model-1', responseId: 'r-1' },
    { promptFeedback: { blockReason: 'SAFETY' }, usageMetadata },
    geminiError,
    [geminiError],
  ],
  streams: [
    [
      { candidates: [{ content: { parts: [{ text: 'It ' }] } }], usageMetadata },
      { candidates: [candidate], usageMetadata },
    ],
    [{ candidates: [{ content: { parts: [{ text: 'It ' }] } }] }, geminiError],
  ],
};

/** Tasks of Hugging Face whose answers are JSON, each with an input and with answers as they have been seen. */
const hfTasks: { readonly [K in TaskName]?: { readonly input: object; readonly bodies: readonly unknown[] } } = {
  summarization: { input: { text: 'a' }, bodies: [[{ summary_text: 'b' }], { summary_text: 'b' }] },
  translation: { input: { text: 'a' }, bodies: [[{ translation_text: 'b' }], { translation_text: 'b' }] },
  'text-classification': {
    input: { text: 'a' },
    bodies: [[[{ label: 'b', score: 0.5 }]], [{ label: 'b', score: 0.5 }]],
  },
  'zero-shot-classification': {
    input: { text: 'a', labels: ['b', 'c'] },
    bodies: [{ sequence: 'a', labels: ['b', 'c'], scores: [0.6, 0.4] }, [{ label: 'b', score: 0.6 }]],
  },
  'token-classification': {
    input: { text: 'Ada' },
    bodies: [[{ entity_group: 'PER', word: 'Ada', score: 0.9, start: 0, end: 3 }]],
  },
  'question-answering': {
    input: { question: 'a', context: 'b' },
    bodies: [{ answer: 'b', score: 0.5, start: 0, end: 1 }, [{ answer: 'b', score: 0.5, start: 0, end: 1 }]],
  },
  'fill-mask': {
    input: { text: 'a [MASK]' },
    bodies: [[{ sequence: 'a b', score: 0.5, token: 1, token_str: 'b' }]],
  },
  embedding: {
    input: { texts: ['a'] },
    bodies: [
      [[0.1, 0.2]],
      [0.1, 0.2],
      [
        [
          [0.1, 0.2],
          [0.3, 0.4],
        ],
      ],
    ],
  },
  'sentence-similarity': { input: { source: 'a', sentences: ['b'] }, bodies: [[0.5]] },
  'object-detection': {
    input: { image: { mediaType: 'image/png', data: new Uint8Array([137, 80, 78, 71]) } },
    bodies: [[{ label: 'a', score: 0.5, box: { xmin: 0, ymin: 0, xmax: 1, ymax: 1 } }]],
  },
};

const hfSubjects = Object.fromEntries(
  Object.entries(hfTasks).map(([task, { input, bodies }]): [string, Subject] => [
    `hf ${task}`,
    {
      call: (fetch) => {
        const provider: { run(task: string, input: object): Promise<unknown> } = hf(options(fetch)) as never;
        return provider.run(task, { model: 'model', ...input });
      },
      bodies: [...bodies, { error: 'Model model is currently loading', estimated_time: 1 }],
      streams: [],
    },
  ]),
);

export const subjects: Readonly<Record<string, Subject>> = {
  'openai chat': { call: chat((fetch) => openai({ ...options(fetch), api: 'chat' })), ...chatCompletions },
  'openai responses': { call: chat((fetch) => openai({ ...options(fetch), api: 'responses' })), ...responses },
  'gemini chat': { call: chat((fetch) => gemini(options(fetch))), ...generateContent },
  'hf chat': { call: chat((fetch) => hf(options(fetch))), ...chatCompletions },
  'hf text-generation': {
    call: (fetch, streaming) => {
      const input = { model: 'model', prompt: 'a' };
      const provider = hf(options(fetch));
      return streaming ? provider.stream('text-generation', input).result() : provider.run('text-generation', input);
    },
    bodies: [
      [{ generated_text: 'a b', details: { finish_reason: 'length', generated_tokens: 2 } }],
      { error: 'overloaded' },
    ],
    streams: [
      [
        { index: 1, token: { id: 1, text: ' b', logprob: -1, special: false }, generated_text: null, details: null },
        {
          index: 2,
          token: { id: 2, text: ' c', logprob: -1, special: false },
          generated_text: ' b c',
          details: { finish_reason: 'length', generated_tokens: 2 },
        },
      ],
    ],
  },
  'openai embedding': {
    call: (fetch) => openai(options(fetch)).run('embedding', { model: 'model', texts: ['a', 'b'] }),
    bodies: [
      {
        data: [
          { index: 1, embedding: 'AACAPw==' },
          { index: 0, embedding: [1] },
        ],
        model: 'model-1',
        usage,
      },
    ],
    streams: [],
  },
  ...hfSubjects,
};
