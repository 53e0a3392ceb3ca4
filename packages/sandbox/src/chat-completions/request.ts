import * as z from 'zod';

const maxStopSequences = 4;
const maxChoices = 128;
const maxTools = 128;

const contentPart = z.object({
  type: z.enum(['text', 'image_url', 'input_audio', 'file', 'refusal']),
  text: z.string().optional(),
});

const calledFunction = z.object({ name: z.string(), arguments: z.string() });

const toolCall = z.object({
  id: z.string(),
  type: z.enum(['function', 'custom']),
  function: calledFunction.optional(),
});

const message = z.object({
  role: z.enum(['system', 'assistant', 'user', 'function', 'tool', 'developer']),
  content: z.union([z.string(), z.array(contentPart)]).nullish(),
  name: z.string().nullish(),
  tool_calls: z.array(toolCall).nullish(),
  tool_call_id: z.string().nullish(),
  function_call: calledFunction.nullish(),
  refusal: z.string().nullish(),
  audio: z.unknown().optional(),
});

const functionDeclaration = z.object({
  name: z.string().regex(/^[\w-]{1,64}$/u),
  description: z.string().nullish(),
  parameters: z.record(z.string(), z.unknown()).nullish(),
  strict: z.boolean().nullish(),
});

const tool = z.object({
  type: z.enum(['function', 'custom']),
  function: functionDeclaration.optional(),
});

const namedFunction = z.object({ name: z.string() });

/** The `tool_choice` of OpenAI: a mode, one function, or a mode and the functions it is limited to. */
export const toolChoice = z.union([
  z.enum(['none', 'auto', 'required']),
  z.object({ type: z.literal('function'), function: namedFunction }),
  z.object({
    type: z.literal('allowed_tools'),
    allowed_tools: z.object({
      mode: z.enum(['auto', 'required']),
      tools: z.array(z.object({ function: namedFunction.optional() })),
    }),
  }),
]);

/** The `response_format` of OpenAI: free text, any JSON object, or JSON of a schema. */
export const responseFormat = z.object({
  type: z.enum(['text', 'json_object', 'json_schema']),
  json_schema: z
    .object({
      name: z.string().regex(/^[\w-]{1,64}$/u),
      schema: z.record(z.string(), z.unknown()).nullish(),
      strict: z.boolean().nullish(),
    })
    .optional(),
});

/** The fields of a Chat Completions request that the sandbox reads, with the limits that OpenAI documents. */
export const chatRequestShape = {
  model: z.string(),
  messages: z.array(message).min(1),
  max_tokens: z.int().min(1).nullish(),
  max_completion_tokens: z.int().min(1).nullish(),
  temperature: z.number().min(0).max(2).nullish(),
  top_p: z.number().min(0).max(1).nullish(),
  presence_penalty: z.number().min(-2).max(2).nullish(),
  frequency_penalty: z.number().min(-2).max(2).nullish(),
  n: z.int().min(1).max(maxChoices).nullish(),
  stop: z.union([z.string(), z.array(z.string()).max(maxStopSequences)]).nullish(),
  seed: z.int().nullish(),
  logprobs: z.boolean().nullish(),
  top_logprobs: z.int().min(0).max(20).nullish(),
  stream: z.boolean().nullish(),
  stream_options: z
    .object({ include_usage: z.boolean().optional(), include_obfuscation: z.boolean().optional() })
    .nullish(),
  tools: z.array(tool).max(maxTools).nullish(),
  tool_choice: toolChoice.nullish(),
  parallel_tool_calls: z.boolean().nullish(),
  response_format: responseFormat.nullish(),
  functions: z.array(functionDeclaration).nullish(),
  function_call: z.union([z.enum(['none', 'auto']), namedFunction]).nullish(),
};

const chatRequest = z.object(chatRequestShape);

/** A Chat Completions request whose shape has been checked. */
export type ChatRequest = z.infer<typeof chatRequest>;

/** One message of a Chat Completions request. */
export type ChatMessage = ChatRequest['messages'][number];
