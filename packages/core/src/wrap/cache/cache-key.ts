import type { Schema } from '../../contract/schema.ts';
import { toJsonSchema } from '../../contract/schema.ts';

/** What an answer depends on. Keys, headers and signals are no part of it. */
export interface CacheSubject {
  readonly provider: string;
  readonly task: string;
  /** One input, or several that share one request. */
  readonly inputs: unknown;
  readonly onUnsupported: string | undefined;
}

// The number changes when stored answers get another form, so that none of another form is read.
const prefix = 'x:1:';

/**
 * The content address of a call: SHA-256 over its subject in a canonical form, in which the order of keys and settings
 * that are undefined make no difference, media stand for their bytes and schemas for their JSON Schema.
 *
 * @throws what a schema throws that cannot say its JSON Schema, RangeError for an input that contains itself.
 */
export async function cacheKey(subject: CacheSubject): Promise<string> {
  const media: (Blob | Uint8Array)[] = [];
  const text = canonical(subject, media);
  const digests = await Promise.all(media.map(async (medium) => digest(await bytesOf(medium))));
  return prefix + (await digest(new TextEncoder().encode([text, ...digests].join('\n'))));
}

/** Canonical JSON; each medium is put into the list and stands in the text as its place. */
function canonical(value: unknown, media: (Blob | Uint8Array)[]): string {
  if (isSchema(value)) return `{"$schema":${canonicalFields(toJsonSchema(value), media)}}`;
  if (value instanceof Blob) return `{"$blob":${media.push(value)},"type":${JSON.stringify(value.type)}}`;
  if (value instanceof Uint8Array) return `{"$bytes":${media.push(value)}}`;
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, media)).join(',')}]`;
  if (typeof value === 'bigint') return `{"$bigint":"${value}"}`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if ('toJSON' in value && typeof value.toJSON === 'function') return canonical(value.toJSON(), media);
  return canonicalFields(value, media);
}

function canonicalFields(value: object, media: (Blob | Uint8Array)[]): string {
  const fields = Object.entries(value)
    .filter(([, field]) => field !== undefined && (typeof field !== 'function' || isSchema(field)))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, field]) => `${JSON.stringify(name)}:${canonical(field, media)}`);
  return `{${fields.join(',')}}`;
}

/** Some libraries' schemas are functions. */
const isSchema = (value: unknown): value is Schema =>
  (typeof value === 'object' || typeof value === 'function') && value !== null && '~standard' in value;

const bytesOf = async (medium: Blob | Uint8Array): Promise<Uint8Array> =>
  medium instanceof Blob ? new Uint8Array(await medium.arrayBuffer()) : medium;

async function digest(bytes: Uint8Array): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new Uint8Array(bytes));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
