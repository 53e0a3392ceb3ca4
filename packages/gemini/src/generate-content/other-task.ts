import type { ChatInput, ChatOutput, InferenceError, MediaBytes, OutputBase } from '@x/core';
import { ChatAssembler, type ReplyContext, type RequestContext, type WireRequest } from '@x/core/adapter';
import { resourcePath } from '../models.ts';
import { readWhole } from './index.ts';
import { writeBody } from './request.ts';

/** What a conversation of one question needs, for a task beside chat that is done by `generateContent`. */
export type Question = Pick<
  ChatInput,
  'model' | 'prompt' | 'messages' | 'seed' | 'responseFormat' | 'parameters' | 'providerOptions'
>;

/** The request for a task beside chat. `config` goes into `generationConfig`. */
export async function generateContentRequest(
  question: Question,
  config: object,
  context: RequestContext,
): Promise<WireRequest> {
  const url = `${context.baseUrl}/${resourcePath(question.model)}:generateContent`;
  return { url, json: await writeBody(question, context, config) };
}

/** An answer of `generateContent` to a task beside chat. */
export interface Generated extends Omit<ChatOutput, keyof OutputBase> {
  /** Google's own word for why it stopped; '' where it gave none. */
  readonly rawFinishReason: string;
  readonly base: OutputBase;
}

/** @throws InferenceError 'bad-response' for a body without an answer. */
export function readGenerated(body: unknown, reply: ReplyContext): Generated {
  const assembler = new ChatAssembler(reply.exchange.newId);
  readWhole(body, assembler, reply);
  const spoken = assembler.complete();
  return { ...spoken, rawFinishReason: assembler.rawFinishReason ?? '', base: reply.base(assembler.notes()) };
}

/** What came of one kind, in order. Answers carry bytes. */
export function mediaOf({ content }: Generated, kind: 'image' | 'audio'): readonly MediaBytes[] {
  return content.flatMap((part) => {
    if (part.type !== kind) return [];
    const { media } = part;
    const hasBytes = 'data' in media && media.data instanceof Uint8Array;
    return hasBytes ? [{ mediaType: media.mediaType, data: media.data }] : [];
  });
}

/** The error for an answer that does not hold what was asked for. */
export function notDelivered(
  what: string,
  { finishReason, rawFinishReason, text }: Generated,
  { exchange }: ReplyContext,
): InferenceError {
  if (finishReason === 'content-filter') {
    return exchange.error('bad-response', `Gemini filtered the ${what} (${rawFinishReason}). Ask in other words`);
  }
  const instead =
    text === '' ? `it stopped for ${rawFinishReason || 'no reason that it states'}` : 'it wrote a text instead';
  return exchange.error('bad-response', `no ${what} came back; ${instead}. Try again, or ask in other words`);
}
