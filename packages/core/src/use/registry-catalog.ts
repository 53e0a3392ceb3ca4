import type { ModelCatalog, ModelInfo } from '../contract/catalog.ts';
import { InferenceError } from '../contract/error.ts';
import type { InferenceProvider } from '../contract/provider.ts';

interface Located {
  readonly name: string;
  readonly provider: InferenceProvider;
  readonly model: string;
}

/** The catalogs of all providers as one, with models under their registry names; undefined when none has a catalog. */
export function registryCatalog(
  providers: Readonly<Record<string, InferenceProvider>>,
  locate: (model: string) => Located,
): ModelCatalog | undefined {
  if (!Object.values(providers).some((provider) => provider.catalog)) return undefined;
  return {
    async *list(query, options) {
      let left = query?.limit ?? Number.POSITIVE_INFINITY;
      for (const [name, { catalog }] of Object.entries(providers)) {
        if (catalog === undefined || left <= 0) continue;
        const limited = Number.isFinite(left) ? { ...query, limit: left } : query;
        for await (const model of catalog.list(limited, options)) {
          yield renamed(model, name);
          left--;
        }
      }
    },
    async describe(model, options) {
      const { name, provider, model: own } = locate(model);
      if (provider.catalog) return renamed(await provider.catalog.describe(own, options), name);
      const message = `${name} has no catalog, so nothing is known of ${own} before it is called`;
      throw new InferenceError({ code: 'unsupported', provider: name, model: own, message });
    },
  };
}

const renamed = (model: ModelInfo, name: string): ModelInfo => ({ ...model, id: `${name}:${model.id}` });
