import { check, type ReplyContext, requireText, type WireTask } from '@x/core/adapter';
import * as z from 'zod/mini';
import type { Router } from '../routing.ts';
import { taskBody } from './body.ts';
import { requireTexts } from './text-list.ts';

/** How near sentences are to one, in their order. */
export const sentenceSimilarity = (router: Router): WireTask<'sentence-similarity'> => ({
  request(input, context) {
    requireText(input.source, 'source', context);
    const inputs = {
      source_sentence: input.source,
      sentences: requireTexts(input.sentences, 'sentences', context),
    };
    const url = router.task(input.model, context, 'sentence-similarity');
    return { url, json: taskBody(inputs, {}, input, context) };
  },
  read: (body, { sentences }, reply) => ({ scores: readScores(body, sentences.length, reply), ...reply.base() }),
});

/** Numbers, or as Hugging Face's inference toolkit puts them, under a name. */
const Scores = z.union([z.array(z.number()), z.object({ similarities: z.array(z.number()) })]);

function readScores(body: unknown, count: number, reply: ReplyContext): readonly number[] {
  const answer = check(Scores, body, reply);
  const scores = 'similarities' in answer ? answer.similarities : answer;
  if (scores.length === count) return scores;
  throw reply.unreadable(`${count} sentences were sent and ${scores.length} scores came back`);
}
