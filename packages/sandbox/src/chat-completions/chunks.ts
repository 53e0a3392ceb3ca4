import type { ChatAnswer } from '../chat/answer.ts';
import type { ToolCall } from '../chat/draft.ts';
import { hash, hexDigits } from '../text/hash.ts';
import { stretches } from '../text/tokens.ts';
import { eventOf } from '../wire/event.ts';
import type { Script } from '../wire/script.ts';
import { finishReason, usageOf } from './completion.ts';
import type { Dialect, Envelope } from './dialect.ts';

/** What the request asks of the stream. */
export interface StreamWishes {
  readonly includeUsage: boolean;
  readonly includeObfuscation: boolean;
  readonly legacyFunctions: boolean;
}

const fragmentLength = 6;

/**
 * An answer as a stream: a first delta with the role alone, the text or the fragments of the tool calls, a chunk with
 * the finish reason, a chunk with the usage when it was asked for, and `[DONE]`.
 */
export function chunkScript(
  answers: readonly ChatAnswer[],
  envelope: Envelope,
  inputTokens: number,
  dialect: Dialect,
  wishes: StreamWishes,
): Script {
  const frame = frameMaker(envelope, dialect, wishes);
  const bodies = answers.map((answer, index) =>
    deltasOf(answer, dialect, wishes.legacyFunctions).map((delta) =>
      frame(choice(index, shaped(delta, dialect), null)),
    ),
  );
  const ends = answers.map((answer, index) =>
    frame(choice(index, shaped({}, dialect), finishReason(answer, wishes.legacyFunctions))),
  );
  const usage = wishes.includeUsage ? [frame([], usageOf(answers, inputTokens))] : [];
  return {
    body: bodies.flat(),
    end: [...ends, ...usage, 'data: [DONE]\n\n'],
    broken: 'data: {"choices":[{"delta":{"content":"unfinished\n\n',
    foreign: [eventOf({ sandbox: 'an event that carries no answer' }), 'data: [DONE]\n\n'],
    ...dialect.streamErrors,
  };
}

type FrameMaker = (choices: readonly unknown[], usage?: unknown) => string;

function frameMaker(envelope: Envelope, dialect: Dialect, wishes: StreamWishes): FrameMaker {
  let count = 0;
  return (choices, usage) => {
    count += 1;
    return eventOf({
      ...envelope,
      object: 'chat.completion.chunk',
      choices,
      ...(wishes.includeUsage ? { usage: usage ?? null } : {}),
      ...(dialect.obfuscates && wishes.includeObfuscation ? { obfuscation: padding(`${envelope.id} ${count}`) } : {}),
    });
  };
}

function padding(seed: string): string {
  return hexDigits(seed, 4 + (hash(seed) % 12));
}

function choice(index: number, delta: unknown, reason: string | null): readonly unknown[] {
  return [{ index, delta, logprobs: null, finish_reason: reason }];
}

function shaped(delta: object, { repeatsRole }: Dialect): object {
  if (!repeatsRole) return delta;
  return { role: 'assistant', ...('tool_calls' in delta ? {} : { content: '' }), ...delta };
}

function deltasOf(answer: ChatAnswer, dialect: Dialect, legacyFunctions: boolean): readonly object[] {
  const calls = answer.toolCalls.length > 0;
  const reasoning = dialect.showsReasoning ? stretches(answer.reasoning) : [];
  return [
    { role: 'assistant', content: calls ? null : '', refusal: null },
    ...reasoning.map((piece) => ({ reasoning_content: piece })),
    ...stretches(answer.refusal).map((refusal) => ({ refusal })),
    ...(calls ? [] : stretches(answer.text).map((content) => ({ content }))),
    ...(legacyFunctions ? legacyDeltas(answer.toolCalls) : answer.toolCalls.flatMap(callDeltas)),
  ];
}

function callDeltas({ id, name, argumentsText }: ToolCall, index: number): readonly object[] {
  const opening = { index, id: `call_${id}`, type: 'function', function: { name, arguments: '' } };
  const fragments = fragmentsOf(argumentsText).map((fragment) => ({ index, function: { arguments: fragment } }));
  return [opening, ...fragments].map((call) => ({ tool_calls: [call] }));
}

function legacyDeltas(calls: readonly ToolCall[]): readonly object[] {
  return calls
    .slice(0, 1)
    .flatMap(({ name, argumentsText }) => [
      { function_call: { name, arguments: '' } },
      ...fragmentsOf(argumentsText).map((fragment) => ({ function_call: { arguments: fragment } })),
    ]);
}

function fragmentsOf(text: string): readonly string[] {
  const pieces = [...text];
  return Array.from({ length: Math.ceil(pieces.length / fragmentLength) }, (_, index) =>
    pieces.slice(index * fragmentLength, (index + 1) * fragmentLength).join(''),
  );
}
