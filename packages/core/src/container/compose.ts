import { InferenceError } from '../contract/error.ts';
import type { InferenceProvider } from '../contract/provider.ts';
import { ambientPlatform, type Platform } from '../wire/platform.ts';
import { createContainer, PLATFORM, PROVIDER, registerFactory, registerValue, resolve, resolveAll } from './tokens.ts';

/** Builds one provider. The HTTP adapters' definitions take the platform as their second argument. */
export type ProviderFactory = (platform: Platform) => InferenceProvider;

/** An application's providers, built when they are first asked for, once each. */
export interface Composition {
  /** @throws InferenceError 'not-found' for an id that no provider has. */
  provider(id: string): InferenceProvider;
  providers(): readonly InferenceProvider[];
  /** Lets go of what the providers hold; those that hold something have a `dispose` method. */
  dispose(): Promise<void>;
}

export interface ComposeOptions {
  /** In place of the environment, clocks, randomness and fetch that this runtime has. */
  readonly platform?: Platform | undefined;
}

/**
 * The composition root: the only function that knows every collaborator.
 *
 * Each call makes a container of its own, so a test that wants other collaborators composes again.
 */
export function compose(factories: readonly ProviderFactory[], options: ComposeOptions = {}): Composition {
  const container = createContainer();
  const built: InferenceProvider[] = [];
  registerValue(container, PLATFORM, options.platform ?? ambientPlatform);
  for (const factory of factories) {
    registerFactory(container, PROVIDER, (c) => {
      const provider = factory(resolve(c, PLATFORM));
      built.push(provider);
      return provider;
    });
  }
  const providers = (): readonly InferenceProvider[] => resolveAll(container, PROVIDER);
  return {
    providers,
    provider: (id) => {
      const found = providers().find((provider) => provider.id === id);
      if (found) return found;
      const known =
        providers()
          .map((provider) => provider.id)
          .join(', ') || 'none';
      throw new InferenceError({
        code: 'not-found',
        provider: id,
        message: `No provider is named ${id}; there is ${known}`,
      });
    },
    // tsyringe does not dispose of what a factory made.
    dispose: async () => {
      await Promise.all(built.splice(0).map((provider) => (hasDispose(provider) ? provider.dispose() : undefined)));
    },
  };
}

const hasDispose = (provider: object): provider is { dispose(): void | Promise<void> } =>
  'dispose' in provider && typeof provider.dispose === 'function';
