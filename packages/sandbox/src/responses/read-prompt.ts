import type { ChatPrompt, Tool, Turn } from '../chat/prompt.ts';
import type { InputContent, InputItem, ResponsesTool } from './input-item.ts';
import type { ResponsesRequest } from './request.ts';

const roles = {
  system: 'system',
  developer: 'system',
  user: 'user',
  assistant: 'assistant',
} as const satisfies Readonly<Record<string, Turn['role']>>;

/** What a Responses request asks for. `maxTokens` is what its limit leaves for the text. */
export function readPrompt(request: ResponsesRequest, maxTokens: number | undefined): ChatPrompt {
  const items = itemsOf(request);
  const json = jsonOf(request);
  return {
    vendor: 'openai',
    model: request.model,
    turns: [...instructionsOf(request), ...items.flatMap((item) => turnOf(item, items))],
    tools: toolsOf(request, items),
    ...toolUseOf(request),
    parallelTools: request.parallel_tool_calls !== false,
    ...(json === undefined ? {} : { json }),
    ...(maxTokens === undefined ? {} : { maxTokens }),
    stop: [],
    choice: 0,
  };
}

function itemsOf({ input }: ResponsesRequest): readonly InputItem[] {
  if (typeof input === 'string') return [{ type: 'message', role: 'user', content: input }];
  return input ?? [];
}

function instructionsOf({ instructions }: ResponsesRequest): readonly Turn[] {
  return instructions ? [{ role: 'system', text: instructions, mediaCount: 0 }] : [];
}

function turnOf(item: InputItem, items: readonly InputItem[]): readonly Turn[] {
  switch (item.type) {
    case 'message':
      return [{ role: roles[item.role], ...saidIn(item.content) }];
    case 'function_call':
      return [{ role: 'assistant', text: JSON.stringify([item.name, item.arguments]), mediaCount: 0 }];
    case 'function_call_output': {
      const toolName = calledName(item.call_id, items);
      return [{ role: 'tool', ...saidIn(item.output), ...(toolName === undefined ? {} : { toolName }) }];
    }
    default:
      return [];
  }
}

function saidIn(content: InputContent): Pick<Turn, 'text' | 'mediaCount'> {
  if (typeof content === 'string') return { text: content, mediaCount: 0 };
  const texts = content.flatMap((part) => ('text' in part ? [String(part.text)] : []));
  const media = content.filter(({ type }) => /^input_(?!text)/u.test(type));
  return { text: texts.join('\n'), mediaCount: media.length };
}

function calledName(callId: string, items: readonly InputItem[]): string | undefined {
  for (const item of items) if (item.type === 'function_call' && item.call_id === callId) return item.name;
  return undefined;
}

/** The functions that a request declares, those of its items and of its namespaces too. */
function toolsOf({ tools }: ResponsesRequest, items: readonly InputItem[]): readonly Tool[] {
  const later = items.flatMap((item) =>
    item.type === 'additional_tools' || item.type === 'tool_search_output' ? item.tools : [],
  );
  return [...(tools ?? []), ...later].flatMap(functionsOf);
}

function functionsOf(tool: ResponsesTool): readonly Tool[] {
  const functions = [tool, ...(tool.tools ?? [])].filter(({ type }) => type === 'function');
  return functions.map(({ name, parameters }) => ({
    name: name ?? '',
    parameters: parameters ?? { type: 'object', properties: {} },
  }));
}

function toolUseOf({ tool_choice: choice }: ResponsesRequest): Pick<ChatPrompt, 'toolUse' | 'allowedTools'> {
  const chosen = choice ?? 'auto';
  if (typeof chosen === 'string') return { toolUse: chosen };
  switch (chosen.type) {
    case 'allowed_tools':
      return { toolUse: chosen.mode, allowedTools: chosen.tools.flatMap(({ name }) => name ?? []) };
    case 'function':
      return { toolUse: 'required', allowedTools: [chosen.name] };
    default:
      return { toolUse: 'auto' };
  }
}

function jsonOf({ text }: ResponsesRequest): ChatPrompt['json'] {
  if (text?.format?.type === 'json_object') return { schema: undefined };
  return text?.format?.type === 'json_schema' ? { schema: text.format.schema } : undefined;
}
