import * as z from 'zod';
import { similarity } from '../../engines/embedding.ts';
import { isObject } from '../../schema/json-schema.ts';
import { defineTask, someText } from './define.ts';

const rerankRequest = z.object({
  query: someText,
  texts: z.array(someText).min(1),
  raw_scores: z.boolean().nullish(),
  return_text: z.boolean().nullish(),
});

/** How sharply a score falls off with the likeness of the texts, and the likeness of a score of 0.5. */
const steepness = 10;
const middle = 0.3;

/**
 * `text-ranking`, as the text-embeddings server's `/rerank` has it, the fields at the root or within `inputs`: the
 * place of each text in the request with its score, best first. Scores lie between 0 and 1 unless they are asked for raw.
 */
export const textRanking = defineTask(
  z.preprocess((body) => (isObject(body) && isObject(body['inputs']) ? body['inputs'] : body), rerankRequest),
  ({ query, texts, raw_scores: raw, return_text: withText }, model) =>
    texts
      .map((text, index) => {
        const score = steepness * (similarity(query, text, model) - middle);
        return { index, score: raw === true ? score : 1 / (1 + Math.exp(-score)), ...(withText === true && { text }) };
      })
      .sort((left, right) => right.score - left.score),
);
