/** What an adapter must make of a recording, from the witness that reads its wire. */

import { textsAsked } from './asked.ts';
import type { Endpoint } from './endpoints.ts';
import type { Recorded } from './recordings.ts';
import { expectChat, readChatCompletion, readChatCompletionStream } from './witness/chat-completions.ts';
import { plausibleCodes } from './witness/error-codes.ts';
import type { Expectation } from './witness/expectation.ts';
import { expectGemini, readGenerateContent, readStreamGenerateContent } from './witness/gemini.ts';
import { expectGenerationStream, expectTask } from './witness/hf-tasks.ts';

/** Undefined when the body is not an answer of that endpoint. Several expectations: any of them is right. */
export function expectationsOf(
  recorded: Recorded,
  endpoint: Endpoint,
  body: string,
): readonly Expectation[] | undefined {
  if (recorded.status >= 400) return expectError(recorded.status, body);
  if (endpoint.vendor === 'gemini') {
    const reading = endpoint.streamed ? readStreamGenerateContent(body) : readGenerateContent(body);
    return reading && expectGemini(reading);
  }
  if (endpoint.task === 'chat') {
    const reading = endpoint.streamed ? readChatCompletionStream(body) : readChatCompletion(body);
    return reading && expectChat(reading);
  }
  if (endpoint.streamed) return expectGenerationStream(body);
  return expectTask(endpoint.task, body, { texts: textsAsked(recorded) });
}

/** Azure refuses a prompt with a 400 that the contract has as an answer. */
function expectError(status: number, body: string): readonly Expectation[] {
  if (status === 400 && /"code": ?"content_filter"/.test(body)) {
    return [{ kind: 'answer', facts: { text: [''], finishReason: ['content-filter'] } }];
  }
  return [{ kind: 'error', codes: plausibleCodes(status, body), status }];
}
