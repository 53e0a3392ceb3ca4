import { versions } from 'node:process';

/** What undici 8 asks of Node. */
const needed = [22, 19] as const;
/** With one of these Node sends through a proxy, if NODE_USE_ENV_PROXY says so too. */
const proxies = ['HTTP_PROXY', 'HTTPS_PROXY', 'http_proxy', 'https_proxy'];

/**
 * What carries the command's calls: `nodeFetch()`, which costs a third less than the global `fetch`. Undefined, which
 * means the latter, on a Node that is too old for it, and where a proxy is set, which Node's own fetch knows of.
 */
export async function quickFetch(
  environment: Readonly<Record<string, string | undefined>>,
  node: string = versions.node,
): Promise<typeof globalThis.fetch | undefined> {
  const [major = 0, minor = 0] = node.split('.').map(Number);
  const tooOld = major < needed[0] || (major === needed[0] && minor < needed[1]);
  if (tooOld || proxies.some((name) => environment[name])) return undefined;
  const { nodeFetch } = await import('@x/core/node');
  // Node loads what is behind its globals when one of them is first looked at. Once V8's flags are changed for long work,
  // the compiled code that it keeps of that is of no use to it, and it takes three times as long.
  void globalThis.Response;
  return nodeFetch();
}
