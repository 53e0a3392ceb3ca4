import type { StandardSchemaV1 } from '@standard-schema/spec';
import { InferenceError } from '../contract/error.ts';
import type { CallOptions, InferenceProvider } from '../contract/provider.ts';
import { type Schema, toJsonSchema } from '../contract/schema.ts';
import type { ChatInput, ChatOutput } from '../contract/tasks/chat.ts';
import type { Json } from '../wire/json.ts';
import { restoreOptional } from '../wire/structured-output/restore-optional.ts';
import { issueLines, pathOf } from './issues.ts';
import { jsonInText } from './json-in-text.ts';
import { historyOf, saidIn, totalOf } from './rounds.ts';

/** One is enough for a slip; a model that fails twice mostly fails again. */
const defaultRepairs = 1;
const mostPaths = 5;

export interface GenerateObjectOptions extends CallOptions {
  /** How often the model is shown what is wrong with its answer and asked again. Default 1; 0 for never. */
  readonly repairs?: number | undefined;
}

/** The object that an answer holds, or what is wrong with it. */
type Judgement<T> = { readonly object: T } | { readonly issues: readonly StandardSchemaV1.Issue[] };

/**
 * Asks for an answer by a schema, and gives it validated and typed.
 *
 * How the model is brought to it is the provider's: its strict mode, its schema mode, JSON mode or words, with a warning
 * where it is less than a schema. JSON is found between code fences and words; nulls that stand for absent properties
 * are taken away before the schema validates it.
 *
 * @param input `responseFormat` is set here; only its `name` is taken from the input.
 * @returns The last answer, with `object`; `usage` and `warnings` are of all rounds together, `meta` is of the last.
 * @throws InferenceError those of the call; 'invalid-request' for a schema that JSON Schema cannot say; 'bad-response',
 *   with the answer as `partial`, when it does not fit, was cut short, filtered or refused.
 */
export async function generateObject<T>(
  provider: InferenceProvider<'chat'>,
  input: ChatInput,
  schema: Schema<T>,
  options: GenerateObjectOptions = {},
): Promise<ChatOutput & { readonly object: T }> {
  const { repairs = defaultRepairs, ...call } = options;
  const stated = statedBy(schema, provider, input);
  const rounds: ChatOutput[] = [];
  let asked = withFormat(input, schema);
  for (;;) {
    const answer = await provider.run('chat', asked, call);
    rounds.push(answer);
    const unfinished = whyUnfinished(answer);
    if (unfinished !== undefined) throw noObject(answer, unfinished);
    const judgement = await judge(answer.text, schema, stated);
    if ('object' in judgement) return { ...answer, ...totalOf(rounds), object: judgement.object };
    if (rounds.length > repairs) throw noObject(answer, misfit(judgement.issues, rounds.length - 1));
    asked = repaired(asked, answer, judgement.issues);
  }
}

function statedBy(schema: Schema, provider: InferenceProvider<'chat'>, { model }: ChatInput): Json {
  try {
    return toJsonSchema(schema);
  } catch (error) {
    const why = error instanceof Error ? ` (${error.message})` : '';
    const message = `${provider.id} (${model}): the schema cannot be said as JSON Schema${why}. Write it with JSON's types`;
    throw new InferenceError({ code: 'invalid-request', provider: provider.id, model, message });
  }
}

function withFormat(input: ChatInput, schema: Schema): ChatInput {
  const { responseFormat } = input;
  const name = responseFormat?.type === 'json' ? responseFormat.name : undefined;
  return { ...input, responseFormat: { type: 'json', schema, name } };
}

/** A refusal comes as a filtered answer whose end, in the vendor's own word, was an ordinary one. */
const ordinaryEnd = /^(stop|completed|end_turn|eos|refus)/i;

/** Why an answer ended before its object could be whole; asking again would not help. */
function whyUnfinished({ finishReason, meta, text, toolCalls }: ChatOutput): string | undefined {
  if (finishReason === 'length') {
    return 'the answer was cut off before its object was whole. Raise maxTokens, or ask for less';
  }
  if (finishReason === 'content-filter') {
    return text !== '' && ordinaryEnd.test(meta.rawFinishReason ?? '')
      ? 'the model refused; its words are in partial.text. Change what you ask for'
      : 'a content filter stopped the answer. Change the prompt, or what the provider filters';
  }
  if (toolCalls.length === 0) return undefined;
  return 'the model called tools in place of an answer. Run them with runTools first, then ask with its messages';
}

/** The first JSON in the text that fits; else what is wrong with the first that there is. */
async function judge<T>(text: string, schema: Schema<T>, stated: Json): Promise<Judgement<T>> {
  let first: readonly StandardSchemaV1.Issue[] | undefined;
  for (const value of jsonInText(text)) {
    const result = await schema['~standard'].validate(restoreOptional(stated, value));
    if (result.issues === undefined) return { object: result.value };
    first ??= result.issues;
  }
  return { issues: first ?? [{ message: 'there is no JSON in the answer' }] };
}

function repaired(asked: ChatInput, answer: ChatOutput, issues: readonly StandardSchemaV1.Issue[]): ChatInput {
  const { prompt: _, ...rest } = asked;
  const words = `That answer does not fit the schema:\n${issueLines(issues)}\nAnswer again with the whole JSON and nothing else.`;
  return { ...rest, messages: [...historyOf(asked), ...saidIn(answer), { role: 'user', content: words }] };
}

function misfit(issues: readonly StandardSchemaV1.Issue[], repairs: number): string {
  const places = [...new Set(issues.map(pathOf))];
  const more = places.length > mostPaths ? ` and ${places.length - mostPaths} places more` : '';
  const after = repairs === 0 ? '' : `, after ${repairs} ${repairs === 1 ? 'repair' : 'repairs'}`;
  const shown = `${places.slice(0, mostPaths).join(', ')}${more}`;
  return `the answer does not fit the schema at ${shown}${after}. It is in partial.text; ask more plainly, or take another model`;
}

function noObject({ meta, text, content }: ChatOutput, why: string): InferenceError {
  const { provider, model, requestId } = meta;
  const message = `${provider} (${model}): ${why}`;
  return new InferenceError({ code: 'bad-response', provider, model, requestId, message, partial: { text, content } });
}
