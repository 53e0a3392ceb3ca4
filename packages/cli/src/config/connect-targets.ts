import { InferenceError, type Secret } from '@x/core';
import type { Io } from '../io.ts';
import type { Connect } from '../providers.ts';
import type { ComparedTarget } from '../targets.ts';
import { UsageError } from '../usage-error.ts';
import { parseProvider } from '../vendors.ts';
import type { ConfiguredTarget } from './schema.ts';

/**
 * Ties each target of a configuration to a provider. A target whose key is missing is tied all the same: its calls fail
 * with `auth`, and the others go on.
 */
export function connectTargets(
  targets: readonly ConfiguredTarget[],
  connect: Connect,
  environment: Io['environment'],
): Promise<readonly ComparedTarget[]> {
  return Promise.all(
    targets.map(async ({ provider: name, apiKey, ...configured }) => {
      const parsed = parseProvider(name);
      if (parsed === undefined) throw new UsageError(`There is no provider "${name}"`);
      const key = apiKey === undefined ? undefined : secretOf(apiKey, configured.id, environment);
      const variable = apiKey === undefined ? undefined : variableOf(apiKey);
      const keyMissing = variable === undefined ? undefined : !environment[variable]?.trim();
      const { provider, baseUrl, note } = await connect({
        ...parsed,
        baseUrl: configured.baseUrl,
        apiKey: key,
        keyMissing,
      });
      const target = { ...configured, provider, baseUrl, sandbox: note !== undefined };
      return { target, asked: `${parsed.vendor}:${configured.model}`, note };
    }),
  );
}

/** The variable that an `apiKey` names; undefined where it is a key itself. */
export const variableOf = (apiKey: string): string | undefined => /^\$\{?(\w+)\}?$/.exec(apiKey)?.[1];

/** The keys that a configuration holds or names, to be taken out of everything that is written. */
export function secretsIn(targets: readonly ConfiguredTarget[], environment: Io['environment']): readonly string[] {
  return targets.flatMap(({ apiKey }) => {
    if (apiKey === undefined) return [];
    const variable = variableOf(apiKey);
    return (variable === undefined ? apiKey : environment[variable]?.trim()) || [];
  });
}

function secretOf(apiKey: string, target: string, environment: Io['environment']): Secret {
  const variable = variableOf(apiKey);
  if (variable === undefined) return apiKey;
  return () => {
    const value = environment[variable]?.trim();
    if (value) return value;
    const message = `${target}: no API key. Set ${variable}, which its apiKey names`;
    throw new InferenceError({ code: 'auth', provider: target, message });
  };
}
