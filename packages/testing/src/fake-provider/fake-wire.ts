import type { ChatInput, InferenceError } from '@x/core';
import {
  type ChatAssembler,
  chatTask,
  type RequestContext,
  type ToolCallFragment,
  type WireTask,
} from '@x/core/adapter';
import type { FakeEvent, FakeToolCall } from './fake-answer.ts';

/** What a request over the fake wire says. */
export interface FakeRequest {
  /** The input's place in the list of those that were given. */
  readonly place: number;
  readonly streaming: boolean;
}

/**
 * The chat row of a fake provider. Its wire carries places instead of inputs and errors, which are kept beside it: an
 * input need not be JSON, and an error has to come out as it was given.
 */
export function fakeChat(inputs: ChatInput[], errors: readonly InferenceError[]): WireTask<'chat'> {
  return chatTask(
    (input: ChatInput, { baseUrl, streaming }: RequestContext) => {
      const request: FakeRequest = { place: inputs.push(input) - 1, streaming };
      return { url: baseUrl, json: request, keyRequired: false };
    },
    {
      whole: (body, assembler) => {
        for (const event of body as readonly FakeEvent[]) say(event, assembler, errors);
      },
      pieces: (assembler) => (event) => say(event as FakeEvent, assembler, errors),
    },
  );
}

/** The wire's other end is ours, so its events are taken at their word. */
function say(event: FakeEvent, assembler: ChatAssembler, errors: readonly InferenceError[]): void {
  switch (event.say) {
    case 'text':
      assembler.text(event.text);
      break;
    case 'reasoning':
      assembler.reasoning(event.text);
      break;
    case 'call':
      assembler.toolCall(event.key, fragmentOf(event.call));
      break;
    case 'end':
      assembler.usage = event.usage;
      assembler.finish(event.finishReason, event.finishReason);
      break;
    case 'failure':
      throw errors[event.place];
  }
}

const fragmentOf = ({
  id,
  name,
  input = {},
  rawArguments = JSON.stringify(input),
}: FakeToolCall): ToolCallFragment => ({
  id,
  name,
  arguments: rawArguments,
});
