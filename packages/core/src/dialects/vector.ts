import { fromBase64 } from '../wire/media.ts';

/** Whether this machine keeps numbers as base64 has them, as nearly all do. */
const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * A vector as a wire has it: a list of numbers, or base64 of little-endian 32-bit floats.
 *
 * @throws DOMException or SyntaxError, as the runtime has it, for a text that is no base64.
 */
export function readVector(embedding: string | readonly number[]): Float32Array {
  if (typeof embedding !== 'string') return Float32Array.from(embedding);
  const bytes = bytesOf(embedding);
  // The bytes are nobody else's, and begin where a float may.
  if (isLittleEndian && bytes.byteOffset === 0) return new Float32Array(bytes.buffer, 0, bytes.byteLength >> 2);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const vector = new Float32Array(bytes.byteLength >> 2);
  for (let place = 0; place < vector.length; place++) vector[place] = view.getFloat32(place * 4, true);
  return vector;
}

/** What Node's Buffer has for this: Node before 25 has no other decoder, and this one is twice as quick as `atob`. */
interface NodeBuffer {
  from(memory: ArrayBuffer): { write(text: string, encoding: 'base64'): number };
}
const { Buffer: memory }: { readonly Buffer?: NodeBuffer } = 'fromBase64' in Uint8Array ? {} : globalThis;

const bytesOf = (text: string): Uint8Array => (memory && written(text, memory)) ?? fromBase64(text);

/** The bytes, where the text is plain base64: what is not is passed over here without a word. */
function written(text: string, into: NodeBuffer): Uint8Array | undefined {
  // The alphabet for addresses is another encoding.
  if (text.length % 4 !== 0 || text.includes('-') || text.includes('_')) return undefined;
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  return into.from(bytes.buffer).write(text, 'base64') === bytes.length ? bytes : undefined;
}
