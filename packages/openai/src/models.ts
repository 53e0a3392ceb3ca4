import type { ChatInput, Message } from '@x/core';
import { isJson, partsOf, type RequestContext, vendorSettings } from '@x/core/adapter';
import type { SchemaSupport } from '@x/core/dialects/chat-completions';
import { hostOf } from './hosts.ts';
import type { Effort, ModelRule } from './model-rules.ts';

/** From no reasoning to most. */
const efforts: readonly Effort[] = ['none', 'minimal', 'low', 'medium', 'high'];

/**
 * The input as the asked model takes it at the asked host: a setting that it refuses is left out, an effort that it
 * does not have becomes the nearest that it has, each with a warning. A model that is not known takes everything.
 *
 * @throws InferenceError 'unsupported' for media that it cannot read.
 */
export function fitToModel(input: ChatInput, context: RequestContext): ChatInput {
  const rule = ruleFor(input, context);
  if (rule === undefined) return input;
  if (context.ownHost && rule.reads) checkMedia(input, rule.reads, context);
  const fitted = fitEffort(input, rule, context);
  return withoutRefused(rule.noSystem ? withoutSystem(fitted, context) : fitted, rule, context);
}

/** How the asked model at the asked host can be asked for an answer that follows a schema. */
export function schemaSupport(context: RequestContext, input: ChatInput): SchemaSupport {
  return ruleFor(input, context)?.schemas ?? hostOf(context.baseUrl)?.schemas ?? 'plain';
}

function ruleFor({ model }: ChatInput, { baseUrl }: RequestContext): ModelRule | undefined {
  // A fine-tuned model is called ft:gpt-4o-mini-2024-07-18:organisation::id and is as its base is.
  const base = model.replace(/^ft:([^:]+).*/, '$1');
  return hostOf(baseUrl)?.models?.find(({ models }) => models.test(base));
}

function checkMedia({ messages = [] }: ChatInput, reads: readonly string[], context: RequestContext): void {
  const parts = messages.flatMap(({ content }) => partsOf(content));
  const unread = parts.find(({ type }) => /^(image|audio|video|file)$/.test(type) && !reads.includes(type));
  if (unread === undefined) return;
  const taken = reads.length > 0 ? `it takes ${reads.join(', ')} and text` : 'it takes text alone';
  throw context.refuse('unsupported', `a part of type ${unread.type} cannot be read; ${taken}. Take another model`);
}

function fitEffort(input: ChatInput, { efforts: taken }: ModelRule, context: RequestContext): ChatInput {
  const asked = input.reasoning?.effort;
  if (asked === undefined || taken === undefined || taken.includes(asked)) return input;
  const effort = nearest(asked, taken);
  const setting = 'reasoning.effort';
  if (effort === undefined) {
    context.warn({ type: 'unsupported', setting, message: `${input.model} does not reason; it was left out` });
    return { ...input, reasoning: undefined };
  }
  const message = `${input.model} takes ${taken.join(', ')}; ${effort} was sent for ${asked}`;
  context.warn({ type: 'changed', setting, message });
  return { ...input, reasoning: { effort } };
}

/** Of two that are as near, the higher: who asks for a little reasoning wants some. */
function nearest(asked: Effort, taken: readonly Effort[]): Effort | undefined {
  const distance = (effort: Effort) => Math.abs(efforts.indexOf(effort) - efforts.indexOf(asked) - 0.1);
  return [...taken].sort((one, other) => distance(one) - distance(other))[0];
}

function withoutRefused(input: ChatInput, rule: ModelRule, context: RequestContext): ChatInput {
  const { refuses = [], freeAtNone } = rule;
  if (freeAtNone && (askedEffort(input, context) ?? freeAtNone.effort) === 'none') return input;
  const given = refuses.filter((setting) => input[setting] !== undefined && input[setting] !== false);
  const unless = freeAtNone ? ' unless reasoning.effort is none' : '';
  for (const setting of given) {
    const message = `${input.model} does not take it${unless}; it was left out`;
    context.warn({ type: 'unsupported', setting, message });
  }
  return { ...input, ...Object.fromEntries(given.map((setting) => [setting, undefined])) };
}

/** The effort that will be sent, in our words or in the vendor's: `reasoning_effort` in chat, `reasoning` in responses. */
function askedEffort(input: ChatInput, context: RequestContext): unknown {
  const { reasoning_effort: inChat, reasoning: inResponses } = vendorSettings(input, context);
  return inChat ?? (isJson(inResponses) ? inResponses['effort'] : undefined) ?? input.reasoning?.effort;
}

/** What the system says, said by the user: such a model reads it only there. */
function withoutSystem(input: ChatInput, context: RequestContext): ChatInput {
  const { system, prompt, messages = [] } = input;
  const asUser = ({ role, content }: Message): Message => ({ role: role === 'system' ? 'user' : role, content });
  // Neither or both of prompt and messages: the dialect says what is wrong.
  if ((prompt === undefined) === (input.messages === undefined)) return input;
  if (system === undefined && !messages.some(({ role }) => role === 'system')) return input;
  const message = `${input.model} takes no system message; it was sent as the user's`;
  context.warn({ type: 'changed', setting: 'system', message });
  const said = prompt === undefined ? messages.map(asUser) : [{ role: 'user' as const, content: prompt }];
  const spoken = system === undefined ? said : [{ role: 'user' as const, content: system }, ...said];
  return { ...input, system: undefined, prompt: undefined, messages: spoken };
}
