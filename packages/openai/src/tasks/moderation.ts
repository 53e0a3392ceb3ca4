import type { TaskInput, TaskOutput } from '@x/core';
import { type ReplyContext, type RequestContext, requireText, vendorSettings, wireTask } from '@x/core/adapter';
import * as z from 'zod/mini';
import { callUrl } from '../hosts.ts';

const Verdict = z.object({ flagged: z.boolean(), category_scores: z.record(z.string(), z.nullable(z.number())) });

const Moderation = z.object({
  id: z.optional(z.nullable(z.string())),
  model: z.optional(z.nullable(z.string())),
  results: z.array(Verdict),
});

type Input = TaskInput<'moderation'>;

/** How much a text is of each kind that OpenAI watches for, and whether it would be stopped. */
export const moderation = wireTask<'moderation', z.infer<typeof Moderation>>({
  request(input, context) {
    requireText(input.text, 'text', context);
    return write(input.text, input, context);
  },
  reply: Moderation,
  output: (answer, _, reply) => judgement(answer, 0, reply),
  many: {
    request(inputs, context) {
      const [first] = inputs;
      if (first === undefined || !shareSettings(inputs)) return undefined;
      for (const { text } of inputs) requireText(text, 'text', context);
      return write(
        inputs.map(({ text }) => text),
        first,
        context,
      );
    },
    outputs(answer, inputs, reply) {
      const count = answer.results.length;
      if (count !== inputs.length)
        throw reply.unreadable(`${inputs.length} texts were sent, ${count} results came back`);
      return inputs.map((_, place) => judgement(answer, place, reply));
    },
  },
});

const write = (text: string | readonly string[], input: Input, context: RequestContext) => ({
  url: callUrl(context, '/moderations', input.model),
  json: { model: input.model, input: text, ...vendorSettings(input, context) },
});

/** Whether inputs differ in their texts alone. */
function shareSettings(inputs: readonly Input[]): boolean {
  const settings = inputs.map(({ text: _, ...rest }) => JSON.stringify(rest));
  return settings.every((stated) => stated === settings[0]);
}

function judgement(
  { id, model, results }: z.infer<typeof Moderation>,
  place: number,
  reply: ReplyContext,
): TaskOutput<'moderation'> {
  const verdict = results[place];
  if (verdict === undefined) throw reply.unreadable('results is empty');
  // Models that do not watch for a kind state null.
  const labels = Object.entries(verdict.category_scores).flatMap(([label, score]) =>
    score === null ? [] : [{ label, score }],
  );
  return {
    labels: labels.sort((one, other) => other.score - one.score),
    flagged: verdict.flagged,
    ...reply.base({ id: id ?? undefined, model: model ?? undefined }),
  };
}
