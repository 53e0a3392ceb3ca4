import type { ChatInput } from '@x/core';
import { type RequestContext, stopList } from '@x/core/adapter';
import { thinkingRule } from '../models.ts';
import { geminiSchema } from './schema.ts';

/** What Gemini calls each setting of how the next token is drawn. */
const samplingNames = {
  maxTokens: 'maxOutputTokens',
  temperature: 'temperature',
  topP: 'topP',
  topK: 'topK',
  seed: 'seed',
  presencePenalty: 'presencePenalty',
  frequencyPenalty: 'frequencyPenalty',
} as const;

/** How the answer is to be generated, under Gemini's names. */
export function writeGenerationConfig(input: ChatInput, context: RequestContext): Record<string, unknown> {
  return {
    ...writeSampling(input),
    stopSequences: stopList(input.stop),
    ...writeResponseFormat(input, context),
    ...writeLogprobs(input),
    thinkingConfig: writeThinking(input, context),
  };
}

function writeSampling(input: ChatInput): Record<string, unknown> {
  const settings = Object.keys(samplingNames) as (keyof typeof samplingNames)[];
  return Object.fromEntries(settings.map((setting) => [samplingNames[setting], input[setting]]));
}

/** `responseJsonSchema` takes JSON Schema; `responseSchema` would take a dialect of its own. */
function writeResponseFormat({ responseFormat }: ChatInput, context: RequestContext): Record<string, unknown> {
  if (responseFormat?.type !== 'json') return {};
  const { schema } = responseFormat;
  return {
    responseMimeType: 'application/json',
    responseJsonSchema: schema === undefined ? undefined : geminiSchema(schema, 'responseFormat.schema', context),
  };
}

function writeLogprobs({ logprobs }: ChatInput): Record<string, unknown> {
  if (logprobs === undefined || logprobs === false) return {};
  return { responseLogprobs: true, logprobs: logprobs === true ? undefined : logprobs };
}

/** How hard the model is to think, as its family takes it. Budget and level are never sent together: that is a 400. */
function writeThinking({ model, reasoning }: ChatInput, context: RequestContext): object | undefined {
  if (reasoning === undefined) return undefined;
  const { effort } = reasoning;
  const setting = 'reasoning.effort';
  const { field, values, nearest } = thinkingRule(model);
  if (field === undefined || values === undefined) {
    if (effort !== 'none') {
      context.warn({ type: 'unsupported', setting, message: `${model} does not think; it was left out` });
    }
    return undefined;
  }
  if (nearest?.includes(effort)) {
    const message = `${model} cannot think at effort ${effort}; ${field} ${values[effort]} is the nearest that it takes`;
    context.warn({ type: 'changed', setting, message });
  }
  return { [field]: values[effort], includeThoughts: effort !== 'none' };
}
