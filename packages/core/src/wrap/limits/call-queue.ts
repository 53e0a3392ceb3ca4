import PQueue from 'p-queue';
import { InferenceError } from '../../contract/error.ts';
import type { OutputBase } from '../../contract/output.ts';
import type { CallOptions } from '../../contract/provider.ts';
import { Abandonment } from './abandonment.ts';
import { SlidingWindow } from './sliding-window.ts';
import { VendorLimits } from './vendor-limits.ts';

const defaultMaxWait = 60_000;

/** The limits of one queue. Absent is none. */
export interface QueueLimits {
  readonly concurrency?: number | undefined;
  readonly requestsPerMinute?: number | undefined;
  readonly tokensPerMinute?: number | undefined;
}

/** A call that wants its turn. */
export interface QueuedCall {
  readonly provider: string;
  readonly model: string;
  /** Estimated, until the answer says how many it took. */
  readonly tokens: number;
  readonly options: CallOptions;
  /** Aborted when the reader of a stream leaves. */
  readonly left?: AbortSignal | undefined;
}

/** What came of a call: its answer, its failure, or that nothing was sent after all. Absent when nobody knows. */
type Outcome = OutputBase | InferenceError | 'unsent';

/** A call whose turn it is. */
export interface Turn {
  /** The options with what the wait has left of `timeout.total`. */
  readonly options: CallOptions;
  /** Gives the place to the next call. To be called once, with what came of this one. */
  end(outcome?: Outcome): void;
}

/** A call on its way to its turn. */
interface WaitingCall {
  readonly call: QueuedCall;
  readonly abandonment: Abandonment;
  /** How to end it, once it has started. */
  started: Turn['end'] | undefined;
}

/**
 * Calls in the order in which they came, as many and as often as the limits and the vendor allow.
 *
 * The vendor's limits are known by model, so each model has a lane of its own in which only the first waits for the
 * vendor; a model whose limit is used up keeps no place from the others.
 */
export class CallQueue {
  readonly #places: PQueue;
  /** One call at a time waits here for the windows, so that nobody is overtaken. */
  readonly #gate = new PQueue({ concurrency: 1 });
  readonly #requests: SlidingWindow;
  readonly #tokens: SlidingWindow;
  readonly #lanes = new Map<string, { readonly queue: PQueue; readonly vendor: VendorLimits }>();
  /** Those who wait for time to pass; they look again whenever a call ends. */
  readonly #sleepers = new Set<() => void>();
  readonly #now: () => number;

  constructor(limits: QueueLimits, now: () => number) {
    this.#places = new PQueue({ concurrency: limits.concurrency ?? Number.POSITIVE_INFINITY });
    this.#requests = new SlidingWindow(limits.requestsPerMinute ?? Number.POSITIVE_INFINITY);
    this.#tokens = new SlidingWindow(limits.tokensPerMinute ?? Number.POSITIVE_INFINITY);
    this.#now = now;
  }

  /**
   * Waits for the call's turn.
   *
   * @throws InferenceError 'aborted' or 'timeout' when the wait was given up, 'rate-limit' when the vendor asks for a
   *   longer wait than `retry.maxWait`.
   */
  async turn(call: QueuedCall): Promise<Turn> {
    const began = this.#now();
    const abandonment = new Abandonment(call.options, call.left);
    const { signal } = abandonment;
    const waiting: WaitingCall = { call, abandonment, started: undefined };
    try {
      const end = await this.#lane(call.model).queue.add(() => this.#advance(waiting), { signal });
      return { options: lessWait(call.options, this.#now() - began), end };
    } catch (error) {
      // Given up in the very moment in which its turn came.
      waiting.started?.('unsent');
      throw signal.aborted ? abandonment.error(call) : error;
    } finally {
      abandonment.dispose();
    }
  }

  /** Until the vendor takes the call, a place is free and the windows have room, all at once. */
  async #advance(waiting: WaitingCall): Promise<Turn['end']> {
    const { signal } = waiting.abandonment;
    for (;;) {
      await this.#vendorOpen(waiting);
      const leavePlace = await this.#place(signal);
      try {
        const end = await this.#gate.add(() => this.#pass(waiting, leavePlace), { signal });
        if (end) return end;
      } catch (error) {
        leavePlace();
        throw error;
      }
      leavePlace();
    }
  }

  async #vendorOpen({ call, abandonment }: WaitingCall): Promise<void> {
    const { vendor } = this.#lane(call.model);
    for (let wait = this.#vendorWait(call, vendor); wait > 0; wait = this.#vendorWait(call, vendor)) {
      abandonment.signal.throwIfAborted();
      if (wait > (call.options.retry?.maxWait ?? defaultMaxWait)) throw tooLong(call, wait);
      await this.#sleep(wait, abandonment);
    }
  }

