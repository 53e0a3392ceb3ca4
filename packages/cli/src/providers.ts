import { type HttpProviderOptions, type InferenceProvider, type Secret, supports, type TaskName } from '@x/core';
import { ambientPlatform, type Platform } from '@x/core/adapter';
import { compose } from '@x/core/container';
import type { Io } from './io.ts';
import type { ComparedTarget, TargetSpec } from './targets.ts';
import { keysOf, type VendorId, vendorIds } from './vendors.ts';

/** Which targets the sandbox answers: those that name it, beside them those whose vendor's key is not set, or all. */
export type SandboxUse = 'never' | 'missing' | 'always';

/** Makes a vendor's provider, with options that all of them take. */
type VendorFactory = (options: HttpProviderOptions, platform: Platform) => InferenceProvider;

/** Every vendor by its id. Each is loaded when it is first asked: most runs need one or two of them. */
const vendors: Readonly<Record<VendorId, () => Promise<VendorFactory>>> = {
  openai: async () => (await import('@x/openai')).openai,
  gemini: async () => (await import('@x/gemini')).gemini,
  hf: async () => (await import('@x/hf')).hf,
};

/** Where a provider is asked, and with what. */
interface Connection {
  readonly vendor: VendorId;
  /** Whether the provider's name asks for the sandbox. */
  readonly sandboxed: boolean;
  readonly baseUrl?: string | undefined;
  readonly apiKey?: Secret | undefined;
  /** Whether the variable that `apiKey` is to come from is not set. */
  readonly keyMissing?: boolean | undefined;
}

/** A provider that is ready to be asked. */
interface Connected {
  readonly provider: InferenceProvider;
  /** The address that stands in content keys, where it is not the vendor's own. */
  readonly baseUrl?: string | undefined;
  /** Why the sandbox answers for the vendor, in the words that stand in the column's head. */
  readonly note?: string | undefined;
}

/** Makes providers, each once for the connections that are the same. */
export type Connect = (connection: Connection) => Promise<Connected>;

/**
 * How providers are made for this run of the command.
 *
 * A vendor without a key that the sandbox does not stand in for is made all the same: its calls fail with `auth`, in
 * its own column. The sandbox never stands in for an address that the person has named.
 */
export function connector(
  use: SandboxUse,
  { environment, fetch: given, transport }: Pick<Io, 'environment' | 'fetch' | 'transport'>,
): Connect {
  const platform: Platform = { ...ambientPlatform, environment: (name) => environment[name] };
  const made = new Map<string, Promise<Connected>>();
  let carried: ReturnType<NonNullable<typeof transport>> | undefined;
  const carrier = async (): Promise<typeof globalThis.fetch | undefined> => {
    carried ??= transport?.();
    return given ?? (await carried);
  };

  async function make(connection: Connection): Promise<Connected> {
    const { vendor, baseUrl, apiKey } = connection;
    const note = noteFor(connection, use, platform);
    const sandboxed = note !== undefined;
    const options = sandboxed
      ? { apiKey: 'sandbox', fetch: await sandboxFetch() }
      : { apiKey, baseUrl, fetch: await carrier() };
    const makeProvider = await vendors[vendor]();
    const { provider } = compose([(platform) => makeProvider(options, platform)], { platform });
    // An address of its own, so that the sandbox's answer never passes for the vendor's under the same content key.
    return { provider: provider(vendor), baseUrl: sandboxed ? `sandbox://${vendor}` : baseUrl, note };
  }

  return (connection) => {
    // A key function is nobody else's.
    if (typeof connection.apiKey === 'function') return make(connection);
    const name = JSON.stringify([connection.vendor, connection.sandboxed, connection.baseUrl, connection.apiKey]);
    const connected = made.get(name) ?? make(connection);
    made.set(name, connected);
    return connected;
  };
}

function noteFor(
  { vendor, sandboxed, baseUrl, apiKey, keyMissing }: Connection,
  use: SandboxUse,
  { environment }: Platform,
) {
  if (sandboxed) return 'sandbox';
  if (baseUrl !== undefined) return undefined;
  if (use === 'always') return 'sandbox';
  const keyless = keyMissing ?? (apiKey === undefined && keysOf(vendor, environment).length === 0);
  return use === 'missing' && keyless ? 'sandbox, no key set' : undefined;
}

// The sandbox carries language models of its own, so it is loaded only where it answers.
async function sandboxFetch(): Promise<typeof globalThis.fetch> {
  const { sandbox } = await import('@x/sandbox');
  return sandbox().fetch;
}

/** Ties each target of the command line to a provider. */
export async function provideTargets(
  specs: readonly TargetSpec[],
  connect: Connect,
): Promise<readonly ComparedTarget[]> {
  return Promise.all(
    specs.map(async (spec) => {
      const { provider, baseUrl, note } = await connect(spec);
      const target = { id: spec.id, model: spec.model, provider, baseUrl, sandbox: note !== undefined };
      return { target, asked: `${spec.vendor}:${spec.model}`, note };
    }),
  );
}

/** The vendors that do a task, in the order in which they are listed everywhere. */
export async function vendorsWith(task: TaskName, connect: Connect): Promise<readonly VendorId[]> {
  const able: VendorId[] = [];
  for (const vendor of vendorIds) {
    const { provider } = await connect({ vendor, sandboxed: false });
    if (supports(provider, task)) able.push(vendor);
  }
  return able;
}
