import { InferenceError } from '@x/core';
import { check, type ExchangeConfig } from '@x/core/adapter';
import * as z from 'zod/mini';

/** What is asked about each model, in the Hub's words. */
const fields = [
  'pipeline_tag',
  'inference',
  'inferenceProviderMapping',
  'gated',
  'tags',
  'cardData',
  'disabled',
  'private',
  'mask_token',
] as const;

/** The question for these fields, as the query of an address; the Hub gives little of a model unasked. */
export const expansion = fields.map((field) => `expand[]=${field}`).join('&');

const text = z.optional(z.nullable(z.string()));
const Serving = z.object({ status: z.string(), task: text, context_length: z.optional(z.nullable(z.number())) });

/** The Hub has listed who serves a model in two ways: by name, and as entries that carry the name. */
const Mapping = z.union([
  z.array(z.extend(Serving, { provider: z.string() })),
  z.pipe(
    z.record(z.string(), Serving),
    z.transform((named) => Object.entries(named).map(([provider, serving]) => ({ provider, ...serving }))),
  ),
]);

/** A fact in a form that is not known is like one that is not stated; the whole page is handed on beside the facts. */
const Page = z.object({
  id: z.optional(z.string()),
  pipeline_tag: text,
  tags: z.optional(z.array(z.string())),
  inference: z.catch(text, undefined),
  inferenceProviderMapping: z.catch(z.optional(Mapping), undefined),
  gated: z.catch(z.optional(z.union([z.literal(false), z.literal('auto'), z.literal('manual')])), undefined),
  disabled: z.catch(z.optional(z.boolean()), undefined),
  cardData: z.catch(
    z.optional(
      z.object({ license: z.optional(z.nullable(z.union([z.string(), z.array(z.string())]))), license_name: text }),
    ),
    undefined,
  ),
});

/** What the Hub says of a model, in one form. */
export type ModelPage = z.infer<typeof Page>;

/** @throws InferenceError 'bad-response' for what is no page of a model. */
export function readModelPage(body: unknown, { provider }: Pick<ExchangeConfig, 'provider'>, model: string): ModelPage {
  const unreadable = (what: string): InferenceError => {
    const message = `${provider} (${model}): what the Hub says of the model could not be read: ${what}`;
    return new InferenceError({ code: 'bad-response', provider, model, message });
  };
  return check(Page, body, { unreadable });
}
