import type { ErrorCode } from '@x/core';
import { type ErrorReader, errorObject, isJson, type Json, readErrorMessage } from '@x/core/adapter';
import { chatCompletionsErrors } from '@x/core/dialects/chat-completions';

/** Codes and types of errors that compatible hosts have beside OpenAI's own. */
const codes: Readonly<Record<string, ErrorCode>> = {
  // Azure.
  PermissionDenied: 'permission',
  RateLimitReached: 'rate-limit',
  // Groq.
  model_decommissioned: 'not-found',
  organization_restricted: 'permission',
  // Together, Mistral, llama.cpp.
  model_not_available: 'not-found',
  invalid_model: 'not-found',
  exceed_context_size_error: 'context-length',
};

/** What hosts say in words alone, under a status that says something else. */
const words: readonly (readonly [RegExp, ErrorCode])[] = [
  [/is not a valid model id/i, 'not-found'], // OpenRouter, 400
  [/incorrect api key/i, 'auth'], // xAI, 400
  [/used all available credits|spending limit/i, 'quota'], // xAI 403 and 429, Fireworks 412
];

/** Reads OpenAI's errors and those of the hosts that follow its protocol. */
export const openaiErrors: ErrorReader = (reply, call) => {
  const error = errorObject(reply.body);
  if (error === undefined) return undefined;
  const read = chatCompletionsErrors(reply, call);
  const message = inner(error);
  const text = message ?? readErrorMessage(reply.body) ?? '';
  const named = [error['code'], error['type']].find((name) => typeof name === 'string' && Object.hasOwn(codes, name));
  return {
    ...read,
    code: read?.code ?? codes[String(named)] ?? words.find(([said]) => said.test(text))?.[1],
    message,
    // Groq's limit on the tokens of a minute, hit by one request alone: waiting does not make it smaller.
    ...(reply.status === 413 && { retryable: false }),
  };
};

/** The words that say what happened, where they lie deeper than the message. */
function inner({ message, metadata }: Json): string | undefined {
  // Mistral has the list of what is invalid for a message.
  if (isJson(message)) return readErrorMessage(message);
  // OpenRouter says "Provider returned error", and what that was beside it.
  const { raw, provider_name: provider } = isJson(metadata) ? metadata : {};
  const found = typeof raw === 'string' && raw !== '' ? readErrorMessage(parsed(raw)) : undefined;
  return found && typeof provider === 'string' ? `${provider}: ${found}` : found;
}

/** JSON where it is that; any other text stays as it is. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
