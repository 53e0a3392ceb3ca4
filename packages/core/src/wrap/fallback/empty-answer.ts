import type { FinishReason } from '../../contract/output.ts';
import type { ChatEvent, ChatOutput } from '../../contract/tasks/chat.ts';

/** Thrown inside a fallback for an answer that is none; never leaves it. */
export class EmptyAnswer extends Error {
  readonly provider: string;

  constructor(provider: string) {
    super();
    this.provider = provider;
  }
}

/** The parts of an answer that can make it more than nothing. */
type Spoken = Partial<Pick<ChatOutput, 'text' | 'content' | 'finishReason'>>;

const isBlank = (text: string): boolean => text.trim() === '';

/** A filter's answer says something by being empty; going round it is the caller's decision. */
const isDecision = (reason: FinishReason | undefined): boolean => reason === 'content-filter';

/**
 * Whether an answer that should have text has none, nor anything in its place: no tool call, no media. Reasoning alone
 * is no answer. Answers of tasks without text are never empty.
 */
export function isEmptyAnswer(output: object): boolean {
  const { text, content = [], finishReason }: Spoken = output;
  if (text === undefined || !isBlank(text) || isDecision(finishReason)) return false;
  return content.every((part) => part.type === 'text' || part.type === 'reasoning');
}

/** Whether a stream has said something with this event. */
export function saysSomething(event: ChatEvent): boolean {
  switch (event.type) {
    case 'text-delta':
      return !isBlank(event.text);
    case 'part':
      return event.part.type !== 'text' || !isBlank(event.part.text);
    case 'end':
      return isDecision(event.finishReason);
    default:
      return true;
  }
}
