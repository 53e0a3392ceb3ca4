import type { Sampling } from '@x/core';

/** Codes that a vendor's host can cause by an HTTP error. */
export const hostCodes = [
  'auth',
  'permission',
  'gated',
  'quota',
  'rate-limit',
  'overloaded',
  'invalid-request',
  'context-length',
  'not-found',
  'server',
] as const;

/** Every setting of `Sampling`. */
export const settings = [
  'maxTokens',
  'temperature',
  'topP',
  'topK',
  'stop',
  'seed',
  'presencePenalty',
  'frequencyPenalty',
] as const satisfies readonly (keyof Sampling)[];

/** What a provider may be without, and still be one of ours, as long as it says so. */
export const differences = [
  'reasoning',
  'refusal',
  'prompt-block',
  'tool-calls',
  'parallel-tool-calls',
  'interleaved-tool-calls',
  'malformed-tool-arguments',
  'structured-output',
  'body-retry-hint',
  'environment-key',
  ...hostCodes.map((code) => `error:${code}` as const),
  ...settings.map((setting) => `setting:${setting}` as const),
] as const;

/** One entry of `differences`; `setting:…` says that the provider drops the setting with a warning. */
export type Difference = (typeof differences)[number];
