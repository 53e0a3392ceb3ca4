import type { Sampling } from '../../contract/input.ts';
import { toJsonSchema } from '../../contract/schema.ts';
import type { ChatInput } from '../../contract/tasks/chat.ts';
import { conversationOf, isProviderTool, vendorSettings } from '../../wire/chat-input.ts';
import type { RequestContext } from '../../wire/wire-task.ts';
import { writeMessages } from './messages.ts';
import type { ParameterTable, PartTable } from './tables.ts';

export interface RequestTables {
  readonly parts: PartTable;
  readonly parameters: ParameterTable;
}

/** The body of a chat-completions request. `model` comes first, so that a router can read it from a short prefix. */
export async function writeBody(
  input: ChatInput,
  tables: RequestTables,
  context: RequestContext,
): Promise<Record<string, unknown>> {
  return {
    model: input.model,
    messages: await writeMessages(conversationOf(input, context), tables.parts, context),
    ...writeSampling(input, tables.parameters, context),
    ...writeTools(input, context),
    response_format: writeResponseFormat(input),
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
      written.push({ type: 'function', function: { name, description, parameters: toJsonSchema(input) } });
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

function writeResponseFormat({ responseFormat }: ChatInput): object | undefined {
  if (responseFormat?.type !== 'json') return undefined;
  const { schema, name = 'answer' } = responseFormat;
  if (schema === undefined) return { type: 'json_object' };
  return { type: 'json_schema', json_schema: { name, schema: toJsonSchema(schema) } };
}

function writeLogprobs(logprobs: ChatInput['logprobs']): object {
  if (logprobs === undefined || logprobs === false) return {};
  return { logprobs: true, top_logprobs: typeof logprobs === 'number' ? logprobs : undefined };
}
