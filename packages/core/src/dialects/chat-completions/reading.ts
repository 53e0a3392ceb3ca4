import type { Annotation } from '../../contract/message.ts';
import type { TokenLogprob } from '../../contract/tasks/chat.ts';
import type { ChatAssembler } from '../../fold/chat-assembler.ts';
import { isJson, type Json, stringOf } from '../../wire/json.ts';
import { own } from '../../wire/own.ts';
import type { ReasonTable } from './tables.ts';
import { ThinkingSplitter } from './thinking.ts';
import { readUsage } from './usage.ts';

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : isJson(value) ? [value] : []);

/**
 * Reads messages and their deltas into an assembler. Both have the same fields, so one reader serves whole answers and
 * streams; every field is checked where it is read, because each of them is missing, null or of another kind at some host.
 */
export class MessageReader {
  readonly #assembler: ChatAssembler;
  readonly #reasons: ReasonTable;
  readonly #thinking: ThinkingSplitter;
  #refused = false;
  #countsTokens: boolean | undefined;

  constructor(assembler: ChatAssembler, reasons: ReasonTable) {
    this.#assembler = assembler;
    this.#reasons = reasons;
    this.#thinking = new ThinkingSplitter(
      (text) => assembler.reasoning(text),
      (text) => assembler.text(text),
    );
  }

  /** A whole answer. Returns what is wrong with it: what carries the answer is required, and of a known kind. */
  whole(body: unknown): string | undefined {
    const choices = isJson(body) ? body['choices'] : undefined;
    if (!isJson(body) || !Array.isArray(choices)) return 'choices is missing or of the wrong kind';
    const [first] = choices;
    const message = isJson(first) ? first['message'] : undefined;
    if (!isJson(message) && message !== null) return 'choices.0.message is missing or of the wrong kind';
    const { content = null } = message ?? {};
    if (typeof content === 'number' || typeof content === 'boolean')
      return 'choices.0.message.content is of the wrong kind';
    this.#envelope(body);
    this.#choice(first);
    this.#thinking.end();
    // An answer may be empty, but then it says why it ended.
    const { begun, finishReason } = this.#assembler;
    return begun || finishReason !== undefined ? undefined : 'choices.0.message says nothing';
  }

  /** The fields that stand beside the choices. */
  #envelope(body: Json): void {
    const assembler = this.#assembler;
    if (assembler.id === undefined && stringOf(body['id']) !== '') assembler.id = stringOf(body['id']);
    if (assembler.model === undefined && stringOf(body['model']) !== '') assembler.model = stringOf(body['model']);
    const extra = isJson(body['x_groq']) ? body['x_groq']['usage'] : undefined;
    const usage = body['usage'] ?? extra;
    assembler.usage = readUsage(usage) ?? assembler.usage;
  }

  /** A choice, whole (`message`) or in part (`delta`). Choices but the first are not read. */
  #choice(choice: unknown): void {
    if (!isJson(choice)) return;
    const { index = 0 } = choice;
    // Choices come with 0 first. Text Generation Inference before 1.5 counted tokens here, beginning at 1.
    this.#countsTokens ??= index !== 0;
    if (index !== 0 && !this.#countsTokens) return;
    const said = choice['delta'] ?? choice['message'];
    if (isJson(said)) this.#said(said);
    if (isJson(choice['logprobs'])) this.#assembler.logprobs(readLogprobs(choice['logprobs']));
    const reason = stringOf(choice['finish_reason']);
    if (reason !== '') this.#finish(reason);
  }

  /** One event of a stream. The chunk that carries the usage has no choices. */
  chunk(event: unknown): void {
    if (!isJson(event)) return;
    this.#envelope(event);
    for (const choice of listOf(event['choices'])) this.#choice(choice);
  }

  #said(said: Json): void {
    // The names under which hosts send what the model thinks: DeepSeek's, then Groq's and OpenRouter's.
    const thought = stringOf(said['reasoning_content']) || stringOf(said['reasoning']);
    if (thought !== '') this.#assembler.reasoning(thought);
    this.#content(said['content']);
    const refusal = stringOf(said['refusal']);
    if (refusal !== '') {
      this.#refused = true;
      this.#assembler.text(refusal);
    }
    const annotations = listOf(said['annotations']).flatMap(readAnnotation);
    if (annotations.length > 0) this.#assembler.note('text', { annotations });
    for (const [place, call] of listOf(said['tool_calls']).entries()) this.#toolCall(call, place);
    if (isJson(said['function_call'])) this.#toolCall({ index: 0, function: said['function_call'] }, 0);
  }

  #content(content: unknown): void {
    if (typeof content === 'string') this.#thinking.push(content);
    else for (const part of listOf(content)) this.#contentPart(part);
  }

  /** Some hosts answer in parts, Mistral's thoughts among them. */
  #contentPart(part: unknown): void {
    if (!isJson(part)) return;
    if (part['type'] === 'text') this.#assembler.text(stringOf(part['text']));
    else if (part['type'] === 'thinking') {
      for (const thought of listOf(part['thinking'])) {
        if (isJson(thought)) this.#assembler.reasoning(stringOf(thought['text']));
      }
    }
  }

  #toolCall(call: unknown, place: number): void {
    if (!isJson(call)) return;
    const fn = isJson(call['function']) ? call['function'] : {};
    // Text Generation Inference once called them parameters, and for a while sent them as an object.
    const written = fn['arguments'] ?? fn['parameters'];
    const index = call['index'];
    this.#assembler.toolCall(typeof index === 'number' ? index : place, {
      id: stringOf(call['id']),
      name: stringOf(fn['name']),
      arguments: isJson(written) ? JSON.stringify(written) : stringOf(written),
    });
  }

  #finish(reason: string): void {
    this.#thinking.end();
    const known = own(this.#reasons, reason);
    this.#assembler.finish(this.#refused ? 'content-filter' : (known ?? 'other'), reason);
  }
}

function readAnnotation(annotation: unknown): readonly Annotation[] {
  const citation = isJson(annotation) ? annotation['url_citation'] : undefined;
  if (!isJson(citation)) return [];
  const { url, title, start_index: start, end_index: end } = citation;
  return [
    {
      type: 'citation',
      ...(typeof url === 'string' && { url }),
      ...(typeof title === 'string' && { title }),
      ...(typeof start === 'number' && { start }),
      ...(typeof end === 'number' && { end }),
    },
  ];
}

function readLogprobs(logprobs: Json): readonly TokenLogprob[] {
  return listOf(logprobs['content']).flatMap((entry) => {
    const read = readLogprob(entry);
    if (read === undefined || !isJson(entry)) return [];
    const top = listOf(entry['top_logprobs']).flatMap((other) => readLogprob(other) ?? []);
    return [{ ...read, ...(top.length > 0 && { top }) }];
  });
}

function readLogprob(entry: unknown): TokenLogprob | undefined {
  if (!isJson(entry) || typeof entry['token'] !== 'string' || typeof entry['logprob'] !== 'number') return undefined;
  return { token: entry['token'], logprob: entry['logprob'] };
}
