// tsyringe refuses to load without Reflect.getMetadata, so the polyfill comes first; nothing else of it is used.
import 'reflect-metadata/lite';
import {
  type DependencyContainer,
  type InjectionToken,
  instancePerContainerCachingFactory,
  container as root,
} from 'tsyringe';
import type { InferenceProvider } from '../contract/provider.ts';
import type { Platform } from '../wire/platform.ts';

/** A symbol that knows what it stands for. */
export interface Token<T> {
  readonly symbol: symbol;
  /** Never there at run time; it carries the type. */
  readonly type?: T;
}

const token = <T>(name: string): Token<T> => ({ symbol: Symbol.for(`@x/core/${name}`) });

/** Every provider of an application; registered once a provider. */
export const PROVIDER: Token<InferenceProvider> = token('provider');
/** The environment, clocks, randomness and fetch that the providers use. */
export const PLATFORM: Token<Platform> = token('platform');

const key = <T>({ symbol }: Token<T>): InjectionToken<T> => symbol;

export function registerValue<T>(container: DependencyContainer, token: Token<T>, value: T): void {
  container.register(key(token), { useValue: value });
}

/** Built once a container, when it is first asked for. */
export function registerFactory<T>(
  container: DependencyContainer,
  token: Token<T>,
  factory: (container: DependencyContainer) => T,
): void {
  container.register(key(token), { useFactory: instancePerContainerCachingFactory(factory) });
}

/** A container of its own; the root one is shared by every copy of this code in a process. */
export const createContainer = (): DependencyContainer => root.createChildContainer();

export const resolve = <T>(container: DependencyContainer, token: Token<T>): T => container.resolve(key(token));

/** Unlike tsyringe, answers an empty list when nothing is registered. */
export const resolveAll = <T>(container: DependencyContainer, token: Token<T>): readonly T[] =>
  container.isRegistered(key(token)) ? container.resolveAll(key(token)) : [];
