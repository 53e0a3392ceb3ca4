/** The facts of an adapter's answer, under the names that the witnesses use. */
import type { ChatOutput, StreamingTask, TaskEvent, TaskOutput, TaskStream, Usage } from '@x/core';
import type { ObservedFacts } from './witness/expectation.ts';

export function chatFacts(output: ChatOutput): ObservedFacts {
  return {
    text: output.text,
    reasoning: output.reasoning,
    finishReason: output.finishReason,
    toolCalls: output.toolCalls.map(({ id, name, input, invalid }) => ({ id, name, input, invalid: invalid ?? false })),
    ...countFacts(output.usage),
  };
}

export function generationFacts(output: TaskOutput<'text-generation'>): ObservedFacts {
  return { text: output.text, finishReason: output.finishReason, ...countFacts(output.usage) };
}

function countFacts(usage: Usage | undefined): ObservedFacts {
  return {
    inputTokens: usage?.inputTokens,
    outputTokens: usage?.outputTokens,
    totalTokens: usage?.totalTokens,
    reasoningTokens: usage?.reasoningTokens,
    cachedInputTokens: usage?.cachedInputTokens,
  };
}

/**
 * Reads a stream to its end by its events, and holds what they say against the whole answer.
 *
 * @throws Error when there is not exactly one end event, last, or when the text deltas do not add up to the text.
 */
export async function drain<K extends StreamingTask>(stream: TaskStream<K>): Promise<TaskOutput<K>> {
  const events: TaskEvent<K>[] = [];
  for await (const event of stream) events.push(event);
  const ends = events.filter((event) => event.type === 'end').length;
  if (ends !== 1 || events.at(-1)?.type !== 'end') {
    throw new Error(`a stream ends with exactly one end event; this one has ${ends}, and ${events.at(-1)?.type} last`);
  }
  const output = await stream.result();
  const streamed = events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
  if (streamed !== output.text) throw new Error(`the text deltas add up to ${JSON.stringify(streamed)}`);
  return output;
}
