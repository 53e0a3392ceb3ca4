import { useSkill } from '../chat/skills.ts';
import { continueText } from '../engines/continuation.ts';
import { vocabularyIndex } from '../engines/word-model.ts';
import type { FaultPlan } from '../faults/plan.ts';
import { countTokens, firstTokens, stretches } from '../text/tokens.ts';
import { eventStreamReply, jsonReply } from '../wire/reply.ts';
import type { Script } from '../wire/script.ts';
import { type GenerationRequest, generationFault } from './generation-request.ts';
import { validationError } from './request-error.ts';

/** The text that follows a prompt, and the text-generation server's word for why it ended. */
export interface Continuation {
  readonly text: string;
  readonly finishReason: 'length' | 'eos_token' | 'stop_sequence';
}

/** Continues a prompt, or does what it asks when the sandbox can. The text is marked as the sandbox's. */
export function generate(prompt: string, model: string, limit: number, stop: readonly string[]): Continuation {
  const full = ` [sandbox] ${useSkill(prompt) ?? continueText(prompt, model, limit).trim()}`;
  const stops = stop.filter((sequence) => sequence !== '' && full.includes(sequence));
  const ends = stops.map((sequence) => full.indexOf(sequence) + sequence.length);
  const stopped = full.slice(0, Math.min(full.length, ...ends));
  if (countTokens(stopped) > limit) return { text: firstTokens(stopped, limit), finishReason: 'length' };
  // The text-generation server keeps the stop sequence at the end of the text.
  return { text: stopped, finishReason: stops.length > 0 ? 'stop_sequence' : 'eos_token' };
}

/** Answers a text-generation request that has the right shape. @throws VendorError (HTTP 422) for values out of range. */
export function respondToGeneration(request: GenerationRequest, model: string, plan: FaultPlan): Response {
  const fault = generationFault(request);
  if (request.stream) {
    // A stream has already answered 200 when the values are checked.
    const script = fault === undefined ? streamOf(request, model, plan.change === 'empty') : faultStream(fault);
    return eventStreamReply(script, plan.transport);
  }
  if (fault !== undefined) throw validationError(fault);
  const answers = request.inputs.map((prompt) => [answerOf(prompt, request, model)]);
  const answer = request.isList ? answers : answers[0];
  return jsonReply(plan.change === 'empty' ? [] : answer, plan.transport);
}

function answerOf(prompt: string, request: GenerationRequest, model: string): unknown {
  const { text, finishReason } = generate(prompt, model, request.maxNewTokens, request.stop);
  const generated = request.returnFullText === false ? text : prompt + text;
  if (!request.details) return { generated_text: generated };
  return {
    generated_text: generated,
    details: { ...detailsOf(text, finishReason), prefill: [], tokens: tokensOf(text) },
  };
}

function detailsOf(text: string, finishReason: Continuation['finishReason']): object {
  return { finish_reason: finishReason, generated_tokens: countTokens(text), seed: null };
}

interface WireToken {
  readonly id: number;
  readonly text: string;
  /** The sandbox has no probabilities. */
  readonly logprob: null;
  readonly special: boolean;
}

function tokensOf(text: string): readonly WireToken[] {
  return stretches(text).map(tokenOf);
}

function tokenOf(text: string): WireToken {
  return { id: vocabularyIndex(text), text, logprob: null, special: false };
}

/** One event a token; the last one has the whole generated text, and there is no `[DONE]`. */
function streamOf(request: GenerationRequest, model: string, empty: boolean): Script {
  const [prompt = ''] = request.inputs;
  const limit = empty ? 0 : request.maxNewTokens;
  const { text, finishReason } = generate(prompt, model, limit, request.stop);
  const tokens = empty ? [tokenOf('')] : tokensOf(text);
  const frames = tokens.map((token, index) => {
    const isLast = index === tokens.length - 1;
    return frameOf({
      index: index + 1,
      token,
      generated_text: isLast ? text : null,
      details: isLast ? { ...detailsOf(text, finishReason), input_length: countTokens(prompt) } : null,
    });
  });
  return { body: frames.slice(0, -1), end: frames.slice(-1), ...spoilt };
}

function faultStream(fault: string): Script {
  const error = frameOf({ error: `Input validation error: ${fault}`, error_type: 'validation' });
  return { body: [], end: [error], ...spoilt };
}

const spoilt = {
  broken: 'data:{"token":{"text":"unfinished\n\n',
  foreign: [frameOf({ sandbox: 'an event that carries no answer' })],
  error: frameOf({ error: 'Request failed during generation: Server error', error_type: 'generation' }),
  alternateError: frameOf({ error: 'Model is overloaded', error_type: 'overloaded' }),
};

/** The text-generation server puts no space after `data:`. */
function frameOf(event: unknown): string {
  return `data:${JSON.stringify(event)}\n\n`;
}
