import { type HttpProviderOptions, InferenceError, type InferenceProvider, supports } from '@x/core';
import { ambientPlatform, type Platform } from '@x/core/adapter';
import { compose, type ProviderFactory } from '@x/core/container';
import { gemini } from '@x/gemini';
import { hf } from '@x/hf';
import { openai } from '@x/openai';
import type { Io } from './io.ts';
import { keyOf, type VendorId } from './keys.ts';
import type { ComparedTarget, TargetSpec } from './targets.ts';

/** Which targets the sandbox answers: none, those whose vendor's key is not set, or all. */
export type SandboxUse = 'never' | 'missing' | 'always';

/** Every vendor by its id, made with options that all of them take. */
const vendors: Readonly<Record<VendorId, (options: HttpProviderOptions, platform: Platform) => InferenceProvider>> = {
  openai,
  gemini,
  hf,
};

/** Why the sandbox answers for a vendor, in the words that stand in the column's head. */
type Note = string | undefined;

/**
 * Composes the providers that the targets name, one a vendor, and ties each target to its own.
 *
 * A vendor without a key that the sandbox does not stand in for is made all the same: its calls fail with `auth`, in
 * its own column.
 */
export async function provideTargets(
  specs: readonly TargetSpec[],
  use: SandboxUse,
  { environment, fetch }: Pick<Io, 'environment' | 'fetch'>,
): Promise<readonly ComparedTarget[]> {
  const platform: Platform = { ...ambientPlatform, environment: (name) => environment[name] };
  const notes = new Map(specs.map(({ vendor }) => [vendor, noteFor(vendor, use, platform)]));
  const standIn = [...notes.values()].some((note) => note !== undefined) ? await sandboxFetch() : undefined;
  const factories = [...notes].map(
    ([vendor, note]): ProviderFactory =>
      (platform) =>
        vendors[vendor](note === undefined ? { fetch } : { apiKey: 'sandbox', fetch: standIn }, platform),
  );
  const { provider } = compose(factories, { platform });
  return specs.map((spec) => comparedTarget(spec, chatting(provider(spec.vendor)), notes.get(spec.vendor)));
}

function noteFor(vendor: VendorId, use: SandboxUse, { environment }: Platform): Note {
  if (use === 'always') return 'sandbox';
  return use === 'missing' && keyOf(vendor, environment) === undefined ? 'sandbox, no key set' : undefined;
}

// The sandbox carries language models of its own, so it is loaded only where it answers.
async function sandboxFetch(): Promise<typeof globalThis.fetch> {
  const { sandbox } = await import('@x/sandbox');
  return sandbox().fetch;
}

function comparedTarget(
  { id, vendor, model }: TargetSpec,
  provider: InferenceProvider<'chat'>,
  note: Note,
): ComparedTarget {
  const asked = `${vendor}:${model}`;
  if (note === undefined) return { target: { id, provider, model }, asked };
  // An address of its own, so that the sandbox's answer never passes for the vendor's under the same content key.
  return { target: { id, provider, model, baseUrl: `sandbox://${vendor}`, sandbox: true }, asked, note };
}

function chatting(provider: InferenceProvider): InferenceProvider<'chat'> {
  if (supports(provider, 'chat')) return provider;
  throw new InferenceError({
    code: 'unsupported',
    provider: provider.id,
    message: `${provider.id} does not do chat, which is what is compared here. Take another provider`,
  });
}
