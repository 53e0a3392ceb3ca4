import type { TaskInput, TaskOutput } from '@x/core';
import {
  check,
  type ReplyContext,
  type RequestContext,
  requireText,
  vendorSettings,
  type WireTask,
} from '@x/core/adapter';
import * as z from 'zod/mini';
import type { Router } from '../routing.ts';
import { taskBody } from './body.ts';
import { bestFirst } from './shapes.ts';
import { requireTexts } from './text-list.ts';

/**
 * Documents in the order of their worth to a query. hf-inference takes query and texts as the inputs of a pipeline
 * (huggingface/huggingface.js #2496), Text Embeddings Inference takes them bare at /rerank (its OpenAPI).
 */
export const textRanking = (router: Router): WireTask<'text-ranking'> => ({
  request: (input, context) => ({
    url: router.task(input.model, context, 'text-ranking'),
    json: writeBody(input, context),
  }),
  read: (body, { documents }, reply) => ({ ranking: readRanking(body, documents.length, reply), ...reply.base() }),
});

function writeBody(input: TaskInput<'text-ranking'>, context: RequestContext): unknown {
  requireText(input.query, 'query', context);
  const ranked = { query: input.query, texts: requireTexts(input.documents, 'documents', context) };
  if (context.customBaseUrl) return { ...ranked, ...vendorSettings(input, context) };
  return taskBody(ranked, {}, input, context);
}

const Ranks = z.array(z.object({ index: z.int().check(z.minimum(0)), score: z.number() })).check(z.minLength(1));

/** A list, or as Hugging Face's inference toolkit puts it, one under a name. */
const Ranking = z.union([Ranks, z.object({ scores: Ranks })]);

function readRanking(body: unknown, count: number, reply: ReplyContext): TaskOutput<'text-ranking'>['ranking'] {
  const answer = check(Ranking, body, reply);
  const ranks = 'scores' in answer ? answer.scores : answer;
  const indexes = new Set(ranks.map(({ index }) => index));
  if (indexes.size < ranks.length || ranks.some(({ index }) => index >= count)) {
    throw reply.unreadable(`it ranks other documents than the ${count} that were sent`);
  }
  return bestFirst(ranks);
}
