import type { SandboxSettings, Vendor } from '../settings.ts';
import { type Fault, faults, isFaultName } from './table.ts';

const faultModel = /^sandbox\/(?<name>.+?)(?<once>-once)?$/u;

/** Who is asked: a vendor for inference, or Hugging Face's Hub for what it knows of a model. */
export type Asked = Vendor | 'hub';

/**
 * The fault that a request for this model asks for, if any. A `…-once` fault is found once for each model and
 * each of those who are asked, and never again by the same sandbox.
 */
export function findFault(settings: SandboxSettings, asked: Asked, model: string): Fault | undefined {
  const { name, once } = faultModel.exec(model)?.groups ?? {};
  if (name === undefined || !isFaultName(name)) return undefined;
  if (once !== undefined && !spend(settings.spentFaults, `${asked} ${model}`)) return undefined;
  return faults[name];
}

function spend(spent: Set<string>, key: string): boolean {
  if (spent.has(key)) return false;
  spent.add(key);
  return true;
}
