import type { Io } from '../io.ts';
import { duration } from '../render/figures.ts';
import { keysOf, vendorFacts, vendorIds } from '../vendors.ts';
import { askHost } from './ask-host.ts';
import type { Check } from './check.ts';

/** What a host's answer told. */
interface HostFinding {
  readonly check: Check;
  /** Milliseconds by which our clock is ahead of the host's; undefined where the host did not say its time. */
  readonly skewMs?: number | undefined;
}

/** Every vendor's host: a vendor whose key is set must answer, the others may be out of reach. */
export async function hostFindings(timeoutMs: number, io: Io): Promise<readonly HostFinding[]> {
  return Promise.all(
    vendorIds.map(async (vendor) => {
      const { host } = vendorFacts[vendor];
      const needed = keysOf(vendor, (name) => io.environment[name]).length > 0;
      return findingOf(`host ${new URL(host).hostname}`, host, needed, timeoutMs, io);
    }),
  );
}

async function findingOf(
  name: string,
  address: string,
  needed: boolean,
  timeoutMs: number,
  io: Io,
): Promise<HostFinding> {
  const reply = await askHost(address, {}, timeoutMs, io);
  if (reply.kind === 'silent') {
    const advice = 'Check the network, the proxy and the firewall; x ask … --sandbox works without any';
    return { check: { name, status: needed ? 'fail' : 'warn', message: `not reached: ${reply.reason}`, advice } };
  }
  const { response, ms } = reply;
  await response.body?.cancel();
  const date = Date.parse(response.headers.get('date') ?? '');
  // The host wrote its time somewhere between the request and its answer.
  const skewMs = Number.isNaN(date) ? undefined : Date.now() - ms / 2 - date;
  // Any status will do: nothing in particular was asked for.
  return { check: { name, status: 'ok', message: `answers in ${duration(ms)}` }, skewMs };
}

/** Half a minute is more than networks and whole seconds explain. */
const noticeableSkewMs = 30_000;
/** From here on signed requests and certificates fail. */
const harmfulSkewMs = 300_000;

/** Whether this machine's clock is right, by what the hosts say the time is. */
export function clockCheck(findings: readonly HostFinding[]): Check {
  const skews = findings.flatMap(({ skewMs }) => skewMs ?? []).sort((one, other) => Math.abs(one) - Math.abs(other));
  const [skew] = skews;
  if (skew === undefined) {
    return {
      name: 'clock',
      status: 'warn',
      message: 'not compared: no host said its time',
      advice: 'See the hosts above',
    };
  }
  const size = Math.abs(skew);
  if (size < noticeableSkewMs) return { name: 'clock', status: 'ok', message: 'agrees with the hosts' };
  return {
    name: 'clock',
    status: size < harmfulSkewMs ? 'warn' : 'fail',
    message: `${duration(size)} ${skew > 0 ? 'ahead of' : 'behind'} the hosts`,
    advice: 'Let the system set its time from the network',
  };
}

/** Whether any vendor can be asked at all. */
export function keyChecks({ environment }: Pick<Io, 'environment'>): readonly Check[] {
  return vendorIds.map((vendor) => {
    const [key] = keysOf(vendor, (name) => environment[name]);
    const { keyVariables, keyPage } = vendorFacts[vendor];
    if (key !== undefined) return { name: `key ${vendor}`, status: 'ok', message: `set in ${key.variable}` };
    const advice = `Set ${keyVariables[0]} (keys are made at ${keyPage}), or add --sandbox-missing`;
    return { name: `key ${vendor}`, status: 'warn', message: 'not set', advice };
  });
}
