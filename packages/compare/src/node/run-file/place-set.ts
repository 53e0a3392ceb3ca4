/** A set of places from 0, at one bit each. */
export class PlaceSet {
  #bits = new Uint8Array(64);

  /** Puts a place in; false where it was in already. */
  add(place: number): boolean {
    const byte = place >>> 3;
    const bit = 1 << (place & 7);
    if (byte >= this.#bits.length) this.#growTo(byte);
    const before = this.#bits[byte] ?? 0;
    this.#bits[byte] = before | bit;
    return (before & bit) === 0;
  }

  #growTo(byte: number): void {
    const bits = new Uint8Array(Math.max(byte + 1, this.#bits.length * 2));
    bits.set(this.#bits);
    this.#bits = bits;
  }
}
