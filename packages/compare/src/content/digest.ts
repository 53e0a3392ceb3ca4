import { sha256 as hash } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/**
 * SHA-256 of bytes, or of a text's UTF-8, as 64 hexadecimal digits.
 *
 * Computed on the thread: Web Crypto answers later, and a plan of a hundred thousand cells would wait for it as often.
 */
export function sha256(content: string | Uint8Array): string {
  return bytesToHex(hash(typeof content === 'string' ? new TextEncoder().encode(content) : content));
}

/** SHA-256 over many texts, one after the other, each told apart from the next. */
export class RunningDigest {
  readonly #hash = hash.create();

  /** Takes in one more text. */
  add(text: string): void {
    this.#hash.update(new TextEncoder().encode(`${text}\n`));
  }

  /** The digest of everything so far, as 64 hexadecimal digits. */
  read(): string {
    return bytesToHex(this.#hash.clone().digest());
  }
}
