import type { InputBase } from '../contract/input.ts';
import type { Message, Part } from '../contract/message.ts';
import { type Schema, toJsonSchema } from '../contract/schema.ts';
import type { ChatInput } from '../contract/tasks/chat.ts';
import type { ProviderTool, Tool } from '../contract/tool.ts';
import type { Json } from './json.ts';
import type { RequestContext } from './wire-task.ts';

/**
 * The conversation that an input means: `system`, then its messages or its prompt.
 *
 * @param goesOn Whether the vendor holds its beginning, and with it calls that are answered now.
 * @throws InferenceError 'invalid-request' unless exactly one of `prompt` and `messages` is given, and not empty; for a
 *   tool result that answers no call before it, and for a `toolChoice` that names none of the tools.
 */
export function conversationOf(input: ChatInput, context: RequestContext, goesOn = false): readonly Message[] {
  const { prompt, messages, system } = input;
  if ((prompt === undefined) === (messages === undefined)) {
    throw context.refuse('invalid-request', 'give exactly one of prompt and messages');
  }
  if (prompt !== undefined) requireText(prompt, 'prompt', context);
  const conversation = messages ?? [{ role: 'user' as const, content: prompt ?? '' }];
  if (conversation.length === 0) throw context.refuse('invalid-request', 'messages is empty. Add at least one message');
  if (!goesOn) requireCalls(conversation, context);
  requireTool(input, context);
  return system === undefined ? conversation : [{ role: 'system', content: system }, ...conversation];
}

function requireCalls(conversation: readonly Message[], context: RequestContext): void {
  const calls = new Set<string>();
  for (const part of conversation.flatMap(({ content }) => partsOf(content))) {
    if (part.type === 'tool-call') calls.add(part.id);
    else if (part.type === 'tool-result' && !calls.has(part.id)) {
      const message = `messages has a result of ${part.name} without its call. Keep the assistant message with that call`;
      throw context.refuse('invalid-request', message);
    }
  }
}

function requireTool({ tools = {}, toolChoice }: ChatInput, context: RequestContext): void {
  if (typeof toolChoice !== 'object' || Object.hasOwn(tools, toolChoice.name)) return;
  const known = Object.keys(tools).join(', ') || 'there are none';
  throw context.refuse('invalid-request', `toolChoice names ${toolChoice.name}, which is none of the tools (${known})`);
}

/** @throws InferenceError 'invalid-request' when there is nothing to read in `text`. */
export function requireText(text: unknown, name: string, context: RequestContext): asserts text is string {
  if (typeof text !== 'string') throw context.refuse('invalid-request', `${name} is missing. Give it as a text`);
  if (text.trim() === '') throw context.refuse('invalid-request', `${name} is empty. Write something in it`);
}

/** A message's content as parts. */
export const partsOf = (content: Message['content']): readonly Part[] =>
  typeof content === 'string' ? [{ type: 'text', text: content }] : content;

/** The text of a message that may only have text. */
export const textOfParts = (content: Message['content']): string =>
  partsOf(content)
    .map((part) => (part.type === 'text' ? part.text : ''))
    .join('');

/**
 * The JSON Schema of a schema that stands at `place` in the input.
 *
 * @throws InferenceError 'invalid-request' when it has something, such as a date, that JSON Schema cannot say.
 */
export function statedSchema(schema: Schema, place: string, context: RequestContext): Json {
  try {
    return toJsonSchema(schema);
  } catch (error) {
    const why = error instanceof Error ? ` (${error.message})` : '';
    throw context.refuse('invalid-request', `${place} cannot be said as JSON Schema${why}. Write it with JSON's types`);
  }
}

/** The vendor's own settings: `parameters`, under those that are meant for this provider by name. */
export function vendorSettings(input: InputBase, context: RequestContext): Readonly<Record<string, unknown>> {
  return { ...input.parameters, ...input.providerOptions?.[context.provider] };
}

export const isProviderTool = (tool: Tool | ProviderTool): tool is ProviderTool => 'definition' in tool;

/** Stop sequences as a list. */
export function stopList(stop: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof stop === 'string' ? [stop] : stop;
}
