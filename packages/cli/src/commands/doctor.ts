import * as z from 'zod';
import type { Check } from '../checks/check.ts';
import { clockCheck, hostFindings, keyChecks } from '../checks/hosts.ts';
import { diskCheck, proxyCheck, runtimeChecks } from '../checks/machine.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { readOptions, reporting, wholeNumber } from '../options.ts';
import { cleanLine } from '../render/clean.ts';
import { jsonLine } from '../render/json.ts';
import { type Look, paintFor } from '../render/terminal.ts';
import { withoutKeys } from '../vendors.ts';

const doctorOptions = z.object({ ...reporting, timeout: wholeNumber(1) });

const defaultTimeoutMs = 5000;

const looks: Readonly<Record<Check['status'], Look>> = { ok: 'quiet', warn: 'warning', fail: 'bad' };

/**
 * `x doctor`: looks at everything on this machine that calls need.
 *
 * @param given the command line's options, unchecked
 * @throws InferenceError `aborted` when it was interrupted
 */
export async function doctor(given: unknown, io: Io): Promise<number> {
  const { timeout = defaultTimeoutMs, json, quiet } = readOptions(doctorOptions, given);
  const [disk, hosts] = await Promise.all([diskCheck(io), hostFindings(timeout, io)]);
  const checks = [
    ...runtimeChecks(),
    proxyCheck(io),
    ...keyChecks(io),
    disk,
    ...hosts.map(({ check }) => check),
    clockCheck(hosts),
  ];
  if (json) io.stdout.write(jsonLine({ checks: checks.map(checkJson) }));
  else for (const check of checks) if (!quiet || check.status !== 'ok') print(check, io);
  return checks.some(({ status }) => status === 'fail') ? exitCodes.threshold : exitCodes.ok;
}

const checkJson = ({ name, status, message, advice }: Check) => ({ name, status, message, advice: advice ?? null });

function print({ name, status, message, advice }: Check, { stdout, environment }: Io): void {
  const paint = paintFor(stdout, environment);
  const sign = paint(status.padEnd(5), looks[status]);
  const safe = withoutKeys(advice === undefined ? message : `${message}. ${advice}`, (key) => environment[key]);
  stdout.write(`${sign}${name.padEnd(40)}${cleanLine(safe)}\n`);
}
