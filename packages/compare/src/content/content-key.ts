import type { TaskName } from '@x/core';
import canonicalize from 'canonicalize';
import { mistake } from '../mistake.ts';
import { sha256 } from './digest.ts';
import { dataDigestOf, type MediaDigests } from './media-digest.ts';
import { isPlainObject } from './plain-object.ts';
import { addressWithoutSecrets, withoutSecrets } from './secrets.ts';

/** Everything that makes one call what it is. */
interface CallIdentity {
  /** The provider's id. */
  readonly provider: string;
  readonly baseUrl?: string | undefined;
  readonly task: TaskName;
  /** The task's input, with `model` and `parameters`. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly repeat: number;
}

/**
 * The content key of a call: the first 128 bits, in hexadecimal, of SHA-256 over the RFC 8785 form of
 * `{ provider, baseUrl, task, model, input, repeat }`, secrets removed and media replaced by their digests; `task` is
 * left out for chat. The same call has the same key in any run on any day, whatever its target is called.
 */
export function contentKey({ provider, baseUrl, task, input, repeat }: CallIdentity, media: MediaDigests): string {
  const { model, ...rest } = input;
  const canonical = canonicalJson(
    {
      provider,
      baseUrl: baseUrl === undefined ? undefined : addressWithoutSecrets(baseUrl),
      task: task === 'chat' ? undefined : task,
      model,
      input: isPlainObject(rest['parameters']) ? { ...rest, parameters: withoutSecrets(rest['parameters']) } : rest,
      repeat,
    },
    media,
  );
  return sha256(canonical).slice(0, 32);
}

/**
 * RFC 8785 JSON of a value, media replaced by their digests.
 *
 * @throws Error for what JSON cannot say: NaN, a big integer, a circle
 */
export function canonicalJson(value: unknown, media: MediaDigests = new Map()): string {
  return canonicalize(describe(value, media)) ?? 'null';
}

/** The value with media replaced by their digests, and its texts as they arrive on the wire. */
export function describe(value: unknown, media: MediaDigests): unknown {
  if (typeof value === 'string') return asSent(value);
  const digest = media.get(value);
  if (digest !== undefined) return digest;
  if (value instanceof Blob)
    throw mistake('A file stands in a row. Give { mediaType, data } with its bytes or base64.');
  if (ArrayBuffer.isView(value))
    return { sha256: sha256(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
  if (Array.isArray(value)) return value.map((inner) => describe(inner, media));
  if (!isPlainObject(value)) return value;
  const data = dataDigestOf(value);
  if (data !== undefined) return data;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [asSent(name), describe(inner, media)]));
}

// UTF-8 has no half of a surrogate pair: encoders send U+FFFD in its place, and RFC 8785 refuses it.
const asSent = (text: string): string => text.replace(/\p{Surrogate}/gu, '\uFFFD');
