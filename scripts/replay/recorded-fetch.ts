/** A `fetch` that answers with a recording, whatever it is asked, but for the Hub's model pages, which it makes up. */
import type { Recorded } from './recordings.ts';

export interface RecordedFetchOptions {
  /** The body comes in pieces of so many bytes; in one piece where it is absent. */
  readonly pieceBytes?: number | undefined;
  /** What the Hub says that any model does. */
  readonly pipelineTag: string;
}

export function recordedFetch(
  recorded: Recorded,
  body: string,
  options: RecordedFetchOptions,
): typeof globalThis.fetch {
  const bytes = new TextEncoder().encode(body);
  return async (request) => {
    const url = new URL(request instanceof Request ? request.url : String(request));
    if (url.hostname === 'huggingface.co' && url.pathname.startsWith('/api/models/')) return hubPage(url, options);
    return new Response(inPieces(bytes, options.pieceBytes ?? Math.max(bytes.length, 1)), {
      status: recorded.status,
      headers: { 'content-type': typeOf(body), ...recorded.headers },
    });
  };
}

/** For the recorders that kept no headers. */
function typeOf(body: string): string {
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
function hubPage(url: URL, { pipelineTag }: RecordedFetchOptions): Response {
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
