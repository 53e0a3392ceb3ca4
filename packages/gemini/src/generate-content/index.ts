import { type ChatAssembler, type ChatSpeech, chatTask, type ReplyContext, type WireTask } from '@x/core/adapter';
import { resourcePath } from '../models.ts';
import { AnswerReader } from './reading.ts';
import { writeBody } from './request.ts';

/**
 * A whole answer into an assembler.
 *
 * @throws InferenceError 'bad-response' for a body without an answer.
 */
export function readWhole(body: unknown, assembler: ChatAssembler, reply: ReplyContext): void {
  // The reader checks every field that it reads; what is left to check is that there was an answer to read.
  new AnswerReader(assembler, reply).whole(body);
  if (assembler.begun || assembler.finishReason !== undefined) return;
  throw reply.unreadable('candidates.0 is missing, or has neither content nor finishReason');
}

const speech: ChatSpeech = {
  whole: readWhole,
  pieces(assembler, reply) {
    const reader = new AnswerReader(assembler, reply);
    return (event) => reader.chunk(event);
  },
};

/** Chat, by `generateContent` and `streamGenerateContent`. */
export const chat: WireTask<'chat'> = chatTask(async (input, context) => {
  const model = `${context.baseUrl}/${resourcePath(input.model)}`;
  const json = await writeBody(input, context);
  // Without alt=sse the stream is one JSON list.
  return context.streaming
    ? { url: `${model}:streamGenerateContent`, query: { alt: 'sse' }, json }
    : { url: `${model}:generateContent`, json };
}, speech);
