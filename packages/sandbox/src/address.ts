/** A place where a vendor's paths begin, and the path of the sandbox's own app that they become. */
interface Mount {
  readonly prefix: string;
  readonly path: string;
}

/** In-process requests carry the vendors' own hosts: the host decides. */
const mountsByHost: ReadonlyMap<string, readonly Mount[]> = new Map(
  Object.entries({
    'api.openai.com': [{ prefix: '/v1/', path: '/openai/' }],
    'generativelanguage.googleapis.com': [
      { prefix: '/v1beta/', path: '/gemini/' },
      { prefix: '/v1/', path: '/gemini/' },
    ],
    'router.huggingface.co': [
      { prefix: '/v1/', path: '/hf/v1/' },
      { prefix: '/hf-inference/', path: '/hf/' },
    ],
    'huggingface.co': [{ prefix: '/api/', path: '/hf/api/' }],
  }),
);

/** Every Azure resource has a host of its own. */
const azureHost = /\.azure\.com$/u;
const azureMounts: readonly Mount[] = [
  { prefix: '/openai/deployments/', path: '/azure/deployments/' },
  { prefix: '/openai/v1/', path: '/azure/v1/' },
];

/** On a loopback port the path decides, first match first. */
const mountsByPath: readonly Mount[] = [
  ...azureMounts.map(({ prefix, path }) => ({ prefix: `/azure${prefix}`, path })),
  { prefix: '/openai/deployments/', path: '/azure/deployments/' },
  { prefix: '/openai/v1/', path: '/openai/' },
  { prefix: '/gemini/v1beta/', path: '/gemini/' },
  { prefix: '/gemini/v1/', path: '/gemini/' },
  { prefix: '/hf/hf-inference/', path: '/hf/' },
  { prefix: '/hf/', path: '/hf/' },
  { prefix: '/hf-inference/', path: '/hf/' },
  { prefix: '/api/', path: '/hf/api/' },
  { prefix: '/v1beta/', path: '/gemini/' },
  { prefix: '/v1/', path: '/openai/' },
];

/**
 * The path under which the sandbox's app serves a URL: `/openai/…`, `/azure/…`, `/gemini/…` or `/hf/…`, and `/` when it
 * serves none. Escapes are undone, because some clients send the slash of a model id as `%2F`.
 * @param headers Those of the request: OpenAI's address with an `api-key` is Azure's, which alone has that header.
 */
export function pathOf(url: URL, headers?: Headers): string {
  const path = mountedPath(url);
  return headers?.has('api-key') ? path.replace(/^\/openai\//u, '/azure/v1/') : path;
}

function mountedPath(url: URL): string {
  const ownMounts = azureHost.test(url.hostname) ? azureMounts : mountsByHost.get(url.hostname);
  const mounts = ownMounts ?? mountsByPath;
  const mount = mounts.find(({ prefix }) => url.pathname.startsWith(prefix));
  return mount === undefined ? '/' : mount.path + withoutEscapes(url.pathname.slice(mount.prefix.length));
}

function withoutEscapes(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch (error) {
    if (error instanceof URIError) return path;
    throw error;
  }
}
