import * as z from 'zod';
import { classifySentiment } from '../../engines/sentiment.ts';
import { classifyMultiLabel, classifyZeroShot } from '../../engines/zero-shot.ts';
import { factsOf } from '../model-facts.ts';
import { answerCount, defineTask, oneOrMoreTexts } from './define.ts';

/** `text-classification`: a list of labels for each text, in a list even when there is only one text. */
export const textClassification = defineTask(
  z.object({ inputs: oneOrMoreTexts, parameters: z.object({ top_k: answerCount }).nullish() }),
  ({ inputs, parameters }, model) => {
    const labels = factsOf(model).labels ?? ['NEGATIVE', 'POSITIVE'];
    const count = parameters?.top_k ?? labels.length;
    return [inputs].flat().map((text) => classifySentiment(text, labels).slice(0, count));
  },
);

/**
 * `zero-shot-classification`: labels with their scores for one text. For a list of texts the answer is a list in the
 * older shape with the two parallel lists, which is the only one that has been recorded for lists.
 */
export const zeroShotClassification = defineTask(
  z.object({
    inputs: oneOrMoreTexts,
    parameters: z.object({
      candidate_labels: z.union([z.array(z.string()).min(1), z.string().min(1)]),
      multi_label: z.boolean().nullish(),
    }),
  }),
  ({ inputs, parameters }, model) => {
    const { candidate_labels: candidates, multi_label: multiple } = parameters;
    const labels = typeof candidates === 'string' ? candidates.split(',').map((label) => label.trim()) : candidates;
    const classify = multiple === true ? classifyMultiLabel : classifyZeroShot;
    if (typeof inputs === 'string') return classify(inputs, labels, model);
    return inputs.map((sequence) => {
      const scored = classify(sequence, labels, model);
      return { sequence, labels: scored.map(({ label }) => label), scores: scored.map(({ score }) => score) };
    });
  },
);
