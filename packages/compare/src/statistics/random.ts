import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Random numbers that depend on a seed alone. */
export interface Random {
  /** 32 random bits, as a signed integer. */
  bits(): number;
  /** A whole number, 0 … count − 1; `count` is at most 2³². */
  below(count: number): number;
  /** A number of [0, 1), in steps of 2⁻⁵³. */
  unit(): number;
}

/** The seed of everything that is given none. */
export const defaultSeed = 1;

/** Random numbers (xoroshiro128+, Blackman and Vigna 2018) from a seed and, for independent streams of it, places. */
export function randomBy(seed: number, ...places: readonly number[]): Random {
  const generator = xoroshiro128plus(places.reduce((mixed, place) => scrambled(mixed + place), scrambled(seed)));
  // Its first numbers still show the seed.
  for (let step = 0; step < 20; step++) generator.next();
  const bits = (): number => generator.next();
  return {
    bits,
    below: (count) => Math.floor((bits() >>> 0) * 2 ** -32 * count),
    unit: () => ((bits() >>> 5) * 2 ** 26 + (bits() >>> 6)) * 2 ** -53,
  };
}

/** Spreads neighbouring seeds over all 32 bits (the finaliser of MurmurHash3). */
function scrambled(seed: number): number {
  let hash = (seed + 0x9e3779b9) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
