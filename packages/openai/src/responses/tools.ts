import type { ChatInput, Tool, ToolChoice, Tools } from '@x/core';
import { isProviderTool, type RequestContext, statedSchema } from '@x/core/adapter';
import type { Json } from './json.ts';

/** The tools that the model may use, and which of them it must. */
export function writeTools(input: ChatInput, context: RequestContext): Json {
  const { tools = {}, toolChoice, parallelToolCalls } = input;
  const written: object[] = [];
  for (const [name, tool] of Object.entries(tools)) {
    if (!isProviderTool(tool)) written.push(declare(name, tool, context));
    else if (isOwn(tool.provider, context)) written.push(tool.definition);
    else {
      const message = `it is a tool of ${tool.provider}'s own; it was left out`;
      context.warn({ type: 'unsupported', setting: `tools.${name}`, message });
    }
  }
  if (written.length === 0) return {};
  return { tools: written, tool_choice: writeChoice(toolChoice, tools), parallel_tool_calls: parallelToolCalls };
}

/** Whatever id this provider was given, the tools of this API are OpenAI's. */
const isOwn = (provider: string, context: RequestContext): boolean =>
  provider === context.provider || provider === 'openai';

/** Not strict: strict mode would not take every schema, and the arguments are checked against it anyway. */
const declare = (name: string, { description, input }: Tool, context: RequestContext): object => ({
  type: 'function',
  name,
  description,
  parameters: statedSchema(input, `tools.${name}.input`, context),
  strict: false,
});

/** One of the API's own tools is chosen by its type, a function by its name. */
function writeChoice(choice: ToolChoice | undefined, tools: Tools): unknown {
  if (typeof choice !== 'object') return choice;
  const tool = tools[choice.name];
  if (tool === undefined || !isProviderTool(tool)) return { type: 'function', name: choice.name };
  const { type, name, server_label }: { type?: unknown; name?: unknown; server_label?: unknown } = tool.definition;
  return { type, name, server_label };
}
