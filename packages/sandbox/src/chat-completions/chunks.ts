import type { ChatAnswer } from '../chat/answer.ts';
import type { ToolCall } from '../chat/draft.ts';
import { fragments, stretches } from '../text/tokens.ts';
import { eventOf } from '../wire/event.ts';
import { obfuscation } from '../wire/obfuscation.ts';
import type { Script } from '../wire/script.ts';
import { finishReason, scoresOf, usageOf } from './completion.ts';
import type { Dialect, Envelope, Wishes } from './dialect.ts';

/**
 * An answer as a stream: a first delta with the role alone, the text or the fragments of the tool calls, a chunk with
 * the finish reason, a chunk with the usage when it was asked for, and `[DONE]`.
 */
export function chunkScript(
  answers: readonly ChatAnswer[],
  envelope: Envelope,
  inputTokens: number,
  dialect: Dialect,
  wishes: Wishes,
): Script {
  const frame = frameMaker(envelope, dialect, wishes);
  const bodies = answers.map((answer, index) =>
    deltasOf(answer, dialect, wishes.legacyFunctions).map((delta) =>
      frame(
        choice(index, shaped(delta, dialect), null, { ...scoresOf(delta, wishes), ...dialect.filter?.choiceFields() }),
      ),
    ),
  );
  const ends = answers.map((answer, index) =>
    frame(
      choice(
        index,
        shaped({}, dialect),
        finishReason(answer, wishes.legacyFunctions),
        dialect.filter?.choiceFields(answer.finish),
      ),
    ),
  );
  const usage = wishes.includeUsage ? [frame([], usageOf(answers, inputTokens))] : [];
  return {
    body: [...(dialect.filter === undefined ? [] : [dialect.filter.opening]), ...bodies.flat()],
    end: [...ends, ...usage, 'data: [DONE]\n\n'],
    broken: 'data: {"choices":[{"delta":{"content":"unfinished\n\n',
    foreign: [eventOf({ sandbox: 'an event that carries no answer' }), 'data: [DONE]\n\n'],
    ...dialect.streamErrors,
  };
}

type FrameMaker = (choices: readonly unknown[], usage?: unknown) => string;

function frameMaker(envelope: Envelope, dialect: Dialect, wishes: Wishes): FrameMaker {
  let count = 0;
  return (choices, usage) => {
    count += 1;
    return eventOf({
      ...envelope,
      object: 'chat.completion.chunk',
      choices,
      ...(wishes.includeUsage ? { usage: usage ?? null } : {}),
      ...(dialect.obfuscates && wishes.includeObfuscation
        ? { obfuscation: obfuscation(`${envelope.id} ${count}`) }
        : {}),
    });
  };
}

function choice(index: number, delta: unknown, reason: string | null, more: object = {}): readonly unknown[] {
  return [{ index, delta, logprobs: null, finish_reason: reason, ...more }];
}

function shaped(delta: object, { repeatsRole }: Dialect): object {
  if (!repeatsRole) return delta;
  return { role: 'assistant', ...('tool_calls' in delta ? {} : { content: '' }), ...delta };
}

/** What a chunk adds to a message. */
interface Delta {
  readonly content?: string | null;
}

function deltasOf(answer: ChatAnswer, dialect: Dialect, legacyFunctions: boolean): readonly Delta[] {
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
  const pieces = fragments(argumentsText).map((fragment) => ({ index, function: { arguments: fragment } }));
  return [opening, ...pieces].map((call) => ({ tool_calls: [call] }));
}

function legacyDeltas(calls: readonly ToolCall[]): readonly object[] {
  return calls
    .slice(0, 1)
    .flatMap(({ name, argumentsText }) => [
      { function_call: { name, arguments: '' } },
      ...fragments(argumentsText).map((fragment) => ({ function_call: { arguments: fragment } })),
    ]);
}
