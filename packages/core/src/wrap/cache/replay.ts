import type { Part } from '../../contract/message.ts';
import type { ChatEvent, ChatOutput, TextGenerationOutput } from '../../contract/tasks/chat.ts';
import type { StreamingTask, TaskEvent, TaskOutput } from '../../contract/tasks/task-map.ts';
import type { RelayableStream } from '../relayed-stream.ts';

/** A stream of an answer that is there: each part as one delta and itself, then the end. */
export function replay<K extends StreamingTask>(output: TaskOutput<K>): RelayableStream<K> {
  return {
    async *[Symbol.asyncIterator]() {
      // An answer with parts is a chat's, and its events are those of chat; the others have text and end alone.
      for (const event of eventsOf(output)) yield event as TaskEvent<K>;
    },
    result: async () => output,
  };
}

function eventsOf(output: ChatOutput | TextGenerationOutput): readonly ChatEvent[] {
  const { finishReason, usage, warnings, meta } = output;
  const parts = 'content' in output ? output.content.flatMap(eventsOfPart) : textDelta(0, output.text);
  const logprobs = 'logprobs' in output ? output.logprobs : undefined;
  return [
    ...parts,
    { type: 'end', finishReason, ...(logprobs && { logprobs }), ...(usage && { usage }), warnings, meta },
  ];
}

const eventsOfPart = (part: Part, index: number): readonly ChatEvent[] => [
  ...deltaOf(part, index),
  { type: 'part', index, part },
];

function deltaOf(part: Part, index: number): readonly ChatEvent[] {
  if (part.type === 'text') return textDelta(index, part.text);
  if (part.type === 'reasoning') return part.text === '' ? [] : [{ type: 'reasoning-delta', index, text: part.text }];
  if (part.type !== 'tool-call') return [];
  return [{ type: 'tool-call-delta', index, id: part.id, name: part.name, arguments: part.rawArguments }];
}

const textDelta = (index: number, text: string): readonly ChatEvent[] =>
  text === '' ? [] : [{ type: 'text-delta', index, text }];
