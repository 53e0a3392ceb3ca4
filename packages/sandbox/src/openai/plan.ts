import { type FaultPlan, planFaults } from '../faults/plan.ts';
import { isMissingModel } from '../wire/missing-model.ts';
import { VendorError } from '../wire/vendor-error.ts';
import type { Call } from './endpoint.ts';
import type { Wording } from './service.ts';

/**
 * What a request for one model is about to meet.
 * @param wording How the API that is asked words failures; that of the service unless the API has its own.
 * @throws VendorError when the service does not have the model or the model's name asks for an HTTP error.
 */
export function planFor(
  { settings, service }: Call,
  model: string,
  streaming: boolean,
  wording: Wording = service.wording,
): FaultPlan {
  if (isMissingModel(model)) throw new VendorError(wording.unknownModel(model));
  return planFaults(settings, 'openai', model, streaming, wording.failures);
}
