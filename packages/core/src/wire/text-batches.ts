import type { Usage } from '../contract/output.ts';
import { sumUsage } from '../fold/usage.ts';
import { batchesOf } from './run-batches.ts';
import type { Batches } from './wire-task.ts';

/** What one request takes. */
export interface TextLimits {
  readonly texts: number;
  /** UTF-16 code units over all texts, for vendors that bound the tokens of a request. Default: unbounded. */
  readonly characters?: number | undefined;
}

/**
 * Splits the texts of an embedding call at the limits of a request and joins the vectors in order. A single text that
 * is longer than the limit goes alone: whether it is too long is the vendor's to say.
 */
export function textBatches({ texts: count, characters = Number.POSITIVE_INFINITY }: TextLimits): Batches<'embedding'> {
  return batchesOf({
    split(input) {
      const batches: string[][] = [];
      let room = 0;
      for (const text of input.texts) {
        const batch = batches.at(-1);
        if (batch === undefined || batch.length === count || text.length > room) {
          batches.push([text]);
          room = characters - text.length;
        } else {
          batch.push(text);
          room -= text.length;
        }
      }
      return batches.length < 2 ? [input] : batches.map((texts) => ({ ...input, texts }));
    },
    join(outputs, base) {
      const usage: Usage | undefined = sumUsage(outputs.map((output) => output.usage));
      return { vectors: outputs.flatMap(({ vectors }) => vectors), ...base, ...(usage && { usage }) };
    },
  });
}
