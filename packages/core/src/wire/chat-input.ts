import type { InputBase } from '../contract/input.ts';
import type { Message, Part } from '../contract/message.ts';
import type { ChatInput } from '../contract/tasks/chat.ts';
import type { ProviderTool, Tool } from '../contract/tool.ts';
import type { RequestContext } from './wire-task.ts';

/**
 * The conversation that an input means: `system`, then its messages or its prompt.
 *
 * @throws InferenceError 'invalid-request' unless exactly one of `prompt` and `messages` is given, and not empty.
 */
export function conversationOf(input: ChatInput, context: RequestContext): readonly Message[] {
  const { prompt, messages, system } = input;
  if ((prompt === undefined) === (messages === undefined)) {
    throw context.refuse('invalid-request', 'give exactly one of prompt and messages');
  }
  if (prompt !== undefined) requireText(prompt, 'prompt', context);
  const conversation = messages ?? [{ role: 'user' as const, content: prompt ?? '' }];
  if (conversation.length === 0) throw context.refuse('invalid-request', 'messages is empty. Add at least one message');
  return system === undefined ? conversation : [{ role: 'system', content: system }, ...conversation];
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

/** The vendor's own settings: `parameters`, under those that are meant for this provider by name. */
export function vendorSettings(input: InputBase, context: RequestContext): Readonly<Record<string, unknown>> {
  return { ...input.parameters, ...input.providerOptions?.[context.provider] };
}

export const isProviderTool = (tool: Tool | ProviderTool): tool is ProviderTool => 'definition' in tool;

/** Stop sequences as a list. */
export function stopList(stop: string | readonly string[] | undefined): readonly string[] | undefined {
  return typeof stop === 'string' ? [stop] : stop;
}
