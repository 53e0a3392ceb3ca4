import type { Message, Part, ToolResultPart } from '@x/core';
import { partsOf, type RequestContext, textOfParts } from '@x/core/adapter';
import { writeAnswered } from './answered.ts';
import { writeContent } from './content.ts';
import { isJson, type Json } from './json.ts';
import { ownCallId, ownNotes } from './notes.ts';

/** The calls that a conversation has made, by id: whether each was of a tool that takes text (`custom`). */
type Calls = ReadonlyMap<string, boolean>;

interface Writing {
  readonly calls: Calls;
  readonly context: RequestContext;
}

/**
 * A conversation as the wire has it: what the system says at its beginning is `instructions`, all else a list of items.
 *
 * @throws InferenceError 'unsupported' for a part that the API does not take.
 */
export async function writeConversation(
  messages: readonly Message[],
  context: RequestContext,
): Promise<{ readonly instructions: string | undefined; readonly input: readonly Json[] }> {
  const calls = callsOf(messages);
  const opening = messages.findIndex(({ role }) => role !== 'system');
  // Instructions alone are no question: a conversation of nothing else is sent as messages.
  const system = messages.slice(0, Math.max(opening, 0));
  const texts = system.map(({ content }) => textOfParts(content)).filter((text) => text !== '');
  const said = messages.slice(system.length);
  const items = await Promise.all(said.map((message) => writeMessage(message, { calls, context })));
  return { instructions: texts.length > 0 ? texts.join('\n\n') : undefined, input: items.flat() };
}

function callsOf(messages: readonly Message[]): Calls {
  const parts = messages.flatMap(({ content }) => partsOf(content));
  return new Map(
    parts.flatMap((part) => (part.type === 'tool-call' ? [[part.id, ownNotes(part)?.['custom'] === true]] : [])),
  );
}

function writeMessage({ role, content }: Message, writing: Writing): Promise<readonly Json[]> | readonly Json[] {
  switch (role) {
    case 'system':
      return [{ role, content: textOfParts(content) }];
    case 'assistant':
      return writeAnswered(partsOf(content), writing.context);
    case 'tool':
      return partsOf(content).flatMap((part) =>
        part.type === 'tool-result' ? [writeResult(part, writing.calls)] : ownItem(part),
      );
    case 'user':
      return typeof content === 'string' ? [{ role, content }] : writeUser(content, writing.context);
  }
}

/** What a user says, and beside it items of the API's own, such as the approval of a call. */
async function writeUser(parts: readonly Part[], context: RequestContext): Promise<readonly Json[]> {
  const items = parts.flatMap(ownItem);
  const content = parts.filter((part) => ownItem(part).length === 0);
  if (content.length === 0 && items.length > 0) return items;
  return [...items, { role: 'user', content: await writeContent(content, context) }];
}

const ownItem = (part: Part): readonly Json[] =>
  part.type === 'provider-tool' && ownNotes(part) !== undefined && isJson(part.data) ? [part.data] : [];

function writeResult({ id, output, failed }: ToolResultPart, calls: Calls): Json {
  const text = typeof output === 'string' ? output : (JSON.stringify(output) ?? '');
  const type = calls.get(id) ? 'custom_tool_call_output' : 'function_call_output';
  return { type, call_id: ownCallId(id), output: failed ? `Error: ${text}` : text };
}
