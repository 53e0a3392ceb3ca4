import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** 0 … count − 1, each once, in an order that depends on the seeds alone (Fisher and Yates). */
export function shuffledOrder(count: number, ...seeds: readonly number[]): Uint32Array {
  const order = givenOrder(count);
  const random = xoroshiro128plus(mixed(seeds));
  for (let last = count - 1; last > 0; last--) {
    const other = uniformInt(random, 0, last);
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
}

/** 0 … count − 1. */
export const givenOrder = (count: number): Uint32Array => Uint32Array.from({ length: count }, (_, place) => place);

/** One 32-bit seed from several, so that neighbouring blocks are not shuffled alike (the step of FNV-1a). */
function mixed(seeds: readonly number[]): number {
  return seeds.reduce((hash, seed) => Math.imul(hash ^ (seed | 0), 0x01000193), 0x811c9dc5 | 0);
}
