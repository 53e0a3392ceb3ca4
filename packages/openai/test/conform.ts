import { ambientPlatform } from '@x/core/adapter';
import { describeProvider, type ProviderSubject } from '@x/testing';
import { expect, test } from 'vitest';
import { type OpenAIApi, type OpenAIOptions, openai } from '../src/index.ts';
import { CheckedFetch } from './checked-fetch.ts';
import { missing, specificationFound } from './specification.ts';

interface Doors extends Pick<ProviderSubject, 'wire' | 'lacks'> {
  readonly api: OpenAIApi;
  /** The door with this protocol alone. */
  readonly narrow: ProviderSubject['make'];
}

/**
 * Runs the suite on both doors of a protocol. The narrow one sends by `fetch`, the full one through ky, which a `fetch`
 * of the caller's own would replace. Every request that the suite makes is held against the specification.
 */
export function conform(name: string, { api, narrow, ...subject }: Doors): void {
  const full = ({ fetch = globalThis.fetch, ...options }: OpenAIOptions) =>
    openai({ ...options, api }, { ...ambientPlatform, fetch: (address, init) => fetch(address, init) });
  for (const [door, make] of Object.entries({ full, narrow })) {
    const checked = new CheckedFetch();
    describeProvider(
      { test, expect },
      {
        ...subject,
        name: `${name}, ${door} door`,
        make: ({ fetch = globalThis.fetch, ...options }) => make({ ...options, fetch: checked.around(fetch) }),
        model: 'gpt-4.1-mini',
        environment: { name: 'OPENAI_API_KEY', variables: process.env },
      },
    );
    test.skipIf(!specificationFound)(`${name}, ${door} door: every request fits the specification${missing}`, () => {
      expect([...checked.faults]).toEqual([]);
      expect(checked.checked).toBeGreaterThan(100);
    });
  }
}
