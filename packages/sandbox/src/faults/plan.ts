import type { SandboxSettings, Vendor } from '../settings.ts';
import type { Transport } from '../wire/reply.ts';
import { type ErrorReply, VendorError } from '../wire/vendor-error.ts';
import { findFault } from './find.ts';
import type { AnswerChange, Failure, Fault } from './table.ts';

/** What a vendor needs to word a failure. */
interface FailureContext {
  readonly model: string;
  /** Milliseconds that a client is asked to wait, where the failure says so. */
  readonly retryAfter: number;
}

/** How a vendor words each failure. */
export type Failures = Readonly<Record<Failure, (context: FailureContext) => ErrorReply>>;

/** Thrown where a request is not to be answered at all. */
export class Silence extends Error {
  override readonly name = 'Silence';
}

/** What a request for one model is about to meet. */
export interface FaultPlan {
  readonly change: AnswerChange | undefined;
  readonly transport: Transport;
}

/**
 * Looks up the fault that a model's name asks for, and spends it if it happens once.
 * @throws VendorError when the fault is an HTTP error, and Silence when there is to be no answer.
 */
export function planFaults(
  settings: SandboxSettings,
  vendor: Vendor,
  model: string,
  streaming: boolean,
  failures: Failures,
): FaultPlan {
  const fault = findFault(settings, vendor, model);
  if (fault?.at === 'silence') throw new Silence();
  const failure = failureOf(fault, streaming);
  if (failure !== undefined) throw new VendorError(failures[failure]({ model, retryAfter: settings.retryAfter }));
  return {
    change: fault?.at === 'answer' ? fault.change : undefined,
    transport: {
      effect: fault?.at === 'transport' ? fault.effect : undefined,
      slowFrameDelay: settings.slowFrameDelay,
    },
  };
}

function failureOf(fault: Fault | undefined, streaming: boolean): Failure | undefined {
  if (fault?.at === 'status') return fault.failure;
  return fault?.at === 'transport' && !streaming ? fault.unary : undefined;
}
