/** One recording from its file to its verdict, and where the two witnesses of a chat answer disagree about it. */
import { replay } from './adapters.ts';
import { difference } from './compare-answers.ts';
import { type Endpoint, endpointOf, MODEL_PAGE } from './endpoints.ts';
import { expectationsOf } from './expectations.ts';
import type { Result } from './groups.ts';
import { recordedFetch } from './recorded-fetch.ts';
import type { Recorded, RecordedBody } from './recordings.ts';
import { chatDisagreements, geminiDisagreements } from './witness/agreement.ts';
import { readChatCompletion, readChatCompletionStream } from './witness/chat-completions.ts';
import type { Expectation } from './witness/expectation.ts';
import { readGenerateContent, readStreamGenerateContent } from './witness/gemini.ts';
import { readWithGoogle, readWithOpenAI } from './witness/official-clients.ts';

/** The sizes that a stream's bytes come in; chunk timing is lost in recordings. undefined: in one piece. */
const STREAM_PIECES = [undefined, 1, 7] as const;

/** Undefined when the recording is not of a replayed endpoint. */
export async function replayRecording(recorded: Recorded): Promise<Result | undefined> {
  const endpoint = endpointOf(recorded);
  if (endpoint === undefined) return undefined;
  const { file, provenance, body } = recorded;
  const result = { group: endpoint.group, file, provenance, ofHfTask: countsForHf(recorded, endpoint) };
  if (endpoint.leftOut !== undefined) return { ...result, verdict: 'left out', reason: endpoint.leftOut };
  if (body === undefined) return { ...result, verdict: 'left out', reason: recorded.bodyLeftOut };
  const expected = expectationsOf(recorded, endpoint, body);
  if (expected === undefined) return { ...result, verdict: 'left out', reason: 'not an answer of this endpoint' };
  const reason = await firstDifference(recorded, endpoint, body, expected);
  return reason === undefined ? { ...result, verdict: 'passed' } : { ...result, verdict: 'failed', reason };
}

/** A recorded 200 of Hugging Face's own inference, or of any provider in the folders that its own clients recorded. */
function countsForHf({ folder, servedBy, status, provenance }: Recorded, { vendor, task }: Endpoint): boolean {
  if (vendor !== 'hf' || task === MODEL_PAGE || status !== 200 || provenance !== 'recorded') return false;
  return folder !== 'hf-tapes' || servedBy.includes('hf-inference');
}

async function firstDifference(
  recorded: Recorded,
  endpoint: Endpoint,
  body: RecordedBody,
  expected: readonly Expectation[],
): Promise<string | undefined> {
  for (const pieceBytes of endpoint.streamed ? STREAM_PIECES : [undefined]) {
    const found = difference(expected, await replay(recorded, endpoint, body, pieceBytes));
    if (found !== undefined) return pieceBytes === undefined ? found : `in pieces of ${pieceBytes} bytes: ${found}`;
  }
  return undefined;
}

/** One line for each thing that the vendor's own client reads differently from the same bytes. */
export async function disagreements(recorded: Recorded): Promise<readonly string[]> {
  const endpoint = endpointOf(recorded);
  const { body, status } = recorded;
  if (endpoint?.task !== 'chat' || typeof body !== 'string' || status >= 400) return [];
  const fetch = recordedFetch(recorded, body, { pipelineTag: 'chat' });
  const { streamed } = endpoint;
  if (endpoint.vendor === 'gemini') {
    const reading = streamed ? readStreamGenerateContent(body) : readGenerateContent(body);
    return reading === undefined ? [] : geminiDisagreements(reading, await readWithGoogle(fetch, streamed));
  }
  const reading = streamed ? readChatCompletionStream(body) : readChatCompletion(body);
  return reading === undefined ? [] : chatDisagreements(reading, await readWithOpenAI(fetch, streamed));
}
