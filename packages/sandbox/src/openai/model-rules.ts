import type { ChatRequest } from '../chat-completions/request.ts';
import { invalidRequest } from '../chat-completions/request-error.ts';

/** Models that always reason: the o-series, and the first gpt-5 except its chat variant. */
const alwaysReasons = /^(?:o\d|gpt-5(?!-chat|\.))/u;

/** What a reasoning model refuses, with the value that changes nothing and is therefore taken. */
const refusedWhenReasoning: readonly (readonly [setting: keyof ChatRequest, neutral: unknown])[] = [
  ['temperature', 1],
  ['top_p', 1],
  ['presence_penalty', 0],
  ['frequency_penalty', 0],
  ['logprobs', false],
  ['stop', undefined],
  ['max_tokens', undefined],
];

const remedies: Readonly<Partial<Record<keyof ChatRequest, string>>> = {
  max_tokens: " Use 'max_completion_tokens' instead.",
};

/** @throws VendorError (HTTP 400) when a reasoning model is given a setting that it does not take. */
export function checkModelRules(request: ChatRequest): void {
  if (!alwaysReasons.test(request.model)) return;
  for (const [setting, neutral] of refusedWhenReasoning) {
    const given = request[setting] ?? undefined;
    const isEmptyList = Array.isArray(given) && given.length === 0;
    if (given === undefined || given === neutral || isEmptyList) continue;
    throw invalidRequest(
      `Unsupported parameter: '${setting}' is not supported with this model.${remedies[setting] ?? ''}`,
      setting,
      'unsupported_parameter',
    );
  }
}
