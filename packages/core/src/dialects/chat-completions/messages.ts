import type { Message, Part, ToolCallPart } from '../../contract/message.ts';
import { type CallIds, callId } from '../../wire/call-ids.ts';
import { partsOf, textOfParts } from '../../wire/chat-input.ts';
import type { RequestContext } from '../../wire/wire-task.ts';
import { type PartTable, toolResultText } from './tables.ts';

export interface MessageTables {
  readonly parts: PartTable;
  readonly callIds: CallIds;
}

/** A conversation as the wire has it. One of our tool messages may hold several results; each becomes its own. */
export async function writeMessages(
  conversation: readonly Message[],
  tables: MessageTables,
  context: RequestContext,
): Promise<readonly object[]> {
  const written = await Promise.all(conversation.map((message) => writeMessage(message, tables, context)));
  return written.flat();
}

async function writeMessage(
  message: Message,
  { parts, callIds }: MessageTables,
  context: RequestContext,
): Promise<readonly object[]> {
  const { role, content } = message;
  switch (role) {
    case 'system':
      return [{ role, content: textOfParts(content) }];
    case 'assistant':
      return writeAssistant(partsOf(content), callIds, context);
    case 'tool':
      return partsOf(content).flatMap((part) =>
        part.type === 'tool-result'
          ? [{ role, tool_call_id: callId(part.id, callIds), content: toolResultText(part) }]
          : [],
      );
    case 'user':
      return [{ role, content: typeof content === 'string' ? content : await writeParts(content, parts, context) }];
  }
}

const mediaKinds: readonly string[] = ['image', 'audio', 'video', 'file'] satisfies Part['type'][];

/**
 * What a model said goes back as text and calls; what it thought, and what only its vendor can read, stays here. A turn
 * of which nothing is left, another vendor's reasoning for instance, is no message.
 */
function writeAssistant(parts: readonly Part[], callIds: CallIds, context: RequestContext): readonly object[] {
  const made = parts.find(({ type }) => mediaKinds.includes(type));
  if (made !== undefined) {
    const message = `an assistant message with a part of type ${made.type} cannot be sent. Leave it out, or send it as a user's`;
    throw context.refuse('unsupported', message);
  }
  const text = textOfParts(parts);
  const calls = parts.filter((part): part is ToolCallPart => part.type === 'tool-call');
  if (text === '' && calls.length === 0 && parts.length > 0) return [];
  return [
    {
      role: 'assistant',
      content: text === '' && calls.length > 0 ? null : text,
      tool_calls: calls.length > 0 ? calls.map((call) => writeCall(call, callIds)) : undefined,
    },
  ];
}

const writeCall = ({ id, name, rawArguments, invalid, input }: ToolCallPart, callIds: CallIds): object => ({
  id: callId(id, callIds),
  type: 'function',
  // Arguments that were no JSON would be refused; the model sees that it wrote none.
  function: { name, arguments: invalid ? '{}' : rawArguments || JSON.stringify(input ?? {}) },
});

function writeParts(parts: readonly Part[], table: PartTable, context: RequestContext): Promise<readonly object[]> {
  return Promise.all(parts.map((part) => writePart(part, table, context)));
}

function writePart<T extends Part['type']>(
  part: Extract<Part, { type: T }>,
  table: PartTable,
  context: RequestContext,
): object | Promise<object> {
  const write = table[part.type as T];
  if (write === undefined) {
    throw context.refuse(
      'unsupported',
      `a user message with a part of type ${part.type} cannot be sent. Leave it out, or take a provider that takes it`,
    );
  }
  return write(part, context);
}
