import { expect } from 'vitest';

/** Hugging Face's client has its hosts built in, so its requests are sent to the port by their `fetch`. */
export function redirected(url: string): typeof globalThis.fetch {
  return (input, init) => {
    const { host, pathname, search } = new URL(input instanceof Request ? input.url : input);
    expect(['router.huggingface.co', 'huggingface.co']).toContain(host);
    return fetch(`${url}/hf${pathname}${search}`, init);
  };
}
