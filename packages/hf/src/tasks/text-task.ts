import type { TaskInput, TaskOutput } from '@x/core';
import {
  listTask,
  type ReplyContext,
  type RequestContext,
  requireText,
  type WireRequest,
  type WireTask,
} from '@x/core/adapter';
import type { Router } from '../routing.ts';
import { type TaskParameters, taskBody } from './body.ts';

/** The tasks whose input is one text, or on the wire a list of them. */
type TextTask =
  | 'summarization'
  | 'translation'
  | 'text-classification'
  | 'zero-shot-classification'
  | 'token-classification'
  | 'fill-mask';

/** How one task of this kind is written and read. */
export interface TextCodec<K extends TextTask> {
  /** The task's own settings, and the place to refuse an input that cannot be answered. */
  readonly parameters?: (input: TaskInput<K>, context: RequestContext) => TaskParameters;
  /** Settings that tell us something and are none of the wire's. */
  readonly unsent?: readonly string[];
  /** Reads what came for one text. */
  readonly read: (answer: unknown, input: TaskInput<K>, reply: ReplyContext) => TaskOutput<K>;
}

/** Makes the row of a task whose input is one text; several with the same model and settings share a request. */
export function textTask<K extends TextTask>(router: Router, codec: TextCodec<K>): WireTask<K> {
  const { parameters, read } = codec;
  const write = (inputs: string | readonly string[], input: TaskInput<K>, context: RequestContext): WireRequest => ({
    url: router.task(input.model, context),
    json: taskBody(inputs, parameters?.(input, context) ?? {}, input, context, codec.unsent),
  });
  return {
    request(input, context) {
      requireText(input.text, 'text', context);
      return write(input.text, input, context);
    },
    read,
    many: listTask<K>({
      request(inputs, context) {
        const [first] = inputs;
        if (first === undefined || !shareSettings(inputs)) return undefined;
        for (const input of inputs) {
          requireText(input.text, 'text', context);
          parameters?.(input, context);
        }
        const texts = inputs.map((input) => input.text);
        return write(texts, first, context);
      },
      read: (body, inputs, reply) => readEach(body, inputs, reply, read),
    }),
  };
}

/** Whether inputs differ in their texts alone. One input is no list: its answer has another shape. */
function shareSettings(inputs: readonly { readonly text: string }[]): boolean {
  const settings = inputs.map(({ text: _, ...rest }) => JSON.stringify(rest));
  return inputs.length > 1 && settings.every((stated) => stated === settings[0]);
}

function readEach<Input, Output>(
  body: unknown,
  inputs: readonly Input[],
  reply: ReplyContext,
  read: (answer: unknown, input: Input, reply: ReplyContext) => Output,
): readonly Output[] {
  const count = Array.isArray(body) ? body.length : 0;
  if (!Array.isArray(body) || count !== inputs.length) {
    throw reply.unreadable(`${inputs.length} texts were sent and ${count} answers came back`);
  }
  return inputs.map((input, place) => {
    const placed = { ...reply, unreadable: (what: string) => reply.unreadable(`answer ${place}: ${what}`) };
    return read(body[place], input, placed);
  });
}
