import * as z from 'zod';
import { checkKey, type KeyVerdict } from '../checks/key-check.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { flag, readOptions, reporting } from '../options.ts';
import { cleanLine } from '../render/clean.ts';
import { jsonLine } from '../render/json.ts';
import { keysOf, type VendorId, vendorFacts, vendorIds } from '../vendors.ts';

const keysOptions = z.object({ ...reporting, check: flag });

/** How long a vendor may take to answer. */
const timeoutMs = 10_000;

/** What is known of a vendor's key; never the key. */
interface KeyState {
  readonly vendor: VendorId;
  /** The variable that it comes from; undefined where none is set. */
  readonly variable: string | undefined;
  /** Variables that are set as well, and not looked at. */
  readonly shadowed: readonly string[];
  /** Only where the vendor was asked. */
  readonly verdict?: KeyVerdict | undefined;
}

/**
 * `x keys`: which keys are set, and with `--check` whether they work.
 *
 * @param given the command line's options, unchecked
 * @throws InferenceError `aborted` when it was interrupted
 */
export async function keys(given: unknown, io: Io): Promise<number> {
  const { check, json, quiet } = readOptions(keysOptions, given);
  const states = await Promise.all(vendorIds.map((vendor) => stateOf(vendor, check, io)));
  if (json) io.stdout.write(jsonLine({ keys: states.map(stateJson) }));
  else if (!quiet) for (const state of states) io.stdout.write(`${cleanLine(describe(state))}\n`);
  return states.some(({ verdict }) => verdict?.works === 'no') ? exitCodes.threshold : exitCodes.ok;
}

async function stateOf(vendor: VendorId, check: boolean, io: Io): Promise<KeyState> {
  const [used, ...others] = keysOf(vendor, (name) => io.environment[name]);
  const state = { vendor, variable: used?.variable, shadowed: others.map(({ variable }) => variable) };
  if (!check || used === undefined) return state;
  return { ...state, verdict: await checkKey(vendor, used.value, timeoutMs, io) };
}

const stateJson = ({ vendor, variable, shadowed, verdict }: KeyState) => ({
  vendor,
  set: variable !== undefined,
  variable: variable ?? null,
  shadowed,
  works: verdict === undefined ? null : verdict.works,
  says: verdict?.says ?? null,
  page: vendorFacts[vendor].keyPage,
});

const signs: Readonly<Record<KeyVerdict['works'], string>> = { yes: 'works: ', no: 'does not work: ', unknown: '' };

function describe({ vendor, variable, shadowed, verdict }: KeyState): string {
  const { keyVariables, keyPage } = vendorFacts[vendor];
  const name = vendor.padEnd(8);
  if (variable === undefined) return `${name}not set. Set ${keyVariables[0]}; keys are made at ${keyPage}`;
  const also = shadowed.length === 0 ? '' : ` (${shadowed.join(', ')} is set as well and not used)`;
  if (verdict === undefined) return `${name}set in ${variable}${also}`;
  const advice = verdict.works === 'no' ? `. Make another at ${keyPage}` : '';
  return `${name}set in ${variable}${also}; ${signs[verdict.works]}${verdict.says}${advice}`;
}
