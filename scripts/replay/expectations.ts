/** What an adapter must make of a recording, from the witness that reads its wire. */

import { textsAsked } from './asked.ts';
import { type Endpoint, MODEL_PAGE } from './endpoints.ts';
import { RENAMED_TASK } from './recorded-fetch.ts';
import type { Recorded, RecordedBody } from './recordings.ts';
import { pictureAt } from './stand-in-media.ts';
import { expectChat, readChatCompletion, readChatCompletionStream } from './witness/chat-completions.ts';
import { plausibleCodes } from './witness/error-codes.ts';
import type { Expectation } from './witness/expectation.ts';
import { expectGemini, readGenerateContent, readStreamGenerateContent } from './witness/gemini.ts';
import { expectGenerationStream, expectTask } from './witness/hf-tasks.ts';
import { expectModelPage, expectRenamed } from './witness/hub-page.ts';
import { expectResponse, readResponse, readResponseStream } from './witness/responses.ts';

/** Undefined when the body is not an answer of that endpoint. Several expectations: any of them is right. */
export function expectationsOf(
  recorded: Recorded,
  endpoint: Endpoint,
  body: RecordedBody,
): readonly Expectation[] | undefined {
  const request = { texts: textsAsked(recorded), linked: pictureAt };
  if (typeof body !== 'string') return expectTask(endpoint.task, body, request);
  if (recorded.status >= 400) return expectError(recorded.status, body);
  if (endpoint.task === MODEL_PAGE) return expectPage(recorded, body);
  if (endpoint.vendor === 'gemini') {
    const reading = endpoint.streamed ? readStreamGenerateContent(body) : readGenerateContent(body);
    return reading && expectGemini(reading);
  }
  if (endpoint.api === 'responses') {
    const reading = endpoint.streamed ? readResponseStream(body) : readResponse(body);
    return reading && expectResponse(reading);
  }
  if (endpoint.task === 'chat') {
    const reading = endpoint.streamed ? readChatCompletionStream(body) : readChatCompletion(body);
    return reading && expectChat(reading);
  }
  if (endpoint.streamed) return expectGenerationStream(body);
  return expectTask(endpoint.task, body, request);
}

function expectPage({ status, headers }: Recorded, body: string): readonly Expectation[] {
  return status === 307 ? expectRenamed(headers['location'] ?? '', RENAMED_TASK) : expectModelPage(body);
}

/** Azure refuses a prompt with a 400 that the contract has as an answer. */
function expectError(status: number, body: string): readonly Expectation[] {
  if (status === 400 && /"code": ?"content_filter"/.test(body)) {
    return [{ kind: 'answer', facts: { text: [''], finishReason: ['content-filter'] } }];
  }
  return [{ kind: 'error', codes: plausibleCodes(status, body), status }];
}
