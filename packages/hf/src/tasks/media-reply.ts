import type { MediaBytes } from '@x/core';
import { download, fromBase64, type ReplyContext } from '@x/core/adapter';
import { canHold, type MediaKind, shownType, UNKNOWN_TYPE } from './media-type.ts';

/**
 * The media of an answer, in any of the shapes in which backends give them: the bytes themselves; an address or base64,
 * alone, in a list, or under a name; such lists and objects inside each other.
 *
 * @throws InferenceError 'bad-response' where there are none, or what there is is of another kind.
 */
export async function readMedia(body: unknown, kind: MediaKind, reply: ReplyContext): Promise<readonly MediaBytes[]> {
  const found = await Promise.all(leavesOf(body).map((leaf) => readLeaf(leaf, kind, reply)));
  if (found.length === 0) throw reply.unreadable(`it holds no ${kind}`);
  return found;
}

/** One medium as base64 or as an address. @throws InferenceError 'bad-response' as `readMedia` does. */
export const readEncoded = (text: string, kind: MediaKind, reply: ReplyContext): Promise<MediaBytes> =>
  readLeaf({ text, mediaType: undefined }, kind, reply);

/** Bytes, or a text that stands for them with the type that was stated beside it. */
type Leaf = MediaBytes | { readonly text: string; readonly mediaType: string | undefined };

/** The names under which backends put what they made, their lists before their single ones. */
const names = ['images', 'data', 'output', 'image', 'audio', 'url', 'b64_json', 'base64', 'blob'];

function leavesOf(value: unknown, mediaType?: string): readonly Leaf[] {
  if (typeof value === 'string') return value === '' ? [] : [{ text: value, mediaType }];
  if (Array.isArray(value)) return value.flatMap((entry: unknown) => leavesOf(entry, mediaType));
  if (!isRecord(value)) return [];
  if (isBytes(value)) return [value];
  const name = names.find((candidate) => value[candidate] !== undefined && value[candidate] !== null);
  return name === undefined ? [] : leavesOf(value[name], statedType(value) ?? mediaType);
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isBytes = (value: object): value is MediaBytes => 'data' in value && value.data instanceof Uint8Array;

function statedType(value: Readonly<Record<string, unknown>>): string | undefined {
  const stated = value['content-type'] ?? value['content_type'];
  return typeof stated === 'string' ? stated : undefined;
}

async function readLeaf(leaf: Leaf, kind: MediaKind, reply: ReplyContext): Promise<MediaBytes> {
  const { mediaType, data } = 'text' in leaf ? await decode(leaf, kind, reply) : leaf;
  if (data.length === 0) throw reply.unreadable(`its ${kind} is empty`);
  // The bytes know better than a header: storage places call all that they hold application/octet-stream.
  const type = shownType(data) ?? mediaType;
  if (!canHold(type, kind)) throw reply.unreadable(`it is ${type} in place of ${kind}`);
  return { mediaType: type, data };
}

type EncodedLeaf = Exclude<Leaf, MediaBytes>;

function decode({ text, mediaType }: EncodedLeaf, kind: MediaKind, reply: ReplyContext): Promise<MediaBytes> {
  if (/^(?:https?|data):/i.test(text)) return download(text, reply);
  try {
    return Promise.resolve({ mediaType: mediaType ?? UNKNOWN_TYPE, data: fromBase64(text) });
  } catch {
    throw reply.unreadable(`its ${kind} is neither base64 nor an address`);
  }
}
