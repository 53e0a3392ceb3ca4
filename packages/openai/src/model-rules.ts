import type { ChatInput, MediaPart, Sampling } from '@x/core';
import type { SchemaSupport } from '@x/core/dialects/chat-completions';

export type Effort = NonNullable<ChatInput['reasoning']>['effort'];

/** A setting that some model refuses; sent all the same, it fails the whole call with HTTP 400. */
export type RefusedSetting = keyof Sampling | 'logprobs' | 'parallelToolCalls';

/** What one family of models does not take. What is absent is taken. */
export interface ModelRule {
  readonly models: RegExp;
  readonly refuses?: readonly RefusedSetting[];
  /** The efforts that are taken; none at all for a model that does not reason. */
  readonly efforts?: readonly Effort[];
  /** Whether it takes what it otherwise refuses while it does not reason, and the effort it has when none is asked for. */
  readonly freeAtNone?: { readonly effort: Effort };
  /** It takes messages of users and assistants only. */
  readonly noSystem?: true;
  /** The media that it takes in messages; checked at OpenAI alone, since a deployment elsewhere may go by any name. */
  readonly reads?: readonly MediaPart['type'][];
  /** Default: what the host has. */
  readonly schemas?: SchemaSupport;
}

const sampling: readonly RefusedSetting[] = ['temperature', 'topP', 'presencePenalty', 'frequencyPenalty'];
const whileReasoning: readonly RefusedSetting[] = [...sampling, 'logprobs', 'stop'];
const lowToHigh: readonly Effort[] = ['low', 'medium', 'high'];
const noneToHigh: readonly Effort[] = ['none', ...lowToHigh];
const picturesAndFiles: readonly MediaPart['type'][] = ['image', 'file'];

/**
 * OpenAI's models; the first row that fits decides, a model without a row takes everything.
 *
 * Which models refuse sampling and which efforts they name in their errors was asked of the API model by model by the
 * authors of pydantic-ai (profiles/openai.py and the probes that check it, July 2026), and agrees with vercel/ai
 * (openai-language-model-capabilities.ts). The media are those of each model's page at
 * https://platform.openai.com/docs/models. What else a row leans on stands beside it.
 */
export const openaiModels: readonly ModelRule[] = [
  // Recorded: "'messages[0].role' does not support 'developer' with this model", the same for 'system'.
  {
    models: /^o1-(mini|preview)/,
    refuses: [...whileReasoning, 'parallelToolCalls'],
    efforts: [],
    noSystem: true,
    reads: [],
    schemas: 'prompt',
  },
  // `stop`: the specification of /chat/completions. Parallel calls: langchain#29704 and others, for o1, o3-mini, o4-mini.
  { models: /^o3-mini/, refuses: [...whileReasoning, 'parallelToolCalls'], efforts: lowToHigh, reads: [] },
  {
    models: /^(o\d|codex-mini)/,
    refuses: [...whileReasoning, 'parallelToolCalls'],
    efforts: lowToHigh,
    reads: picturesAndFiles,
  },
  { models: /^gpt-5-chat/, efforts: [], reads: picturesAndFiles },
  { models: /^gpt-5\.\d+-chat/, refuses: whileReasoning, efforts: ['medium'], reads: picturesAndFiles },
  { models: /^gpt-5-pro/, refuses: whileReasoning, efforts: ['high'], reads: picturesAndFiles },
  { models: /^gpt-5\.\d+-pro/, refuses: whileReasoning, efforts: ['medium', 'high'], reads: picturesAndFiles },
  { models: /^gpt-5(\.[12])?-codex/, refuses: whileReasoning, efforts: lowToHigh, reads: picturesAndFiles },
  { models: /^gpt-5(-|$)/, refuses: whileReasoning, efforts: ['minimal', ...lowToHigh], reads: picturesAndFiles },
  // `stop` comes and goes with the rest: litellm#28662.
  {
    models: /^gpt-5\.[1-4](-|$)/,
    refuses: whileReasoning,
    efforts: noneToHigh,
    freeAtNone: { effort: 'none' },
    reads: picturesAndFiles,
  },
  {
    models: /^gpt-5\.\d/,
    refuses: whileReasoning,
    efforts: noneToHigh,
    freeAtNone: { effort: 'medium' },
    reads: picturesAndFiles,
  },
  // From vercel/ai alone.
  { models: /^gpt-6-(sol|luna)$/, refuses: whileReasoning, efforts: noneToHigh },
  { models: /^gpt-[6-9]/, refuses: whileReasoning, efforts: lowToHigh },
  // "Model incompatible request arguments supplied: frequency_penalty, presence_penalty, temperature, top_p" (vercel/ai#5647).
  { models: /^gpt-4o(-mini)?-search/, refuses: sampling, efforts: [] },
  { models: /^gpt-4o(-mini)?-audio/, efforts: [], reads: ['audio'] },
  // Schemas came with gpt-4o-2024-08-06, JSON mode with the models of November 2023
  // (https://platform.openai.com/docs/guides/structured-outputs). Azure writes gpt-35-turbo.
  { models: /^gpt-3\.?5-turbo(-1106|-0125)?$/, efforts: [], reads: [], schemas: 'json' },
  { models: /^gpt-(4-turbo|4-.*-preview|4o-2024-05)/, efforts: [], schemas: 'json' },
  { models: /^gpt-(3\.?5|4(-|$))/, efforts: [], reads: [], schemas: 'prompt' },
  { models: /^(chat)?gpt-4/, efforts: [], reads: picturesAndFiles },
];
