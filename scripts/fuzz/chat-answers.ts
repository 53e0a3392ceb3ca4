/** Answers of the wires of chat, sound ones and errors, from which wrong ones are made. */
export const usage = {
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

export const chatCompletions = {
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

export const responses = {
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
export const generateContent = {
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