  #vendorWait({ tokens }: QueuedCall, vendor: VendorLimits): number {
    return vendor.wait(tokens, this.#now());
  }

  /** Takes a place among those that may be under way; what it gives back leaves the place. */
  #place(signal: AbortSignal): Promise<() => void> {
    return new Promise((resolve, reject) => {
      this.#places.add(() => new Promise<void>((leave) => resolve(leave)), { signal }).catch(reject);
    });
  }

  /** Starts the call when the windows have room; undefined when the vendor has closed meanwhile. */
  async #pass(waiting: WaitingCall, leavePlace: () => void): Promise<Turn['end'] | undefined> {
    const { call, abandonment } = waiting;
    const { vendor } = this.#lane(call.model);
    for (;;) {
      abandonment.signal.throwIfAborted();
      const now = this.#now();
      if (vendor.wait(call.tokens, now) > 0) return undefined;
      const wait = Math.max(this.#requests.wait(1, now), this.#tokens.wait(call.tokens, now));
      if (wait <= 0) {
        waiting.started = this.#start(call, vendor, leavePlace);
        return waiting.started;
      }
      await this.#sleep(wait, abandonment);
    }
  }

  #start(call: QueuedCall, vendor: VendorLimits, leavePlace: () => void): Turn['end'] {
    const now = this.#now();
    const request = this.#requests.spend(1, now);
    const tokens = this.#tokens.spend(call.tokens, now);
    vendor.started(call.tokens);
    let over = false;
    return (outcome) => {
      if (over) return;
      over = true;
      // An answer out of a cache was not sent either.
      if (outcome === 'unsent' || (outcome && 'meta' in outcome && outcome.meta.cached)) {
        request.amount = 0;
        tokens.amount = 0;
        vendor.ended(undefined, this.#now());
      } else if (outcome && 'meta' in outcome) {
        // Attempts beyond the first were requests too.
        request.amount = outcome.meta.attempts;
        tokens.amount = tokensOf(outcome) ?? tokens.amount;
        vendor.ended(outcome.meta, this.#now());
      } else vendor.ended(outcome, this.#now());
      leavePlace();
      this.#forget(call.model);
      for (const wake of [...this.#sleepers]) wake();
    };
  }

  /** A lane that nobody is in and of which the vendor has said nothing that still holds is as good as a new one. */
  #forget(model: string): void {
    const lane = this.#lanes.get(model);
    if (lane && lane.queue.size + lane.queue.pending === 0 && lane.vendor.isSilent(this.#now())) {
      this.#lanes.delete(model);
    }
  }

  #sleep(milliseconds: number, abandonment: Abandonment): Promise<void> {
    return abandonment.sleep(milliseconds, (wake) => {
      this.#sleepers.add(wake);
      return () => void this.#sleepers.delete(wake);
    });
  }

  #lane(model: string): { readonly queue: PQueue; readonly vendor: VendorLimits } {
    const known = this.#lanes.get(model);
    if (known) return known;
    const lane = { queue: new PQueue({ concurrency: 1 }), vendor: new VendorLimits() };
    this.#lanes.set(model, lane);
    return lane;
  }
}

const tokensOf = ({ usage }: OutputBase): number | undefined =>
  usage?.totalTokens ?? (usage?.inputTokens === undefined ? undefined : usage.inputTokens + (usage.outputTokens ?? 0));

function lessWait(options: CallOptions, waited: number): CallOptions {
  const total = options.timeout?.total;
  if (total === undefined) return options;
  return { ...options, timeout: { ...options.timeout, total: Math.max(1, total - waited) } };
}

function tooLong({ provider, model }: QueuedCall, wait: number): InferenceError {
  const seconds = Math.ceil(wait / 100) / 10;
  return new InferenceError({
    code: 'rate-limit',
    provider,
    model,
    retryAfterMs: wait,
    message: `${provider} (${model}): the vendor's limit is used up for another ${seconds} s, longer than this call may wait. Not sent; wait, or raise retry.maxWait`,
  });
}
