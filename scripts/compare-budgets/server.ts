/**
 * A host that speaks as much of OpenAI's chat as a comparison needs, in a process of its own, so that what is measured
 * is the client's. Every model answers after 5 ms, streamed where that is asked for: `long…` with 20 kB, `busy…` never
 * but with 429, all others with some words. Tells its parent where it listens.
 */
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';

const delay = 5;
const usage = { prompt_tokens: 9, completion_tokens: 12, total_tokens: 21 };

interface Answer {
  readonly whole: string;
  readonly streamed: string;
}

const short = answerOf(['The sky ', 'is blue because ', 'air scatters blue light more than red.']);
const long = answerOf(Array.from({ length: 20 }, () => 'x'.repeat(1_000)));

const server = createServer(async (request, response) => {
  const { model, stream } = Object(await json(request));
  if (String(model).startsWith('busy')) {
    response.writeHead(429, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ error: { message: 'Rate limit reached', type: 'requests' } }));
    return;
  }
  const { whole, streamed } = String(model).startsWith('long') ? long : short;
  await wait(delay);
  response.writeHead(200, { 'content-type': stream === true ? 'text/event-stream' : 'application/json' });
  response.end(stream === true ? streamed : whole);
});

function answerOf(pieces: readonly string[]): Answer {
  const shared = { id: 'chatcmpl-1', created: 1, model: 'local' };
  const message = { role: 'assistant', content: pieces.join('') };
  const deltas: readonly object[] = [{ role: 'assistant', content: '' }, ...pieces.map((content) => ({ content }))];
  const chunk = (choices: readonly object[], rest: object = {}): string =>
    `data: ${JSON.stringify({ ...shared, object: 'chat.completion.chunk', choices, ...rest })}\n\n`;
  const choices = [{ index: 0, message, finish_reason: 'stop' }];
  return {
    whole: JSON.stringify({ ...shared, object: 'chat.completion', choices, usage }),
    streamed: [
      ...deltas.map((delta) => chunk([{ index: 0, delta, finish_reason: null }])),
      chunk([{ index: 0, delta: {}, finish_reason: 'stop' }]),
      chunk([], { usage }),
      'data: [DONE]\n\n',
    ].join(''),
  };
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  if (typeof address === 'object' && address !== null) process.send?.(`http://127.0.0.1:${address.port}/v1`);
});
process.once('disconnect', () => server.close(() => undefined).closeAllConnections());
