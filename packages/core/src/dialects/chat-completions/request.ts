import type { Sampling } from '../../contract/input.ts';
import type { ChatInput } from '../../contract/tasks/chat.ts';
import { conversationOf, isProviderTool, statedSchema, vendorSettings } from '../../wire/chat-input.ts';
import type { RequestContext } from '../../wire/wire-task.ts';
import { type MessageTables, writeMessages } from './messages.ts';
import { type SchemaSupport, withInstruction, writeResponseFormat } from './response-format.ts';
import type { ParameterTable } from './tables.ts';

export interface RequestTables extends MessageTables {
  readonly parameters: ParameterTable;
  readonly schemas: SchemaSupport;
}

/** The body of a chat-completions request. `model` comes first, so that a router can read it from a short prefix. */
export async function writeBody(
  input: ChatInput,
  tables: RequestTables,
  context: RequestContext,
): Promise<Record<string, unknown>> {
  const { format, instruction } = writeResponseFormat(input, tables.schemas, context);
  const conversation = withInstruction(conversationOf(input, context), instruction);
  return {
    model: input.model,
    messages: await writeMessages(conversation, tables, context),
    ...writeSampling(input, tables.parameters, context),
    ...writeTools(input, context),
    response_format: format,
    reasoning_effort: input.reasoning?.effort,
    ...writeLogprobs(input.logprobs),
    ...(context.streaming && { stream: true, stream_options: { include_usage: true } }),
    ...vendorSettings(input, context),
  };
}

/** Sampling settings under the vendor's names. A setting without a name here is dropped, with a warning. */
function writeSampling(input: Sampling, parameters: ParameterTable, context: RequestContext): Record<string, unknown> {
  const written: Record<string, unknown> = {};
  for (const setting of Object.keys(parameters) as (keyof Sampling)[]) {
    const value = input[setting];
    if (value === undefined) continue;
    const name = parameters[setting];
    if (name !== null) written[name] = value;
    else
      context.warn({ type: 'unsupported', setting, message: `${context.provider} does not take it; it was left out` });
  }
  return written;
}

function writeTools({ tools, toolChoice, parallelToolCalls }: ChatInput, context: RequestContext): object {
  const written: object[] = [];
  for (const [name, tool] of Object.entries(tools ?? {})) {
    if (!isProviderTool(tool)) {
      const { description, input } = tool;
      const parameters = statedSchema(input, `tools.${name}.input`, context);
      written.push({ type: 'function', function: { name, description, parameters } });
    } else if (tool.provider === context.provider) {
      written.push(tool.definition);
    } else {
      context.warn({
        type: 'unsupported',
        setting: `tools.${name}`,
        message: `it is a tool of ${tool.provider}'s own`,
      });
    }
  }
  if (written.length === 0) return {};
  return {
    tools: written,
    tool_choice:
      typeof toolChoice === 'object' ? { type: 'function', function: { name: toolChoice.name } } : toolChoice,
    parallel_tool_calls: parallelToolCalls,
  };
}

function writeLogprobs(logprobs: ChatInput['logprobs']): object {
  if (logprobs === undefined || logprobs === false) return {};
  return { logprobs: true, top_logprobs: typeof logprobs === 'number' ? logprobs : undefined };
}
