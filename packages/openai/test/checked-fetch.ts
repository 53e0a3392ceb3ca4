import { readSpecification, type Specification, specificationFound } from './specification.ts';

type Fetch = typeof globalThis.fetch;

/** The schema of the body that a path takes. */
const schemas: Readonly<Record<string, string>> = {
  '/v1/chat/completions': 'CreateChatCompletionRequest',
  '/v1/responses': 'CreateResponse',
};

/** Holds every request that goes through it against the vendor's specification, where that lies beside the repository. */
export class CheckedFetch {
  /** What was wrong, once each. */
  readonly faults = new Set<string>();
  /** Bodies that were looked at. */
  checked = 0;
  #specification: Specification | undefined;

  around(fetch: Fetch): Fetch {
    return (input, init) => {
      const { pathname } = new URL(String(input));
      const schema = schemas[pathname];
      if (specificationFound && schema !== undefined && typeof init?.body === 'string') this.#check(schema, init.body);
      return fetch(input, init);
    };
  }

  #check(schema: string, body: string): void {
    this.#specification ??= readSpecification();
    this.checked++;
    for (const fault of this.#specification.faults(schema, JSON.parse(body))) this.faults.add(`${schema}: ${fault}`);
  }
}
