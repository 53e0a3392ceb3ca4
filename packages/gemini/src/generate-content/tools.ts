import type { ChatInput, Tool, ToolChoice } from '@x/core';
import { isProviderTool, type RequestContext } from '@x/core/adapter';
import { geminiSchema } from './schema.ts';

/** The tools that the model may use, and which of them it must. */
export function writeTools(input: ChatInput, context: RequestContext): Record<string, unknown> {
  const declarations: object[] = [];
  const builtIn: object[] = [];
  for (const [name, tool] of Object.entries(input.tools ?? {})) {
    if (!isProviderTool(tool)) declarations.push(declare(name, tool, context));
    else if (tool.provider === context.provider) builtIn.push(tool.definition);
    else warn(context, `tools.${name}`, `it is a tool of ${tool.provider}'s own; it was left out`);
  }
  if (input.parallelToolCalls === false) {
    warn(context, 'parallelToolCalls', 'Gemini decides itself how many tools it calls at once; it was left out');
  }
  const tools = [...(declarations.length > 0 ? [{ functionDeclarations: declarations }] : []), ...builtIn];
  if (tools.length === 0) return {};
  return { tools, toolConfig: writeChoice(input.toolChoice, declarations.length > 0, context) };
}

/** `parametersJsonSchema` takes JSON Schema; `parameters` would take a dialect of its own. */
const declare = (name: string, { description = '', input }: Tool, context: RequestContext): object => ({
  name,
  description,
  parametersJsonSchema: geminiSchema(input, `tools.${name}.input`, context),
});

const modes = { auto: 'AUTO', none: 'NONE', required: 'ANY' } as const;

function writeChoice(choice: ToolChoice | undefined, declared: boolean, context: RequestContext): object | undefined {
  if (choice === undefined) return undefined;
  if (!declared) {
    warn(context, 'toolChoice', 'Gemini takes no choice among its own tools; it was left out');
    return undefined;
  }
  return {
    functionCallingConfig:
      typeof choice === 'object' ? { mode: 'ANY', allowedFunctionNames: [choice.name] } : { mode: modes[choice] },
  };
}

function warn(context: RequestContext, setting: string, message: string): void {
  context.warn({ type: 'unsupported', setting, message });
}
