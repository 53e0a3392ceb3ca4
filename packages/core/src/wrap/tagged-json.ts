import { InferenceError, type InferenceErrorDetails } from '../contract/error.ts';
import { isJson, type Json } from '../wire/json.ts';
import { fromBase64, toBase64 } from '../wire/media.ts';

/**
 * Answers as JSON, for stores and wires that carry nothing else. What JSON cannot say stands in an object of its own:
 * `{"$x": "bytes", "value": "<base64>"}`. `undefined` is left out, as JSON does.
 */
const tag = '$x';

interface Kind {
  matches(value: unknown): boolean;
  /** What stands for the value; itself free of what JSON cannot say. */
  write(value: never): unknown;
  read(written: unknown): unknown;
}

const bytesOf = (view: ArrayBufferView): Uint8Array => new Uint8Array(view.buffer, view.byteOffset, view.byteLength);

const kinds: Readonly<Record<string, Kind>> = {
  bytes: {
    matches: (value) => value instanceof Uint8Array,
    write: (value: Uint8Array) => toBase64(value),
    read: (written) => fromBase64(String(written)),
  },
  // Bytes in the order of this machine, which is the same on all that these libraries run on.
  floats: {
    matches: (value) => value instanceof Float32Array,
    write: (value: Float32Array) => toBase64(bytesOf(value)),
    read: (written) => new Float32Array(fromBase64(String(written)).buffer),
  },
  number: {
    matches: (value) => typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)),
    write: (value: number) => (Object.is(value, -0) ? '-0' : String(value)),
    read: (written) => Number(written),
  },
  error: {
    matches: (value) => InferenceError.is(value),
    write: (value: InferenceError) => writeFields({ ...value.toJSON() }),
    read: (written) => readError(written),
  },
  // An object of somebody else's that has a field of our tag's name.
  object: {
    matches: (value) => isJson(value) && Object.hasOwn(value, tag),
    write: (value: Json) => writeFields(value),
    read: (written) => (isJson(written) ? readFields(written) : written),
  },
};

/** Text from which `parseTagged` makes an equal value. */
export const stringifyTagged = (value: unknown): string => JSON.stringify(write(value));

/**
 * The value that `stringifyTagged` was given.
 *
 * @throws SyntaxError or DOMException for a text that it did not write.
 */
export const parseTagged = (text: string): unknown => read(JSON.parse(text));

function write(value: unknown): unknown {
  for (const [name, kind] of Object.entries(kinds)) {
    // The kind has just said that the value is one of its own.
    if (kind.matches(value)) return { [tag]: name, value: kind.write(value as never) };
  }
  if (Array.isArray(value)) return value.map(write);
  return isJson(value) ? writeFields(value) : value;
}

const writeFields = (fields: Json): Json => mapFields(fields, write);
const readFields = (fields: Json): Json => mapFields(fields, read);

function read(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(read);
  if (!isJson(value)) return value;
  const name = Object.hasOwn(value, tag) ? value[tag] : undefined;
  const kind = typeof name === 'string' && Object.hasOwn(kinds, name) ? kinds[name] : undefined;
  return kind ? kind.read(value['value']) : readFields(value);
}

const mapFields = (fields: Json, change: (value: unknown) => unknown): Json =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, change(value)]));

function readError(written: unknown): unknown {
  const fields = isJson(written) ? readFields(written) : {};
  return isErrorDetails(fields) ? new InferenceError(withoutName(fields)) : fields;
}

const withoutName = ({
  name: _,
  ...details
}: InferenceErrorDetails & { readonly name?: unknown }): InferenceErrorDetails => details;

/** The fields that make an error one of ours; the others are taken as they were written. */
const isErrorDetails = (fields: Json): fields is Json & InferenceErrorDetails =>
  typeof fields['code'] === 'string' && typeof fields['message'] === 'string' && typeof fields['provider'] === 'string';
