import type { Message } from '@x/core';
import { partsOf, type RequestContext, textOfParts } from '@x/core/adapter';
import { wantsSignatures } from '../models.ts';
import { type WirePart, writeParts } from './parts.ts';

interface Content {
  readonly role: 'user' | 'model';
  readonly parts: readonly WirePart[];
}

const roles = { user: 'user', assistant: 'model', tool: 'user' } as const;

/**
 * A conversation as the wire has it: the turns, and apart from them what the system says.
 *
 * @throws InferenceError 'invalid-request' for a message in which there is nothing to send, for a conversation of
 *   system messages alone, and for one that opens with a tool call, which Gemini refuses.
 */
export async function writeConversation(
  messages: readonly Message[],
  model: string,
  context: RequestContext,
): Promise<{ contents: readonly Content[]; systemInstruction: object | undefined }> {
  const systemInstruction = writeSystem(messages, context);
  const turns = joinToolMessages(messages.filter(({ role }) => role !== 'system'));
  const written = await Promise.all(turns.map((message) => writeTurn(message, model, context)));
  const contents = written.filter((content) => content !== undefined);
  const [first] = contents;
  if (first === undefined) throw context.refuse('invalid-request', "the conversation has no user's message. Add one");
  if (first.role === 'model' && first.parts.some(isCall)) {
    throw context.refuse('invalid-request', "Gemini wants a user's message before the first tool call. Add one");
  }
  return { contents, systemInstruction };
}

/** Gemini has one place for what the system says, before everything else. */
function writeSystem(messages: readonly Message[], context: RequestContext): object | undefined {
  const system = messages.filter(({ role }) => role === 'system');
  if (messages.slice(system.length).some(({ role }) => role === 'system')) {
    const message = 'Gemini takes system messages before all others only; those in between were moved there';
    context.warn({ type: 'changed', setting: 'messages', message });
  }
  const texts = system.map(({ content }) => textOfParts(content)).filter((text) => text !== '');
  return texts.length === 0 ? undefined : { parts: texts.map((text) => ({ text })) };
}

/** All calls of one turn have to be answered in the turn that follows it. */
function joinToolMessages(messages: readonly Message[]): readonly Message[] {
  const joined: Message[] = [];
  for (const message of messages) {
    const last = joined.at(-1);
    if (message.role === 'tool' && last?.role === 'tool') {
      joined[joined.length - 1] = { role: 'tool', content: [...partsOf(last.content), ...partsOf(message.content)] };
    } else {
      joined.push(message);
    }
  }
  return joined;
}

async function writeTurn(
  { role, content }: Message,
  model: string,
  context: RequestContext,
): Promise<Content | undefined> {
  // System messages were taken out before.
  if (role === 'system') return undefined;
  const parts = await writeParts(partsOf(content), context);
  if (parts.length > 0) return { role: roles[role], parts: role === 'assistant' ? withSignature(parts, model) : parts };
  // An answer of another vendor may hold nothing that goes to this one, its reasoning for instance.
  if (role === 'assistant') return undefined;
  throw context.refuse('invalid-request', `a ${role} message is empty. Write something in it, or leave it out`);
}

const isCall = (part: WirePart): boolean => 'functionCall' in part;

/** "skip_thought_signature_validator" in base64: Google's own word for a call that no Gemini model made. */
const NO_SIGNATURE = 'c2tpcF90aG91Z2h0X3NpZ25hdHVyZV92YWxpZGF0b3I=';

/** Newer models refuse a turn whose first call has no signature, as that of another vendor or an older model has none. */
function withSignature(parts: readonly WirePart[], model: string): readonly WirePart[] {
  const place = parts.findIndex(isCall);
  const call = parts[place];
  if (call === undefined || 'thoughtSignature' in call || !wantsSignatures(model)) return parts;
  return parts.with(place, { ...call, thoughtSignature: NO_SIGNATURE });
}
