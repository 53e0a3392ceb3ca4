import type { TextGenerationInput } from '@x/core';
import {
  type ChatAssembler,
  isJson,
  own,
  type ReplyContext,
  stringOf,
  type TextGenerationSpeech,
} from '@x/core/adapter';
import { readUsage, standardReasons } from '@x/core/dialects/chat-completions';
import { asList, unwrapBatch } from './shapes.ts';

/** What of the input its answer is read against. */
type Prompted = Pick<TextGenerationInput, 'prompt' | 'parameters'>;

/** Reads generated text, whole or token by token. */
export const generationSpeech: TextGenerationSpeech = {
  whole: readWhole,
  pieces: (assembler, reply, input) => (event) => readEvent(event, assembler, reply, input),
};

/**
 * `[{ generated_text, details }]`, that object alone, or what servers answer that know this task by OpenAI's name,
 * completions. Of several answers the first is read.
 */
function readWhole(body: unknown, assembler: ChatAssembler, reply: ReplyContext, input: Prompted): void {
  if (isJson(body) && 'choices' in body) {
    const [choice] = asList(body['choices']);
    assembler.text(answerText(choice, 'text', 'choices.0', reply));
    finish(assembler, isJson(choice) ? choice['finish_reason'] : undefined, body['usage']);
    return;
  }
  const [first] = asList(unwrapBatch(body));
  assembler.text(withoutEcho(answerText(first, 'generated_text', '0', reply), input));
  finishWith(assembler, isJson(first) ? first['details'] : undefined);
}

/** What carries the answer has to be there; the rest is read where it is. */
function answerText(answer: unknown, field: string, place: string, reply: ReplyContext): string {
  const text = isJson(answer) ? answer[field] : undefined;
  if (typeof text === 'string') return text;
  throw reply.unreadable(`${place}.${field} is missing or of the wrong kind`);
}

/**
 * One event: a token, and beside the last one the whole text, which marks the end. The deltas are the tokens, so they
 * keep the white space before the first word that some tokenizers drop from the whole.
 */
function readEvent(event: unknown, assembler: ChatAssembler, reply: ReplyContext, input: Prompted): void {
  if (!isJson(event)) return;
  const { token, generated_text: whole } = event;
  if (typeof whole === 'string' && !isJson(token)) {
    // A backend that does not stream gives its list of whole answers instead; the first one counts.
    if (assembler.finishReason === undefined) readWhole(event, assembler, reply, input);
    return;
  }
  // Special tokens end a turn or a text; they are not part of it.
  if (isJson(token) && token['special'] !== true && typeof token['text'] === 'string') assembler.text(token['text']);
  if (typeof whole === 'string') finishWith(assembler, event['details']);
}

/** Where the server was not asked for details it does not say why it ended. */
function finishWith(assembler: ChatAssembler, details: unknown): void {
  const { finish_reason, input_length, generated_tokens } = isJson(details) ? details : {};
  // Streams alone state how long the prompt was.
  finish(assembler, finish_reason, { prompt_tokens: input_length, completion_tokens: generated_tokens });
}

function finish(assembler: ChatAssembler, stated: unknown, usage: unknown): void {
  const reason = stringOf(stated);
  assembler.finish(own(standardReasons, reason) ?? 'other', reason || undefined);
  assembler.usage = readUsage(usage);
}

/** From this length on an answer does not begin with its prompt by chance; "Hello" may well begin with "Hello". */
const ECHO = 16;

/** A text without the prompt before it, which some backends repeat although they are asked not to. */
function withoutEcho(text: string, { prompt, parameters }: Prompted): string {
  const isAsked = parameters?.['return_full_text'] === true;
  return (isAsked || prompt.length >= ECHO) && text.startsWith(prompt) ? text.slice(prompt.length) : text;
}
