import type { ErrorCode } from '@x/core';
import { HUB, TOKEN_PAGE } from './places.ts';
import { withoutSuffix } from './routing.ts';

/** A failed reply as the rules see it. */
export interface Failure {
  /** As it was asked for. */
  readonly model: string | undefined;
  readonly status: number;
  /** What the host says, in one text; empty where it says nothing. */
  readonly message: string;
  /** The names that it gives its error: the header `x-error-code`, and `code`, `type`, `error_type` of the body. */
  readonly kinds: readonly string[];
}

/** What one kind of failure is, and what a person does about it. */
export interface ErrorRule {
  readonly when: (failure: Failure) => boolean;
  readonly code: ErrorCode;
  readonly nextStep?: string | ((failure: Failure) => string);
}

const says =
  (words: RegExp, ...statuses: readonly number[]): ErrorRule['when'] =>
  ({ status, message }) =>
    words.test(message) && (statuses.length === 0 || statuses.includes(status));
const named =
  (...names: readonly string[]): ErrorRule['when'] =>
  ({ kinds }) =>
    kinds.some((kind) => names.includes(kind));
const answers =
  (...statuses: readonly number[]): ErrorRule['when'] =>
  ({ status }) =>
    statuses.includes(status);
const either =
  (...conditions: readonly ErrorRule['when'][]): ErrorRule['when'] =>
  (failure) =>
    conditions.some((condition) => condition(failure));

/** In order: the first that holds decides. Where none does, OpenAI's dialect and then the status decide. */
export const errorRules: readonly ErrorRule[] = [
  {
    when: either(
      named('GatedRepo'),
      says(
        /\bgated\b|\bmodel\b.* is restricted\b|authorized list|accepting the terms|owner gives you access/i,
        401,
        403,
      ),
    ),
    code: 'gated',
    nextStep: (failure) =>
      `Accept the model's terms at ${modelPage(failure)}, with the account that the token in HF_TOKEN or apiKey is of`,
  },
  {
    when: named('RepoNotFound'),
    code: 'not-found',
    nextStep: 'Check the name of the model; a private one needs a token of an account that may read it',
  },
  {
    // The Hub's words for a repository that was taken down.
    when: says(/access to this resource is disabled/i, 403),
    code: 'not-found',
    nextStep: 'The model was taken down. Take another one',
  },
  {
    when: says(/sufficient permissions/i, 401, 403),
    code: 'permission',
    nextStep: `Allow the token to make calls to Inference Providers, for that account or organisation, at ${TOKEN_PAGE}`,
  },
  {
    when: either(answers(402), says(/monthly included credits|pre-paid credits|free monthly usage limit/i)),
    code: 'quota',
    nextStep: `Add credits or a plan at ${HUB}/settings/billing; waiting does not help before the next month`,
  },
  {
    when: says(/no longer supported\. please use https:/i, 410),
    code: 'not-found',
    nextStep: 'That host is gone. Leave baseUrl out, so that the router is asked',
  },
  {
    when: answers(410),
    code: 'not-found',
    nextStep:
      'The model was retired there. Take another one, or run it on an endpoint of your own and give its baseUrl',
  },
  {
    when: either(named('model_not_supported'), says(/not supported by any provider you have enabled/i)),
    code: 'not-found',
    nextStep: `Its page on the Hub lists who serves it; enable one of them at ${HUB}/settings/inference-providers, or take another model`,
  },
  {
    when: says(/not supported by provider/i),
    code: 'not-found',
    nextStep:
      'This provider does not serve the model. Its page on the Hub lists who does; a model that nobody serves needs an endpoint of your own, given by baseUrl',
  },
  { when: says(/available model list/i), code: 'not-found', nextStep: 'Take one of the models that are served there' },
  {
    when: says(/please log in|use a HF access token/i, 429),
    code: 'rate-limit',
    nextStep: `Set HF_TOKEN or pass apiKey: without a token the allowance is small; tokens are made at ${TOKEN_PAGE}`,
  },
  {
    when: says(/is currently loading/i, 503),
    code: 'overloaded',
    nextStep: 'Ask again in a while; with a larger retry.maxWait it is waited for',
  },
  { when: either(named('overloaded'), says(/too busy|is overloaded/i)), code: 'overloaded' },
  {
    when: says(/`model_kwargs` are not used by the model/i, 400),
    code: 'invalid-request',
    nextStep:
      'Leave out the settings that it names; one that is sent unasked goes away with parameters: { its_name: undefined }',
  },
];

/** The page on the Hub of the model that was asked; of the one that the host names where that is not known. */
function modelPage({ model, message }: Failure): string {
  const name = (model && withoutSuffix(model)) ?? namedModel.exec(message)?.[1];
  return name ? `${HUB}/${name}` : `its page on ${HUB}`;
}

const namedModel = /(?:\bmodel|huggingface\.co\/)\s*([\w.-]+\/[\w.-]*[\w-])/i;
