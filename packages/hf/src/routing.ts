import type { RequestContext } from '@x/core/adapter';
import type { HfChatOptions, HfChatSettings, Replaced } from './options.ts';
import { ROUTER } from './places.ts';

/** What serves the tasks that are not chat. */
export const OWN_PROVIDER = 'hf-inference';

/** Answers 410 since the turn of 2025 to 2026; the same paths and bodies work behind the router. */
const RETIRED_HOST = 'api-inference.huggingface.co';

/** Says where calls go and what the model is called there. */
export interface Router {
  /** The address of a chat call. */
  chat(context: RequestContext): string;
  /** The model as a chat call names it: with the suffix that the router reads the provider from. */
  chatModel(model: string, context: RequestContext): string;
  /**
   * The address of a call of another task.
   *
   * @param pipeline The task's pipeline name, where the model alone does not tell what is asked of it.
   * @throws InferenceError 'invalid-request' for a model that is no repository's name.
   */
  task(model: string, context: RequestContext, pipeline?: Pipeline): string;
}

/** The tasks of which a model may do more than one. */
type Pipeline = 'feature-extraction' | 'sentence-similarity' | 'text-ranking';

/** Where Text Embeddings Inference (its OpenAPI) does them, if not at its root. */
const serverPaths: Readonly<Partial<Record<Pipeline, string>>> = {
  'sentence-similarity': '/similarity',
  'text-ranking': '/rerank',
};

/** Replaces addresses that are gone, and the router's own by none, so that one place is spelled in one way. */
export function settingsOf<Options extends HfChatOptions>(options: Options): Options & Replaced {
  const { baseUrl } = options;
  if (baseUrl === undefined || !URL.canParse(baseUrl)) return options;
  const { hostname, href } = new URL(baseUrl);
  if (hostname === RETIRED_HOST) return { ...options, baseUrl: undefined, retiredHost: hostname };
  const isRouter = [ROUTER, `${ROUTER}/v1`].includes(href.replace(/\/+$/, ''));
  return isRouter ? { ...options, baseUrl: undefined } : options;
}

/** The one place that knows addresses. */
export function createRouter(settings: HfChatSettings): Router {
  const { provider = 'auto' } = settings;
  return {
    chat(context) {
      warnRetired(settings, context);
      return context.customBaseUrl ? chatPlace(context.baseUrl) : `${context.baseUrl}/v1/chat/completions`;
    },
    chatModel(model, context) {
      if (provider === 'auto' || suffixOf(model) !== undefined) return model;
      if (!context.customBaseUrl) return `${model}:${provider}`;
      warnProvider(provider, PLACE_DECIDES, context);
      return model;
    },
    task(model, context, pipeline) {
      warnRetired(settings, context);
      if (context.customBaseUrl) {
        if (provider !== 'auto') warnProvider(provider, PLACE_DECIDES, context);
        return serverPlace(context.baseUrl, pipeline);
      }
      const asked = suffixOf(model) ?? provider;
      if (asked !== 'auto' && asked !== OWN_PROVIDER) {
        warnProvider(asked, `it is asked for chat alone; ${OWN_PROVIDER} was asked in its place`, context);
      }
      const path = `${context.baseUrl}/${OWN_PROVIDER}/models/${modelPath(model, context)}`;
      return pipeline === undefined ? path : `${path}/pipeline/${pipeline}`;
    },
  };
}

/** What follows the colon of `org/model:suffix`: a provider's name or a policy. Names on the Hub have no colon. */
export function suffixOf(model: string): string | undefined {
  const colon = model.indexOf(':');
  return colon === -1 ? undefined : model.slice(colon + 1);
}

/** The name on the Hub of a model that may carry a suffix. */
export function withoutSuffix(model: string): string {
  const colon = model.indexOf(':');
  return colon === -1 ? model : model.slice(0, colon);
}

/**
 * A model's name as a piece of a path, without its suffix.
 *
 * @throws InferenceError 'invalid-request' when it would lead to another place than a model's.
 */
export function modelPath(model: string, context: Pick<RequestContext, 'refuse'>): string {
  const segments = withoutSuffix(model).split('/');
  // A colon with a slash behind it is an address's.
  if (segments.some((segment) => /^\.{0,2}$/.test(segment)) || suffixOf(model)?.includes('/')) {
    throw context.refuse(
      'invalid-request',
      'the model is not a name on the Hub. Write it as owner/name; an address goes into baseUrl',
    );
  }
  return segments.map(encodeURIComponent).join('/');
}

/** Chat below a place that the caller gave, as the servers of Hugging Face have it. A query of the address is kept. */
function chatPlace(baseUrl: string): string {
  const address = new URL(baseUrl);
  const path = address.pathname.replace(/\/+$/, '');
  if (path.endsWith('/chat/completions')) return address.href;
  address.pathname = path.endsWith('/v1') ? `${path}/chat/completions` : `${path}/v1/chat/completions`;
  return address.href;
}

/** A task at a place that the caller gave. One that has a path of its own is taken to be the task's already. */
function serverPlace(baseUrl: string, pipeline: Pipeline | undefined): string {
  const path = pipeline && serverPaths[pipeline];
  const address = new URL(baseUrl);
  if (path === undefined || address.pathname !== '/') return baseUrl;
  address.pathname = path;
  return address.href;
}

const PLACE_DECIDES = 'baseUrl says who serves, so it was left out';

function warnRetired({ retiredHost }: Replaced, context: RequestContext): void {
  if (retiredHost === undefined) return;
  const message = `${retiredHost} is gone; ${new URL(ROUTER).host} was asked in its place. Leave baseUrl out`;
  context.warn({ type: 'deprecated', setting: 'baseUrl', message });
}

function warnProvider(provider: string, why: string, context: RequestContext): void {
  context.warn({ type: 'unsupported', setting: 'provider', message: `${provider}: ${why}` });
}
