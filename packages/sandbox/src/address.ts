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

/** On a loopback port the path decides, first match first. */
const mountsByPath: readonly Mount[] = [
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
 * The path under which the sandbox's app serves a URL: `/openai/…`, `/gemini/…` or `/hf/…`, and `/` when it serves none.
 * Escapes are undone, because some clients send the slash of a model id as `%2F`.
 */
export function pathOf(url: URL): string {
  const mounts = mountsByHost.get(url.hostname) ?? mountsByPath;
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
