import * as z from 'zod';
import { createdAt } from '../chat-completions/dialect.ts';
import { firstIssueError } from '../chat-completions/request-error.ts';
import type { FaultPlan } from '../faults/plan.ts';
import { hexDigits } from '../text/hash.ts';
import { countTokens, stretches } from '../text/tokens.ts';
import { eventOf } from '../wire/event.ts';
import { eventStreamReply, jsonReply } from '../wire/reply.ts';
import { generate } from './generation.ts';
import { streamErrors } from './stream-errors.ts';

const defaultMaxTokens = 60;

const completionsRequest = z.object({
  prompt: z.string().min(1),
  max_tokens: z.int().min(1).nullish(),
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
  stream: z.boolean().nullish(),
});

/** A request for the old OpenAI completions, to which the JavaScript client turns a text-generation call. */
export type CompletionsRequest = z.infer<typeof completionsRequest>;

/** Checks the body of a completions request. @throws VendorError (HTTP 400) that names the first thing wrong. */
export function readCompletionsRequest(body: unknown): CompletionsRequest {
  const result = completionsRequest.safeParse(body, { reportInput: true });
  if (!result.success) throw firstIssueError(result.error);
  return result.data;
}

/** Answers a completions request, whole or as a stream. */
export function respondToCompletions(request: CompletionsRequest, model: string, plan: FaultPlan): Response {
  const limit = plan.change === 'empty' ? 0 : (request.max_tokens ?? defaultMaxTokens);
  const { text, finishReason } = generate(request.prompt, model, limit, [request.stop ?? []].flat());
  const reason = finishReason === 'length' ? 'length' : 'stop';
  const envelope = {
    id: `cmpl-${hexDigits(model + JSON.stringify(request), 24)}`,
    object: 'text_completion',
    created: createdAt,
    model,
    system_fingerprint: 'sandbox',
  };
  const choice = (piece: string, finish: string | null) => [
    { index: 0, text: piece, logprobs: null, finish_reason: finish },
  ];
  if (request.stream === true) {
    const frames = stretches(text).map((piece) => eventOf({ ...envelope, choices: choice(piece, null) }));
    const script = {
      body: frames,
      end: [eventOf({ ...envelope, choices: choice('', reason) }), 'data: [DONE]\n\n'],
      broken: 'data: {"choices":[{"text":"unfinished\n\n',
      foreign: [eventOf({ sandbox: 'an event that carries no answer' })],
      ...streamErrors,
    };
    return eventStreamReply(script, plan.transport);
  }
  const input = countTokens(request.prompt);
  const output = countTokens(text);
  const usage = { prompt_tokens: input, completion_tokens: output, total_tokens: input + output };
  return jsonReply({ ...envelope, choices: choice(text, reason), usage }, plan.transport);
}
