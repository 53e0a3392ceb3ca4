import * as z from 'zod';
import { embed, similarity } from '../../engines/embedding.ts';
import { words } from '../../text/words.ts';
import { factsOf } from '../model-facts.ts';
import { defineTask, forEachText, oneOrMoreTexts, someText } from './define.ts';

const defaultDimensions = 384;

/**
 * `feature-extraction`: a vector for each text. A model without pooling gives a vector for each token, within a list
 * for the text, as BART does.
 */
export const featureExtraction = defineTask(z.object({ inputs: oneOrMoreTexts }), ({ inputs }, model) => {
  const { dimensions = defaultDimensions, pooled = true } = factsOf(model);
  return forEachText(inputs, (text) =>
    pooled ? embed(text, dimensions, model) : [words(text).map((word) => embed(word, dimensions, model))],
  );
});

/** `sentence-similarity`: how alike each sentence is to the source sentence, from 0 to 1. */
export const sentenceSimilarity = defineTask(
  z.object({
    inputs: z.object({ source_sentence: someText, sentences: z.array(someText).min(1) }),
  }),
  ({ inputs }, model) => inputs.sentences.map((sentence) => similarity(inputs.source_sentence, sentence, model)),
);
