import { ambientPlatform, type Platform } from '@x/core/adapter';
import type { Seen } from './stub.ts';

/** Where the Hub describes models. */
export const MODELS = 'https://huggingface.co/api/models';

export const isHub = ({ url }: Seen): boolean => url.startsWith(MODELS);

/** A platform without an environment, whose clock stands until it is moved. */
export function platformAt(environment: Readonly<Record<string, string>> = {}): {
  readonly platform: Platform;
  readonly pass: (milliseconds: number) => void;
} {
  let now = 0;
  const platform = { ...ambientPlatform, now: () => now, environment: (name: string) => environment[name] };
  return {
    platform,
    pass: (milliseconds) => {
      now += milliseconds;
    },
  };
}

/** How the Hub refuses to speak of a model. */
export const refusal = (status: number, code: string, error = 'no'): Response =>
  Response.json({ error }, { status, headers: { 'x-error-code': code, 'x-error-message': error } });
