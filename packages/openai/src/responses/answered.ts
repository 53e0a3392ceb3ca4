import type { Part, TextPart } from '@x/core';
import { encodeMedia, type RequestContext } from '@x/core/adapter';
import { isJson, type Json } from './json.ts';
import { ownCallId, ownNotes, tiedId } from './notes.ts';

/** One item of an answer that goes back. */
interface Entry {
  readonly isReasoning: boolean;
  /** '' for an item that is not tied to reasoning. */
  readonly id: string;
  /** The item with its id, or without; undefined for one that is nothing without. */
  write(id: string | undefined): Json | undefined | Promise<Json>;
}

/**
 * An answer as the items that it was, for the next call. What another vendor thought, and what its own tools did, stays
 * here.
 *
 * Encrypted reasoning goes back together with the item that followed it, and what is tied to reasoning goes back with
 * its id only where its reasoning does: one without the other is refused.
 */
export async function writeAnswered(parts: readonly Part[], context: RequestContext): Promise<readonly Json[]> {
  const entries = groupTexts(parts).flatMap((group) => entriesOf(group, context));
  let reasoned = false;
  const written = entries.map((entry, place) => {
    if (entry.isReasoning) {
      const follower = entries.slice(place).find(({ isReasoning }) => !isReasoning);
      if (!follower?.id) return undefined;
      reasoned = true;
      return entry.write(entry.id);
    }
    return entry.write(reasoned && entry.id !== '' ? entry.id : undefined);
  });
  return (await Promise.all(written)).filter((item) => item !== undefined);
}

/** Texts of one message together, and everything else alone. */
function groupTexts(parts: readonly Part[]): readonly (readonly Part[])[] {
  const groups: Part[][] = [];
  for (const part of parts) {
    const last = groups.at(-1)?.[0];
    const more = part.type === 'text' && last?.type === 'text' && tiedId(part) === tiedId(last);
    if (more) groups.at(-1)?.push(part);
    else groups.push([part]);
  }
  return groups;
}

function entriesOf(group: readonly Part[], context: RequestContext): readonly Entry[] {
  const [first] = group;
  if (first?.type === 'text') return messageEntry(group.filter((part) => part.type === 'text'));
  return first === undefined ? [] : entryOf(first, context);
}

function messageEntry(texts: readonly TextPart[]): readonly Entry[] {
  const said = texts.map(({ text }) => text).filter((text) => text !== '');
  const [first] = texts;
  if (said.length === 0 || first === undefined) return [];
  const phase = ownNotes(first)?.['phase'];
  const whole = (id: string): Json => ({
    type: 'message',
    id,
    role: 'assistant',
    status: 'completed',
    content: said.map((text) => ({ type: 'output_text', text, annotations: [], logprobs: [] })),
    phase,
  });
  const plain = { role: 'assistant', content: said.join(''), phase };
  return [{ isReasoning: false, id: tiedId(first), write: (id) => (id === undefined ? plain : whole(id)) }];
}

function entryOf(part: Part, context: RequestContext): readonly Entry[] {
  const notes = ownNotes(part);
  const id = tiedId(part);
  /** An item that keeps its id in itself: without the reasoning before it, it does not go back. */
  const kept = (write: () => Json | Promise<Json>): readonly Entry[] => [
    { isReasoning: false, id, write: (given) => (id !== '' && given === undefined ? undefined : write()) },
  ];
  switch (part.type) {
    case 'reasoning':
      if (notes?.['encrypted_content'] === undefined) return [];
      return [{ isReasoning: true, id, write: () => ({ type: 'reasoning', ...notes }) }];
    case 'tool-call': {
      const { custom, id: _, ...beside } = notes ?? {};
      const { name, rawArguments, invalid, input } = part;
      const call_id = ownCallId(part.id);
      // Arguments that were no JSON would be refused; the model sees that it wrote none.
      const written = invalid ? '{}' : rawArguments || JSON.stringify(input ?? {});
      const item = custom
        ? { type: 'custom_tool_call', call_id, name, input: rawArguments }
        : { type: 'function_call', call_id, name, arguments: written };
      return [{ isReasoning: false, id, write: (given) => ({ ...item, ...beside, id: given }) }];
    }
    case 'provider-tool': {
      const { data } = part;
      return notes !== undefined && isJson(data) ? kept(() => data) : [];
    }
    case 'image': {
      const drawn = notes?.['item'];
      if (!isJson(drawn)) return [];
      return kept(async () => {
        const refuse = () => context.refuse('unsupported', 'a picture that the model drew goes back as bytes only');
        return { ...drawn, result: (await encodeMedia(part.media, refuse)).base64 };
      });
    }
    default:
      return [];
  }
}
