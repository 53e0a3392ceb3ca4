import type { TextGenerationInput } from '@x/core';
import { type ChatAssembler, check, isJson, own, type ReplyContext, type TextGenerationSpeech } from '@x/core/adapter';
import { readUsage, standardReasons, type WireUsage } from '@x/core/dialects/chat-completions';
import * as z from 'zod/mini';
import { asList, unwrapBatch } from './shapes.ts';

/** What of the input its answer is read against. */
type Prompted = Pick<TextGenerationInput, 'prompt' | 'parameters'>;

/** Reads generated text, whole or token by token. */
export const generationSpeech: TextGenerationSpeech = {
  whole: readWhole,
  pieces: (assembler, reply, input) => (event) => readEvent(event, assembler, reply, input),
};

const Details = z.object({
  finish_reason: z.optional(z.nullable(z.string())),
  generated_tokens: z.optional(z.nullable(z.number())),
  /** Tokens of the prompt; streams alone state it. */
  input_length: z.optional(z.nullable(z.number())),
});
type WireDetails = z.infer<typeof Details>;

const Generated = z
  .array(z.object({ generated_text: z.string(), details: z.optional(z.nullable(Details)) }))
  .check(z.minLength(1));

/** What servers answer that know this task by OpenAI's name, completions. */
const Completion = z.object({
  choices: z
    .array(z.object({ text: z.string(), finish_reason: z.optional(z.nullable(z.string())) }))
    .check(z.minLength(1)),
  usage: z.optional(z.nullable(z.looseObject({}))),
});

/** `[{ generated_text, details }]`, that object alone, or a completion. Of several answers the first is read. */
function readWhole(body: unknown, assembler: ChatAssembler, reply: ReplyContext, input: Prompted): void {
  if (isJson(body) && 'choices' in body) {
    const { choices, usage } = check(Completion, body, reply);
    assembler.text(choices[0]?.text ?? '');
    finish(assembler, choices[0]?.finish_reason, usage);
    return;
  }
  const [first] = check(Generated, asList(unwrapBatch(body)), reply);
  assembler.text(withoutEcho(first?.generated_text ?? '', input));
  finishWith(assembler, first?.details);
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
  if (typeof whole === 'string') finishWith(assembler, detailsOf(event['details'], reply));
}

const detailsOf = (details: unknown, reply: ReplyContext): WireDetails | null | undefined =>
  check(z.optional(z.nullable(Details)), details, reply);

/** Where the server was not asked for details it does not say why it ended. */
function finishWith(assembler: ChatAssembler, details: WireDetails | null | undefined): void {
  finish(assembler, details?.finish_reason, {
    prompt_tokens: details?.input_length ?? null,
    completion_tokens: details?.generated_tokens ?? null,
  });
}

function finish(
  assembler: ChatAssembler,
  reason: string | null | undefined,
  usage: WireUsage | null | undefined,
): void {
  const known = reason ? own(standardReasons, reason) : undefined;
  assembler.finish(known ?? 'other', reason ?? undefined);
  assembler.usage = readUsage(usage);
}

/** From this length on an answer does not begin with its prompt by chance; "Hello" may well begin with "Hello". */
const ECHO = 16;

/** A text without the prompt before it, which some backends repeat although they are asked not to. */
function withoutEcho(text: string, { prompt, parameters }: Prompted): string {
  const isAsked = parameters?.['return_full_text'] === true;
  return (isAsked || prompt.length >= ECHO) && text.startsWith(prompt) ? text.slice(prompt.length) : text;
}
