import type { InferenceProvider } from '@x/core';
import { type Candidate, prompt, type Target } from '../candidate.ts';

/** Our providers, all called in one way. One provider a host, as an application has it. */
export function throughX(
  make: (host: string) => InferenceProvider<'chat'>,
): Required<Pick<Candidate, 'call' | 'stream'>> {
  const provider = remembered(make);
  return {
    call: async ({ host, model }, signal) => (await provider(host).run('chat', { model, prompt }, { signal })).text,
    stream: ({ host, model }: Target, signal) => provider(host).stream('chat', { model, prompt }, { signal }).text(),
  };
}

/** A client for the host of a run, made once. */
export function remembered<Client>(make: (host: string) => Client): (host: string) => Client {
  let made: { readonly host: string; readonly client: Client } | undefined;
  return (host) => {
    if (made?.host !== host) made = { host, client: make(host) };
    return made.client;
  };
}
