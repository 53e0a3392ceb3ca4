/**
 * Plays the three wires on loopback, with answers that were written before the first request, so that it costs little
 * beside its clients. The model's name says what is asked for: `plain`, or `<packed|separate|slow>-<number of chunks>`.
 * Tells its parent where it listens, and each time a connection closes.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { completion, embeddings, framesOf, geminiContent } from './answers.ts';

/** One write of a packed stream, in bytes: what a fast host fills a socket with. */
const PACK = 65_536;
/** Milliseconds between the chunks of a slow stream. */
const SLOW = 20;

const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined));
});
server.on('connection', (socket) => {
  socket.once('close', () => {
    if (process.connected) process.send?.({ closed: true });
  });
});
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.send?.({ host: `http://127.0.0.1:${port}` });
});
process.once('disconnect', () => process.exit());

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await readAll(request);
  const path = request.url ?? '/';
  if (path.startsWith('/v1/embeddings')) return embed(body, response);
  const gemini = /^\/v1(?:beta)?\/models\/(.+?):/.exec(path)?.[1];
  const model = gemini ?? /"model":"([^"]+)"/.exec(body)?.[1] ?? 'plain';
  const streaming = gemini === undefined ? body.includes('"stream":true') : path.includes(':stream');
  if (!streaming) return json(gemini === undefined ? completion : geminiContent, response);
  await stream(framesOf(gemini === undefined ? 'openai' : 'gemini', countOf(model)), model, response);
}

async function stream(frames: readonly Buffer[], model: string, response: ServerResponse): Promise<void> {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
  const packed = model.startsWith('packed');
  const pieces = packed ? packs(frames) : frames;
  for (const piece of pieces) {
    if (response.destroyed) return;
    if (!response.write(piece)) await drained(response);
    else if (model.startsWith('slow')) await sleep(SLOW);
    else if (!packed) await nextTurn();
  }
  response.end();
}

const countOf = (model: string): number => Number(model.split('-')[1] ?? 1);

function packs(frames: readonly Buffer[]): readonly Buffer[] {
  const whole = Buffer.concat(frames);
  return Array.from({ length: Math.ceil(whole.length / PACK) }, (_, place) =>
    whole.subarray(place * PACK, (place + 1) * PACK),
  );
}

function embed(body: string, response: ServerResponse): void {
  json(embeddings(body.includes('"base64"') ? 'base64' : 'float'), response);
}

function json(body: Buffer, response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
  response.end(body);
}

async function readAll(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  return Buffer.concat(pieces).toString('utf8');
}

/** Waits until more can be written, or nothing ever will. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = (): void => {
      response.off('drain', go);
      response.off('close', go);
      resolve();
    };
    response.on('drain', go);
    response.on('close', go);
  });
}
