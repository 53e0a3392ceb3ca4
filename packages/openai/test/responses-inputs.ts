import { type ChatInput, jsonSchema, type Message, tool } from '@x/core';

const bytes = new Uint8Array([1, 2, 3]);
const user: Message = { role: 'user', content: 'Hi' };

export const weather = tool({
  description: 'The weather in a city',
  input: jsonSchema<{ city: string }>({
    type: 'object',
    properties: { city: { type: 'string' }, unit: { type: 'string' } },
    required: ['city'],
  }),
});

/** An answer of OpenAI's with all that goes back to it, as a reader of ours leaves it. */
export const answered: Message = {
  role: 'assistant',
  content: [
    {
      type: 'reasoning',
      text: 'Hm.',
      providerMetadata: {
        openai: { id: 'rs_1', summary: [{ type: 'summary_text', text: 'Hm.' }], encrypted_content: 'gAAAA' },
      },
    },
    {
      type: 'provider-tool',
      name: 'web_search_call',
      data: { id: 'ws_1', type: 'web_search_call', status: 'completed', action: { type: 'search', query: 'Graz' } },
      providerMetadata: { openai: { id: 'ws_1' } },
    },
    { type: 'text', text: 'Wait.', providerMetadata: { openai: { id: 'msg_1', phase: 'commentary' } } },
    {
      type: 'tool-call',
      id: 'call_1',
      name: 'weather',
      input: { city: 'Graz' },
      rawArguments: '{"city":"Graz"}',
      providerMetadata: { openai: { id: 'fc_1' } },
    },
    {
      type: 'tool-call',
      id: 'call_2',
      name: 'query',
      input: 'SELECT 1',
      rawArguments: 'SELECT 1',
      providerMetadata: { openai: { id: 'ctc_1', custom: true } },
    },
    {
      type: 'image',
      media: { mediaType: 'image/png', data: bytes },
      providerMetadata: {
        openai: { id: 'ig_1', item: { id: 'ig_1', type: 'image_generation_call', status: 'completed' } },
      },
    },
  ],
};

export const results: Message = {
  role: 'tool',
  content: [
    { type: 'tool-result', id: 'call_1', name: 'weather', output: { sky: 'clear' } },
    { type: 'tool-result', id: 'call_2', name: 'query', output: 'no such table', failed: true },
  ],
};

/** Inputs that use, between them, all that the API takes. */
export const inputs: Readonly<Record<string, Partial<ChatInput>>> = {
  'one prompt': { prompt: 'Hi' },
  'every setting': {
    prompt: 'Hi',
    system: 'Be brief.',
    maxTokens: 100,
    temperature: 1,
    topP: 0.5,
    logprobs: 3,
    responseFormat: { type: 'json' },
  },
  'a schema': {
    prompt: 'Hi',
    responseFormat: {
      type: 'json',
      name: 'weather',
      schema: jsonSchema({ type: 'object', properties: { city: { type: 'string' } } }),
    },
  },
  reasoning: { model: 'gpt-5-mini', prompt: 'Hi', reasoning: { effort: 'high' } },
  tools: {
    prompt: 'Hi',
    tools: {
      weather,
      search: { provider: 'openai', definition: { type: 'web_search' } },
      query: { provider: 'openai', definition: { type: 'custom', name: 'query' } },
    },
    toolChoice: { name: 'weather' },
    parallelToolCalls: false,
  },
  'a choice among the tools of the API': {
    prompt: 'Hi',
    tools: { code: { provider: 'openai', definition: { type: 'code_interpreter', container: { type: 'auto' } } } },
    toolChoice: { name: 'code' },
  },
  media: {
    messages: [
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is it?' },
          { type: 'image', media: { mediaType: 'image/png', data: bytes } },
          { type: 'image', media: { url: 'https://example.com/a.png' } },
          { type: 'file', media: { url: 'https://example.com/a.pdf' } },
          { type: 'file', media: { mediaType: 'application/pdf', data: bytes, filename: 'a.pdf' } },
        ],
      },
    ],
  },
  'a history': {
    model: 'gpt-5-mini',
    messages: [
      { role: 'system', content: 'Be brief.' },
      user,
      answered,
      results,
      { role: 'system', content: 'Be briefer.' },
      { role: 'assistant', content: [{ type: 'text', text: 'Clear.' }] },
      user,
    ],
  },
  "settings of the API's own": {
    prompt: 'Hi',
    parameters: {
      text: { verbosity: 'low' },
      service_tier: 'flex',
      metadata: { a: 'b' },
      include: ['web_search_call.action.sources'],
    },
  },
};
