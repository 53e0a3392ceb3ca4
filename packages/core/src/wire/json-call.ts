import type { CallOptions } from '../contract/provider.ts';
import { Exchange, type ExchangeConfig } from './exchange.ts';
import type { WireRequest } from './request.ts';
import { receive } from './run.ts';
import type { RequestContext } from './wire-task.ts';

/** A call beside the tasks: a catalog's, or one whose answer is handed on unread. */
export interface JsonCall {
  /** Named in errors. */
  readonly model: string;
  /** What is sent of the caller's own; nothing of it comes out through an error. */
  readonly input?: unknown;
  request(context: RequestContext): WireRequest | Promise<WireRequest>;
  /** The answer of a host that gives it with status and headers; undefined where the body has to be read after all. */
  verdict?(response: Pick<Response, 'ok' | 'status' | 'headers'>): unknown;
}

export interface JsonReply {
  readonly body: unknown;
  readonly headers: Headers;
}

/**
 * Makes one call with all that a task's calls have: key, retries, timers, errors.
 *
 * @throws InferenceError
 */
export async function callJson(config: ExchangeConfig, call: JsonCall, options?: CallOptions): Promise<JsonReply> {
  const exchange = new Exchange(config, call.model, call.input, options);
  try {
    const request = await exchange.write((context) => call.request(context), false);
    return await exchange.attempt(request, async (response) => {
      const verdict = call.verdict?.(response);
      if (verdict !== undefined) {
        await response.body?.cancel();
        return { body: verdict, headers: response.headers };
      }
      const { body, failure } = await receive(response, exchange);
      if (failure) throw failure.error;
      return { body, headers: response.headers };
    });
  } catch (error) {
    throw exchange.asInferenceError(error);
  } finally {
    exchange.control.dispose();
  }
}
