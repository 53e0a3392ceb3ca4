import { scriptedBody } from './body.ts';
import { Leash } from './leash.ts';
import { responseHeaders, type ScriptedReply } from './reply.ts';
import { OpenRecord, type RequestRecord } from './request-record.ts';

/** What can be set on a scripted fetch. */
export interface ScriptedFetchOptions {
  /**
   * Go on as if no signal had been given, as some implementations of fetch do. The body can still be cancelled.
   * Default false: an abort rejects the request and breaks its body.
   */
  readonly ignoresSignal?: boolean | undefined;
}

/** Replies in order, the last of them again and again; or a function of the request and its number, from 1. */
export type FetchScript =
  | ScriptedReply
  | readonly ScriptedReply[]
  | ((request: RequestRecord, count: number) => ScriptedReply);

/** A `fetch` that plays a script and remembers what it was asked. */
export interface ScriptedFetch {
  (input: string | URL | Request, init?: RequestInit): Promise<Response>;
  /** Every request so far, in order. */
  readonly requests: readonly RequestRecord[];
}

/**
 * Makes a `fetch` for tests: nothing is sent, every response is scripted.
 *
 * @example
 * const fetch = scriptedFetch([{ status: 503 }, { json: { choices: [{ message: { content: 'Hi' } }] } }]);
 * await openai({ apiKey: 'test', fetch }).run('chat', { model: 'm', prompt: 'Hello' });
 * fetch.requests.length; // 2
 *
 * @throws RangeError when the script is an empty list.
 */
export function scriptedFetch(
  script: FetchScript,
  { ignoresSignal = false }: ScriptedFetchOptions = {},
): ScriptedFetch {
  const requests: OpenRecord[] = [];
  const replyTo = replies(script);
  const play = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const { request, body } = await readRequest(input, init);
    const record = new OpenRecord(request, body);
    requests.push(record);
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    return respond(replyTo(record, requests.length), record, new Leash(ignoresSignal ? undefined : signal));
  };
  return Object.assign(play, { requests });
}

function replies(script: FetchScript): (request: RequestRecord, count: number) => ScriptedReply {
  if (typeof script === 'function') return script;
  const list: readonly ScriptedReply[] = Array.isArray(script) ? script : [script];
  const last = list.at(-1);
  if (last === undefined) throw new RangeError('scriptedFetch has nothing to play: give it at least one reply');
  return (_, count) => list[count - 1] ?? last;
}

/** The signal stays outside the Request, which would hang a listener on it. */
async function readRequest(
  input: string | URL | Request,
  init: RequestInit | undefined,
): Promise<{ readonly request: Request; readonly body: string }> {
  const { signal: _, ...rest } = init ?? {};
  const request = new Request(input, rest);
  const body = typeof rest.body === 'string' ? rest.body : await request.text();
  return { request, body };
}

async function respond(reply: ScriptedReply, record: OpenRecord, leash: Leash): Promise<Response> {
  try {
    if ('fails' in reply) throw reply.fails;
    if ('hangs' in reply) return await leash.hold(new Promise<never>(() => undefined));
    if (reply.delayMs !== undefined) await leash.wait(reply.delayMs);
    leash.throwIfPulled();
  } catch (error) {
    record.become(leash.pulled ? 'closed' : 'failed');
    leash.release();
    throw error;
  }
  record.become('open');
  const { status = 200 } = reply;
  return new Response(scriptedBody(reply, record, leash), { status, headers: responseHeaders(reply) });
}
