import * as z from 'zod';
import { firstIssueError } from '../chat-completions/request-error.ts';
import { type ModerationCategory, moderate } from '../engines/moderation.ts';
import { hexDigits } from '../text/hash.ts';
import { jsonReply } from '../wire/reply.ts';
import type { Call } from './endpoint.ts';
import { planFor } from './plan.ts';

const defaultModel = 'omni-moderation-latest';
const flaggedFrom = 0.5;

const part = z
  .looseObject({ type: z.enum(['text', 'image_url']) })
  .pipe(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('text'), text: z.string() }),
      z.object({ type: z.literal('image_url'), image_url: z.object({ url: z.string() }) }),
    ]),
  );

const moderationRequest = z.strictObject({
  model: z.string().nullish(),
  input: z.union([z.string(), z.array(z.union([z.string(), part])).min(1)]),
});

type Input = z.infer<typeof moderationRequest>['input'];

/** The categories for which pictures are looked at too. */
const categoriesOfPictures: ReadonlySet<ModerationCategory> = new Set([
  'self-harm',
  'self-harm/instructions',
  'self-harm/intent',
  'sexual',
  'violence',
  'violence/graphic',
]);

/**
 * Answers `POST /moderations`: a result for each text, and one for all parts together. Pictures are taken and not
 * looked at.
 * @throws VendorError where OpenAI would refuse the request.
 */
export function answerModeration(call: Call): Response {
  const result = moderationRequest.safeParse(call.body, { reportInput: true });
  if (!result.success) throw firstIssueError(result.error);
  const { input, model: asked } = result.data;
  const model = asked ?? defaultModel;
  const { change, transport } = planFor(call, model, false);
  const results = change === 'empty' ? [] : subjectsOf(input).map(resultOf);
  return jsonReply({ id: `modr-${hexDigits(JSON.stringify(input), 32)}`, model, results }, transport);
}

/** What is judged as one. */
interface Subject {
  readonly text: string;
  readonly hasPicture: boolean;
}

function subjectsOf(input: Input): readonly Subject[] {
  const inputs = [input].flat();
  const parts = inputs.filter((item) => typeof item !== 'string');
  const texts = inputs.filter((item) => typeof item === 'string');
  if (parts.length === 0) return texts.map((text) => ({ text, hasPicture: false }));
  const said = parts.flatMap((item) => (item.type === 'text' ? [item.text] : []));
  return [{ text: [...texts, ...said].join('\n'), hasPicture: parts.some(({ type }) => type === 'image_url') }];
}

function resultOf({ text, hasPicture }: Subject): object {
  const scores = [...moderate(text)];
  const categories = scores.map(([category, score]) => [category, score >= flaggedFrom] as const);
  const inputTypes = scores.map(
    ([category]) =>
      [category, hasPicture && categoriesOfPictures.has(category) ? ['text', 'image'] : ['text']] as const,
  );
  return {
    flagged: categories.some(([, isFlagged]) => isFlagged),
    categories: Object.fromEntries(categories),
    category_scores: Object.fromEntries(scores),
    category_applied_input_types: Object.fromEntries(inputTypes),
  };
}
