import { type Json, type JsonObject, usageJson } from '../render/json.ts';

/** What of an answer's `meta` is worth a script's while. */
const metaFields = ['provider', 'model', 'id', 'requestId', 'rawFinishReason', 'attempts', 'timing'];

/**
 * An answer as JSON: the task's own fields as the contract names them, vectors as lists of numbers, media as
 * `{ mediaType, bytes, file }`, or with `data` in base64 where no file was named.
 *
 * @param files the names of the files that the media were written to, in order
 */
export function outputJson(output: object, files: readonly string[]): JsonObject {
  const waiting = [...files];
  const { usage, warnings, meta, ...fields } = { usage: undefined, warnings: [], meta: {}, ...output };
  return {
    ...membersJson(fields, waiting),
    usage: usageJson(usage),
    warnings: valueJson(warnings, waiting),
    meta: membersJson(Object.fromEntries(Object.entries(meta).filter(([name]) => metaFields.includes(name))), waiting),
  };
}

const membersJson = (fields: object, files: string[]): JsonObject =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, valueJson(value, files)]));

function valueJson(value: unknown, files: string[]): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (Array.isArray(value)) return value.map((item: unknown) => valueJson(item, files));
  if (value instanceof Float32Array) return [...value];
  if (typeof value !== 'object') return String(value);
  if ('data' in value && value.data instanceof Uint8Array) return mediaJson(value, value.data, files);
  return membersJson(value, files);
}

function mediaJson(media: object, data: Uint8Array, files: string[]): JsonObject {
  const mediaType = 'mediaType' in media ? String(media.mediaType) : null;
  const kept = { mediaType, bytes: data.byteLength };
  const file = files.shift();
  return file === undefined ? { ...kept, data: Buffer.from(data).toString('base64') } : { ...kept, file };
}
