import { type AuthScheme, bearer, type RequestContext } from '@x/core/adapter';
import {
  type CallIds,
  type ParameterTable,
  type SchemaSupport,
  standardCallIds,
  standardParameters,
} from '@x/core/dialects/chat-completions';
import { type ModelRule, openaiModels, type RefusedSetting } from './model-rules.ts';

/** What a host that speaks this protocol does otherwise than the protocol says. */
export interface CompatibleHost {
  /** Host names; a leading dot stands for any subdomain, `local:` for this machine at a port. */
  readonly hosts: readonly string[];
  /** Names of sampling settings that are not the usual ones. */
  readonly names?: Partial<ParameterTable>;
  /** What its models do not take; the first rule that fits decides. */
  readonly models?: readonly ModelRule[];
  /** How an answer after a schema is asked for. Default 'plain'. */
  readonly schemas?: SchemaSupport;
  /** Which ids of tool calls it takes. Default: those of the protocol. */
  readonly callIds?: CallIds;
  /** Resources, deployments and versions in the address, the key in a header of its own. */
  readonly azure?: true;
}

const newName: Partial<ParameterTable> = { maxTokens: 'max_completion_tokens' };
const withTopK: Partial<ParameterTable> = { topK: 'top_k' };
const noLogprobs: readonly RefusedSetting[] = ['logprobs'];

/**
 * A host that is not here follows the protocol. Recorded traffic backs the rows of Azure, OpenRouter and Groq in part; the
 * rest is what is generally known of each host's chat endpoint, and a setting that a row gets wrong can be given in
 * `parameters`.
 */
const compatibleHosts: readonly CompatibleHost[] = [
  // `max_tokens` is deprecated here and refused by reasoning models.
  { hosts: ['api.openai.com', '.api.openai.com'], names: newName, models: openaiModels, schemas: 'strict' },
  {
    hosts: ['.openai.azure.com', '.cognitiveservices.azure.com', '.services.ai.azure.com', '.openai.azure.us'],
    names: newName,
    models: openaiModels,
    schemas: 'strict',
    azure: true,
  },
  { hosts: ['openrouter.ai', '.openrouter.ai'], names: withTopK, schemas: 'strict' },
  // Log probabilities are answered with 400; schemas are kept by some models only.
  {
    hosts: ['api.groq.com'],
    names: newName,
    models: [
      { models: /gpt-oss|kimi|llama-4/, refuses: noLogprobs },
      { models: /^/, refuses: noLogprobs, schemas: 'json' },
    ],
  },
  // What it does not know is answered with 422, and so is an id of a tool call that is not nine letters and digits.
  {
    hosts: ['api.mistral.ai'],
    names: { seed: 'random_seed' },
    models: [{ models: /^/, refuses: noLogprobs }],
    callIds: { takes: /^[a-zA-Z0-9]{9}$/, length: 9 },
  },
  { hosts: ['api.deepseek.com'], models: [{ models: /reasoner/, refuses: noLogprobs }], schemas: 'json' },
  {
    hosts: ['api.x.ai'],
    names: newName,
    models: [
      { models: /^grok-(3-mini|4)(?!.*non-reasoning)/, refuses: ['presencePenalty', 'frequencyPenalty', 'stop'] },
    ],
  },
  // The last three: vLLM, llama.cpp and LM Studio, at the ports that they take by themselves. Ollama needs no row.
  {
    hosts: ['api.together.xyz', 'api.together.ai', 'api.fireworks.ai', 'local:8000', 'local:8080', 'local:1234'],
    names: withTopK,
  },
];

const thisMachine = /^(localhost|127\.0\.0\.1|\[::1\])$/;

/** The address that was looked at last: one call asks of its place several times, and the next is mostly to the same. */
let last: { readonly baseUrl: string; readonly host: CompatibleHost | undefined } | undefined;

/** What is known of the host at an address. */
export function hostOf(baseUrl: string): CompatibleHost | undefined {
  if (last?.baseUrl !== baseUrl) {
    // What is no address is refused, in words, when a request is written.
    last = { baseUrl, host: URL.canParse(baseUrl) ? hostAt(new URL(baseUrl)) : undefined };
  }
  return last.host;
}

function hostAt({ hostname, port }: URL): CompatibleHost | undefined {
  const name = thisMachine.test(hostname) ? `local:${port}` : hostname;
  return compatibleHosts.find(({ hosts }) =>
    hosts.some((host) => (host.startsWith('.') ? name.endsWith(host) : name === host)),
  );
}

/** Whether the models at a place are OpenAI's: at its own hosts, and at Azure. */
export const isOpenAI = ({ baseUrl }: Pick<RequestContext, 'baseUrl'>): boolean =>
  hostOf(baseUrl)?.models === openaiModels;

/** How a host wants its key. At Azure a key has a header of its own, and a token of Entra is a bearer's. */
export const hostKey: AuthScheme = (key, address) =>
  hostAt(address)?.azure && !jsonWebToken.test(key) ? { 'api-key': key } : bearer(key, address);

const jsonWebToken = /^ey[\w-]+\.[\w-]+\./;

/** What the asked host calls each sampling setting. */
export function parameterNames({ baseUrl }: RequestContext): ParameterTable {
  return { ...standardParameters, ...hostOf(baseUrl)?.names };
}

/** Which ids of tool calls the asked host takes. */
export const callIds = ({ baseUrl }: RequestContext): CallIds => hostOf(baseUrl)?.callIds ?? standardCallIds;

/**
 * The newest dated version of Azure's API (https://learn.microsoft.com/azure/ai-services/openai/api-version-lifecycle):
 * efforts of reasoning came with previews, and what is newer has the address without versions. Models of other makers
 * are served beside OpenAI's under a path with versions of its own.
 */
const azureVersion = { openai: '2025-04-01-preview', models: '2024-05-01-preview' };

/**
 * Where a call goes: `path` after the base URL, whose query is kept.
 *
 * At Azure a base URL may be a resource (`https://name.openai.azure.com`), a deployment in it
 * (`…/openai/deployments/gpt-4o`) or the address without versions (`…/openai/v1`). In a resource the model names the
 * deployment. The version is `api-version` in the base URL's query, else the newest that is known here.
 *
 * @param model Absent for a call that is about no one model.
 */
export function callUrl({ baseUrl }: Pick<RequestContext, 'baseUrl'>, path: string, model?: string): string {
  const url = new URL(baseUrl);
  const base = url.pathname.replace(/\/+$/, '');
  const versioned = hostOf(baseUrl)?.azure && !base.endsWith('/openai/v1');
  const isResource = versioned && /^(\/openai)?$/.test(base);
  url.pathname = (isResource ? `/openai${model ? `/deployments/${encodeURIComponent(model)}` : ''}` : base) + path;
  if (versioned && !url.searchParams.has('api-version')) {
    url.searchParams.set('api-version', azureVersion[base.endsWith('/models') ? 'models' : 'openai']);
  }
  return url.href;
}
