import type { ChatPrompt, Tool, Turn } from '../chat/prompt.ts';
import type { Vendor } from '../settings.ts';
import type { ChatMessage, ChatRequest } from './request.ts';

const roles = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
  tool: 'tool',
  function: 'tool',
} as const satisfies Readonly<Record<ChatMessage['role'], Turn['role']>>;

/** What a Chat Completions request asks for. `choice` counts the alternatives of `n`, from 0. */
export function readPrompt(request: ChatRequest, vendor: Vendor, choice: number): ChatPrompt {
  const maxTokens = request.max_completion_tokens ?? request.max_tokens ?? undefined;
  const json = jsonOf(request);
  return {
    vendor,
    model: request.model,
    turns: request.messages.map((message) => turnOf(message, request.messages)),
    tools: toolsOf(request),
    ...toolUseOf(request),
    parallelTools: request.parallel_tool_calls !== false,
    ...(json === undefined ? {} : { json }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    stop: [request.stop ?? []].flat(),
    choice,
  };
}

function turnOf(message: ChatMessage, messages: readonly ChatMessage[]): Turn {
  const parts =
    typeof message.content === 'string' ? [{ type: 'text', text: message.content }] : (message.content ?? []);
  const texts = parts.flatMap(({ type, text }) => (type === 'text' && text !== undefined ? [text] : []));
  const calls = (message.tool_calls ?? []).map((call) => JSON.stringify(call.function));
  const toolName = toolNameOf(message, messages);
  return {
    role: roles[message.role],
    text: [...texts, ...calls].join('\n'),
    mediaCount: parts.length - texts.length,
    ...(toolName === undefined ? {} : { toolName }),
  };
}

function toolNameOf(message: ChatMessage, messages: readonly ChatMessage[]): string | undefined {
  if (message.role === 'function') return message.name ?? undefined;
  if (message.role !== 'tool') return undefined;
  const calls = messages.flatMap(({ tool_calls: made }) => made ?? []);
  return calls.find(({ id }) => id === message.tool_call_id)?.function?.name;
}

function toolsOf({ tools, functions }: ChatRequest): readonly Tool[] {
  const declared = [...(tools ?? []).flatMap((tool) => tool.function ?? []), ...(functions ?? [])];
  return declared.map(({ name, parameters }) => ({
    name,
    parameters: parameters ?? { type: 'object', properties: {} },
  }));
}

function toolUseOf({
  tool_choice: choice,
  function_call: legacy,
}: ChatRequest): Pick<ChatPrompt, 'toolUse' | 'allowedTools'> {
  const chosen = choice ?? legacy ?? 'auto';
  if (typeof chosen === 'string') return { toolUse: chosen };
  if ('allowed_tools' in chosen) {
    const { mode, tools } = chosen.allowed_tools;
    return { toolUse: mode, allowedTools: tools.flatMap((tool) => tool.function?.name ?? []) };
  }
  const { name } = 'function' in chosen ? chosen.function : chosen;
  return { toolUse: 'required', allowedTools: [name] };
}

function jsonOf({ response_format: format }: ChatRequest): ChatPrompt['json'] {
  if (format?.type === 'json_object') return { schema: undefined };
  return format?.type === 'json_schema' ? { schema: format.json_schema?.schema } : undefined;
}
