import { hash, hexDigits } from '../text/hash.ts';

/** OpenAI's padding of a stream event, 4 to 15 characters, which hides from an onlooker how long a delta is. */
export function obfuscation(seed: string): string {
  return hexDigits(seed, 4 + (hash(seed) % 12));
}
