import type { TestProject } from 'vitest/node';
import { serveHost } from '../host.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the sandbox listens. */
    readonly host: string;
  }
}

export default async function setup(project: TestProject): Promise<() => void> {
  const { url, close } = await serveHost();
  project.provide('host', url);
  return close;
}
