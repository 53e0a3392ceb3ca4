import type { Target } from '@x/compare';
import { UsageError } from './usage-error.ts';
import { modelExamples, parseProvider, providerNames, type VendorId, vendorFacts } from './vendors.ts';

/** A target as it was written: `[name=]provider:model`. */
export interface TargetSpec {
  /** Unique among the targets: the name that was given, else `provider:model`. */
  readonly id: string;
  readonly vendor: VendorId;
  readonly model: string;
  /** Whether the provider's name asks for the sandbox, whatever keys are set. */
  readonly sandboxed: boolean;
}

/** What is to be shown of a target. */
export interface ShownTarget {
  readonly target: { readonly id: string };
  /** `provider:model`. */
  readonly asked: string;
  /** Said in the head of its column and in the table: that the sandbox answers. */
  readonly note?: string | undefined;
}

/** A target that is ready to be asked. */
export interface ComparedTarget extends ShownTarget {
  readonly target: Target;
}

/**
 * Reads targets. The second of an id gets ` #2` behind it, so that one model can be asked side by side with itself.
 *
 * @throws UsageError naming what to write instead
 */
export function parseTargets(given: readonly string[]): readonly TargetSpec[] {
  if (given.length === 0) {
    throw new UsageError(`There is no target. Add one with -t provider:model, for example -t ${modelExamples[0]}`);
  }
  const specs = given.map(parseTarget);
  const taken = new Set(specs.map(({ id }) => id));
  const seen = new Set<string>();
  return specs.map((spec) => {
    const id = seen.has(spec.id) ? freeId(spec.id, taken) : spec.id;
    seen.add(id);
    taken.add(id);
    return { ...spec, id };
  });
}

/**
 * Reads one target.
 *
 * @throws UsageError naming what to write instead
 */
export function parseTarget(given: string): TargetSpec {
  const { name, modelString } = splitName(given.trim());
  const colon = modelString.indexOf(':');
  const provider = colon === -1 ? modelString : modelString.slice(0, colon).trim();
  const parsed = parseProvider(provider);
  if (colon === -1) {
    const advice = parsed === undefined ? modelExamples.join(', ') : vendorFacts[parsed.vendor].example;
    throw new UsageError(`-t "${given}" names no provider and model. Write provider:model, for example ${advice}`);
  }
  if (parsed === undefined) {
    throw new UsageError(`-t "${given}": ${noSuchProvider(provider)}; for example ${modelExamples.join(', ')}`);
  }
  const model = modelString.slice(colon + 1).trim();
  if (model === '') {
    const advice = vendorFacts[parsed.vendor].example;
    throw new UsageError(`-t "${given}" names no model. Write it after the colon, as in ${advice}`);
  }
  if (name === '') throw new UsageError(`-t "${given}" has an empty name before "=". Write name=${provider}:${model}`);
  return { id: name ?? `${provider}:${model}`, model, ...parsed };
}

/** What to say of a provider that there is not. */
export const noSuchProvider = (name: string): string =>
  `there is no provider "${name}". There are ${providerNames.join(', ')}`;

/** A name ends at the first "=", unless a colon comes before it: then that "=" is part of the model. */
function splitName(given: string): { readonly name: string | undefined; readonly modelString: string } {
  const [, name, modelString] = /^([^:=]*)=(.*)$/su.exec(given) ?? [];
  if (name === undefined || modelString === undefined) return { name: undefined, modelString: given };
  return { name: name.trim(), modelString: modelString.trim() };
}

function freeId(id: string, taken: ReadonlySet<string>): string {
  for (let count = 2; ; count++) {
    const candidate = `${id} #${count}`;
    if (!taken.has(candidate)) return candidate;
  }
}
