/** What a user may write, and what it may weigh. */
export interface Budget {
  readonly name: string;
  /** A module that does the whole of it, so that nothing it needs is shaken out. */
  readonly source: string;
  /** Bytes: bundled for a browser by esbuild without splitting, minified, gzip -9. */
  readonly limit: number;
}

const chatCall = (vendor: string, door: string): string =>
  `import { ${vendor} } from '${door}';
   console.log((await ${vendor}({ apiKey: 'k' }).run('chat', { model: 'm', prompt: 'p' })).text);`;

/** The narrow doors' budget is a promise to users; the others stand a tenth over what was measured last. */
export const budgets: readonly Budget[] = [
  { name: '@x/openai/chat', source: chatCall('openai', '@x/openai/chat'), limit: 24_000 },
  { name: '@x/openai/responses', source: chatCall('openai', '@x/openai/responses'), limit: 24_000 },
  { name: '@x/hf/chat', source: chatCall('hf', '@x/hf/chat'), limit: 24_000 },
  { name: '@x/gemini/chat', source: chatCall('gemini', '@x/gemini/chat'), limit: 24_000 },
];
