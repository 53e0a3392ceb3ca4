import { type ErrorReading, errorObject, type FailedReply, readErrorMessage } from '@x/core/adapter';
import { chatCompletionsErrors } from '@x/core/dialects/chat-completions';
import { errorRules, type Failure } from './error-rules.ts';

/**
 * Reads the errors of the Hub, the router, hf-inference, the inference servers (TGI, TEI) and of those who serve behind
 * the router, which speak OpenAI's dialect.
 *
 * @param call The call that failed.
 */
export function hfErrors(reply: FailedReply, call?: { readonly model: string }): ErrorReading {
  const failure = failureOf(reply, call?.model);
  const dialect = chatCompletionsErrors(reply);
  const rule = errorRules.find(({ when }) => when(failure));
  const { nextStep } = rule ?? {};
  return {
    ...dialect,
    code: rule?.code ?? dialect?.code,
    message: failure.message === '' ? undefined : failure.message,
    nextStep: typeof nextStep === 'function' ? nextStep(failure) : nextStep,
    ...loadingTime(reply),
  };
}

function failureOf(reply: FailedReply, model: string | undefined): Failure {
  const { status, headers, body } = reply;
  const error = errorObject(body);
  const kinds = [error?.['code'], error?.['type'], error?.['error_type']];
  return {
    model,
    status,
    message: messageOf(reply),
    kinds: [headers.get('x-error-code'), ...kinds].filter((kind): kind is string => typeof kind === 'string'),
  };
}

/** The body's words, with the warnings beside them: of an unknown error only these know more. Else the Hub's header. */
function messageOf({ headers, body }: FailedReply): string {
  const message = readErrorMessage(body) ?? headers.get('x-error-message') ?? '';
  const further = warningsOf(body).filter((warning) => warning !== message);
  if (further.some((warning) => warning.startsWith(message))) return further.join('; ');
  return [message, ...further].join('; ');
}

/** hf-inference repeats its error among the warnings, behind these words. */
const PREFIX = /^There was an inference error: /;

function warningsOf(body: unknown): readonly string[] {
  if (typeof body !== 'object' || body === null || !('warnings' in body) || !Array.isArray(body.warnings)) return [];
  return body.warnings.flatMap((warning: unknown) =>
    typeof warning === 'string' ? [warning.replace(PREFIX, '')] : [],
  );
}

/** `estimated_time`: the seconds until a model that is being loaded can answer. */
function loadingTime({ body }: FailedReply): ErrorReading {
  if (typeof body !== 'object' || body === null || !('estimated_time' in body)) return {};
  const { estimated_time: seconds } = body;
  return typeof seconds === 'number' && seconds >= 0 ? { retryAfterMs: Math.ceil(seconds * 1000) } : {};
}
