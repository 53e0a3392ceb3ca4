import type { ChatInput, Sampling } from '@x/core';
import type { RequestContext } from '@x/core/adapter';
import { openaiModels } from '../model-rules.ts';
import type { Json } from './json.ts';

/** What the API calls each setting of how the next token is drawn; null where it takes none. */
const samplingNames: Readonly<Record<keyof Sampling, string | null>> = {
  maxTokens: 'max_output_tokens',
  temperature: 'temperature',
  topP: 'top_p',
  topK: null,
  stop: null,
  seed: null,
  presencePenalty: null,
  frequencyPenalty: null,
};

/** The least that `max_output_tokens` may be (the specification; less is answered with 400). */
const FEWEST_TOKENS = 16;

/** Sampling settings under the API's names. A setting without a name is left out, with a warning. */
export function writeSampling(given: Sampling, context: RequestContext): Json {
  const input = withEnoughTokens(given, context);
  const written: Record<string, unknown> = {};
  for (const setting of Object.keys(samplingNames) as (keyof Sampling)[]) {
    const value = input[setting];
    if (value === undefined) continue;
    const name = samplingNames[setting];
    if (name !== null) written[name] = value;
    else context.warn({ type: 'unsupported', setting, message: 'the Responses API does not take it; it was left out' });
  }
  return written;
}

function withEnoughTokens(input: Sampling, context: RequestContext): Sampling {
  const { maxTokens = FEWEST_TOKENS } = input;
  if (maxTokens >= FEWEST_TOKENS) return input;
  const message = `the Responses API takes ${FEWEST_TOKENS} or more; ${FEWEST_TOKENS} was sent`;
  context.warn({ type: 'changed', setting: 'maxTokens', message });
  return { ...input, maxTokens: FEWEST_TOKENS };
}

/** How hard the model is to think. Who asks for thinking wants to read of it, which takes a summary. */
export function writeReasoning({ reasoning }: ChatInput): Json | undefined {
  if (reasoning === undefined) return undefined;
  const { effort } = reasoning;
  return effort === 'none' ? { effort } : { effort, summary: 'auto' };
}

/**
 * What makes each call whole in itself: the host stores nothing, and gives what the model thought in a form that can be
 * sent back. A model that does not reason refuses to be asked for that.
 */
export function writeState(input: ChatInput): Json {
  const { logprobs } = input;
  const wanted = logprobs !== undefined && logprobs !== false;
  const include = [
    ...(mayReason(input) ? ['reasoning.encrypted_content'] : []),
    ...(wanted ? ['message.output_text.logprobs'] : []),
  ];
  return {
    store: false,
    include: include.length > 0 ? include : undefined,
    top_logprobs: typeof logprobs === 'number' ? logprobs : undefined,
  };
}

/** Known to reason by its name, which may stand after a router's prefix or in that of a tuned model; else asked to. */
function mayReason({ model, reasoning }: ChatInput): boolean {
  const name = model.replace(/^ft:([^:]+).*/, '$1').replace(/^.*\//, '');
  const rule = openaiModels.find(({ models }) => models.test(name));
  if (rule?.efforts !== undefined) return rule.efforts.length > 0;
  return reasoning !== undefined && reasoning.effort !== 'none';
}
