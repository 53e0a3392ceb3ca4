import { sha256 } from '../../content/digest.ts';
import { isPlainObject } from '../../content/plain-object.ts';
import type { Blob } from './blobs.ts';
import type { BlobReference } from './records.ts';
import { removeSecrets } from './remove-secrets.ts';

/** Takes what is too long for a line, or is no text, and leaves a reference in its place. */
export class Overflow {
  readonly #limit: number;
  readonly #secrets: readonly string[];
  /** What it has taken. */
  readonly blobs: Blob[] = [];

  /**
   * @param limit bytes that may stand in the line
   * @param secrets taken out of texts that it takes; those that stay are the line's to clean
   */
  constructor(limit: number, secrets: readonly string[] = []) {
    this.#limit = limit;
    this.#secrets = secrets;
  }

  /** The text, or a reference to it. */
  text(text: string): string | BlobReference {
    // A UTF-16 unit is three bytes of UTF-8 at most, so most texts need not be measured.
    if (text.length * 3 <= this.#limit) return text;
    const bytes = new TextEncoder().encode(removeSecrets(text, this.#secrets));
    return bytes.length <= this.#limit ? text : this.#take(bytes);
  }

  /** The value as JSON has it, its bytes as references, itself a reference where it is too long. */
  value(value: unknown): unknown {
    const plain = this.#plain(value);
    const json = this.text(JSON.stringify(plain) ?? 'null');
    return typeof json === 'string' ? plain : json;
  }

  #plain(value: unknown): unknown {
    if (value instanceof Uint8Array) return this.#take(value);
    // Vectors, which JSON would write as objects.
    if (value instanceof Float32Array || value instanceof Float64Array) return Array.from(value);
    if (Array.isArray(value)) return value.map((inner) => this.#plain(inner));
    if (!isPlainObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, this.#plain(inner)]));
  }

  #take(bytes: Uint8Array): BlobReference {
    const blob = { sha256: sha256(bytes), bytes };
    this.blobs.push(blob);
    return { blob: blob.sha256, bytes: bytes.length };
  }
}
