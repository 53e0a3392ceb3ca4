import { invalidRequest } from '../chat-completions/request-error.ts';

/** When a family of models reasons: always, unless the effort is `none`, or only when an effort is asked for. */
type Reasoning = 'always' | 'by-default' | 'when-asked' | 'never';

/** The families of models that can reason, first match first. Other models do when an effort is asked for. */
const families: readonly (readonly [models: RegExp, reasoning: Reasoning])[] = [
  [/^(?:gpt-[34]|chatgpt|gpt-5-chat)/u, 'never'],
  [/^gpt-5\.[123]-chat|^gpt-5\.1-codex|^gpt-5\.2-pro/u, 'always'],
  [/^gpt-5\.[1-4]/u, 'when-asked'],
  [/^gpt-5\./u, 'by-default'],
  [/^(?:o\d|gpt-5)/u, 'always'],
];

const rules: Readonly<Record<Reasoning, (effort: string | undefined) => boolean>> = {
  always: () => true,
  'by-default': (effort) => effort !== 'none',
  'when-asked': (effort) => effort !== undefined && effort !== 'none',
  never: () => false,
};

/** Whether a model reasons about a request of this effort. */
export function reasons(model: string, effort: string | undefined): boolean {
  return rules[reasoningOf(model)](effort);
}

function reasoningOf(model: string): Reasoning {
  return families.find(([models]) => models.test(model))?.[1] ?? 'when-asked';
}

/** Whether a model can reason at all, as far as its name says. */
export function canReason(model: string): boolean {
  return reasoningOf(model) !== 'never';
}

/** What a reasoning model refuses, with the value that changes nothing and is therefore taken. */
const refusedWhenReasoning: readonly (readonly [setting: string, neutral: unknown])[] = [
  ['temperature', 1],
  ['top_p', 1],
  ['presence_penalty', 0],
  ['frequency_penalty', 0],
  ['logprobs', false],
  ['top_logprobs', 0],
  ['stop', undefined],
  ['max_tokens', undefined],
];

const remedies: ReadonlyMap<string, string> = new Map([['max_tokens', " Use 'max_completion_tokens' instead."]]);

/** @throws VendorError (HTTP 400) for a setting that a model does not take while it reasons. */
export function checkReasoningRules(request: Readonly<Record<string, unknown>>): void {
  for (const [setting, neutral] of refusedWhenReasoning) {
    const given = request[setting] ?? undefined;
    const isEmptyList = Array.isArray(given) && given.length === 0;
    if (given === undefined || given === neutral || isEmptyList) continue;
    throw unsupportedParameter(setting);
  }
}

/** The refusal of a setting that the model does not take. */
export function unsupportedParameter(setting: string): Error {
  return invalidRequest(
    `Unsupported parameter: '${setting}' is not supported with this model.${remedies.get(setting) ?? ''}`,
    setting,
    'unsupported_parameter',
  );
}
