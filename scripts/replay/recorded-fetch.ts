/**
 * A `fetch` that answers with a recording, whatever it is asked, but for the Hub's model pages, which it makes up, and
 * for the pictures that an answer only points at.
 */
import type { Recorded, RecordedBody } from './recordings.ts';
import { PICTURE, pictureAt } from './stand-in-media.ts';
import { mediaTypeOf } from './witness/media.ts';

export interface RecordedFetchOptions {
  /** The body comes in pieces of so many bytes; in one piece where it is absent. */
  readonly pieceBytes?: number | undefined;
  /** What the Hub says that any model does. */
  readonly pipelineTag: string;
}

/** The task of every model that was renamed, on the page at its new address. */
export const RENAMED_TASK = 'fill-mask';

export function recordedFetch(
  recorded: Recorded,
  body: RecordedBody,
  options: RecordedFetchOptions,
): typeof globalThis.fetch {
  const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
  const answer = () =>
    new Response(inPieces(bytes, options.pieceBytes ?? Math.max(bytes.length, 1)), {
      status: recorded.status,
      headers: { 'content-type': typeOf(body), ...recorded.headers },
    });
  return async (input, init) => {
    const request = input instanceof Request ? input : new Request(input, init);
    const url = new URL(request.url);
    if (isModelPage(url)) return recordedPage(recorded, request, answer) ?? hubPage(url, options.pipelineTag);
    if (request.method === 'GET') return linked(request);
    return answer();
  };
}

function linked({ url }: Request): Response {
  return new Response(pictureAt(url), { headers: { 'content-type': PICTURE.mediaType } });
}

function isModelPage({ hostname, pathname }: URL): boolean {
  return hostname === 'huggingface.co' && pathname.startsWith('/api/models/');
}

/** The recording itself where it is the page that is asked for, redirects followed unless the request forbids it. */
function recordedPage(recorded: Recorded, request: Request, answer: () => Response): Response | undefined {
  const path = (url: string) => new URL(url).pathname;
  if (recorded.method !== 'GET') return undefined;
  if (path(recorded.url) !== path(request.url)) return hubPage(new URL(request.url), RENAMED_TASK);
  const location = recorded.headers['location'];
  if (location === undefined || request.redirect === 'manual') return answer();
  return hubPage(new URL(location, request.url), RENAMED_TASK);
}

/** For the recorders that kept no headers. */
function typeOf(body: RecordedBody): string {
  if (typeof body !== 'string') return mediaTypeOf(body);
  return /^(?:data|event):/.test(body) ? 'text/event-stream' : 'application/json';
}

function inPieces(bytes: Uint8Array<ArrayBuffer>, size: number): ReadableStream<Uint8Array> {
  let next = 0;
  return new ReadableStream({
    pull(controller) {
      if (next >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(next, next + size));
      next += size;
    },
  });
}

/** A model that Hugging Face's own inference serves for the task at hand. */
function hubPage(url: URL, pipelineTag: string): Response {
  const id = decodeURIComponent(url.pathname.slice('/api/models/'.length));
  const task = pipelineTag === 'chat' ? 'conversational' : pipelineTag;
  return Response.json({
    id,
    pipeline_tag: pipelineTag === 'chat' ? 'text-generation' : pipelineTag,
    tags: pipelineTag === 'chat' ? ['conversational'] : [],
    gated: false,
    private: false,
    inferenceProviderMapping: { 'hf-inference': { status: 'live', providerId: id, task } },
  });
}
