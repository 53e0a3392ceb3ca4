/** What a user may write, and what it may weigh. */
export interface Budget {
  readonly name: string;
  /** A module that does the whole of it, so that nothing it needs is shaken out. */
  readonly source: string;
  /** Bytes: bundled for a browser by esbuild without splitting, minified, gzip -9. */
  readonly limit: number;
}

/** Written as an application would, in the style of the peers' calls that the bench sets beside it. */
const chatCall = (vendor: string, door: string): string =>
  `import { ${vendor} } from '${door}';
   const { text } = await ${vendor}({ apiKey: 'k' }).run('chat', { model: 'm', prompt: 'Hi' });
   console.log(text);`;

/**
 * One chat call through each door; the bench type-checks these beside the peers' calls. The narrow doors' budget is a
 * promise to users; see below for the others'.
 * @public
 */
export const chatCalls: readonly Budget[] = [
  { name: '@x/openai/chat', source: chatCall('openai', '@x/openai/chat'), limit: 24_000 },
  { name: '@x/openai/responses', source: chatCall('openai', '@x/openai/responses'), limit: 24_000 },
  { name: '@x/hf/chat', source: chatCall('hf', '@x/hf/chat'), limit: 24_000 },
  { name: '@x/gemini/chat', source: chatCall('gemini', '@x/gemini/chat'), limit: 24_000 },
  { name: '@x/openai', source: chatCall('openai', '@x/openai'), limit: 56_000 },
  { name: '@x/hf', source: chatCall('hf', '@x/hf'), limit: 58_000 },
  { name: '@x/gemini', source: chatCall('gemini', '@x/gemini'), limit: 43_000 },
];

/** Everything that has a budget; but for the narrow doors' they stand a tenth over what was measured last. */
export const budgets: readonly Budget[] = [
  ...chatCalls,
  {
    name: 'a registry of three',
    source: `import { registry } from '@x/core';
      import { gemini } from '@x/gemini';
      import { hf } from '@x/hf';
      import { openai } from '@x/openai';
      const x = registry({ hf: hf(), openai: openai(), gemini: gemini() });
      console.log((await x.run('chat', { model: 'openai:m', prompt: 'p' })).text);`,
    limit: 84_000,
  },
  {
    name: '@x/core/wrap, all five',
    source: `import { withCache, withFallback, withHooks, withLimits, withTelemetry } from '@x/core/wrap';
      console.log(withCache, withFallback, withHooks, withLimits, withTelemetry);`,
    limit: 23_000,
  },
  {
    name: '@x/core/container',
    source: `import { compose } from '@x/core/container'; console.log(compose);`,
    limit: 11_200,
  },
];
