import type { Attributes } from '@opentelemetry/api';
import type { Message, Part } from '../../contract/message.ts';
import type { FinishReason } from '../../contract/output.ts';
import { toJsonSchema } from '../../contract/schema.ts';
import type { ChatInput, ChatOutput } from '../../contract/tasks/chat.ts';
import type { Tools } from '../../contract/tool.ts';
import { finishReasonOf } from './attributes.ts';

/** The conventions' shape of one part. Media are named and not recorded: their bytes would swamp a span. */
function recordedPart(part: Part): object {
  switch (part.type) {
    case 'text':
    case 'reasoning':
      return { type: part.type, content: part.text };
    case 'tool-call':
      return { type: 'tool_call', id: part.id, name: part.name, arguments: part.input ?? part.rawArguments };
    case 'tool-result':
      return { type: 'tool_call_response', id: part.id, response: part.output };
    case 'provider-tool':
      return { type: 'server_tool_call', name: part.name };
    default:
      return { type: part.type };
  }
}

const recordedParts = (content: string | readonly Part[]): readonly object[] =>
  typeof content === 'string' ? [{ type: 'text', content }] : content.map(recordedPart);

const recordedMessage = ({ role, content }: Message): object => ({ role, parts: recordedParts(content) });

/** What was said to the model, as the conventions' JSON; for tasks that have a prompt or messages. */
export function inputContent(input: object): Attributes {
  const { prompt, messages, system, tools }: Partial<ChatInput> = input;
  const said = messages ?? (prompt === undefined ? [] : [{ role: 'user', content: prompt } as const]);
  return {
    ...(said.length > 0 && { 'gen_ai.input.messages': JSON.stringify(said.map(recordedMessage)) }),
    ...(system !== undefined && { 'gen_ai.system_instructions': JSON.stringify(recordedParts(system)) }),
    ...(tools && { 'gen_ai.tool.definitions': JSON.stringify(recordedTools(tools)) }),
  };
}

/** What the model said, as the conventions' JSON; for tasks that answer with text. */
export function outputContent(output: object): Attributes {
  const { text, content, finishReason }: Partial<ChatOutput> = output;
  const said = content ?? text;
  if (said === undefined) return {};
  return { 'gen_ai.output.messages': JSON.stringify([recordedAnswer(said, finishReason)]) };
}

const recordedAnswer = (content: string | readonly Part[], reason: FinishReason = 'stop'): object => ({
  role: 'assistant',
  parts: recordedParts(content),
  finish_reason: finishReasonOf(reason),
});

const recordedTools = (tools: Tools): readonly object[] =>
  Object.entries(tools).map(([name, tool]) =>
    'input' in tool
      ? { type: 'function', name, description: tool.description, parameters: toJsonSchema(tool.input) }
      : { type: 'extension', name },
  );
