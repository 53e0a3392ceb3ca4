import type { ToolCallPart } from '../contract/message.ts';

/** A finished tool call from its parts. Arguments that are not JSON are data: `invalid`, with the text kept. */
export function toolCallPart(call: { id: string; name: string; rawArguments: string }): ToolCallPart {
  const base = { type: 'tool-call', id: call.id, name: call.name, rawArguments: call.rawArguments } as const;
  // Models that call a function without parameters often write nothing at all.
  if (call.rawArguments.trim() === '') return { ...base, input: {} };
  try {
    return { ...base, input: JSON.parse(call.rawArguments) };
  } catch {
    return { ...base, input: undefined, invalid: true };
  }
}
