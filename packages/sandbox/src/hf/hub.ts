import { createdAt } from '../chat-completions/dialect.ts';
import { faultNames } from '../faults/table.ts';
import { hexDigits } from '../text/hash.ts';
import { VendorError } from '../wire/vendor-error.ts';
import { factsOf, knownModelIds, type ModelFacts } from './model-facts.ts';

/** The router's providers that stand in for the third parties of a chat model. */
const chatProviders = ['together', 'cerebras'];
const contextLength = 131_072;

/**
 * The answer of `GET /api/models/{id}`. With `expand` only those fields are given, besides the two ids.
 * A field that a model does not have is absent, as on the Hub.
 */
export function modelInformation(id: string, expand: readonly string[]): unknown {
  const facts = factsOf(id);
  const all: Readonly<Record<string, unknown>> = {
    author: id.includes('/') ? id.split('/')[0] : undefined,
    private: false,
    disabled: false,
    gated: facts.gated,
    pipeline_tag: facts.task,
    library_name: 'sandbox',
    tags: tagsOf(facts),
    cardData: facts.licence === undefined ? {} : { license: facts.licence },
    inference: 'warm',
    inferenceProviderMapping: providersOf(id, facts),
    mask_token: facts.maskToken,
  };
  const shown = expand.length === 0 ? Object.keys(all) : expand.filter((field) => Object.hasOwn(all, field));
  const fields = Object.fromEntries(shown.map((field) => [field, all[field]]));
  return { _id: hexDigits(id, 24), id, ...fields };
}

/** The Hub's answer to a model that it does not have; without a token it does not say so. */
export function unknownRepository(hasToken: boolean): VendorError {
  const error = hasToken ? 'Repository not found' : 'Invalid username or password.';
  return new VendorError({
    status: hasToken ? 404 : 401,
    body: { error },
    headers: { 'x-error-code': 'RepoNotFound', 'x-error-message': error },
  });
}

/** The answer of the router's `GET /v1/models`: the chat models with the providers that serve them. */
export function listChatModels(): unknown {
  const known = knownModelIds.filter((id) => factsOf(id).conversational);
  return { object: 'list', data: [...known, ...faultNames.map((name) => `sandbox/${name}`)].map(describeChatModel) };
}

/** The answer of the router's `GET /v1/models/{id}`. */
export function describeChatModel(id: string): unknown {
  return {
    id,
    object: 'model',
    created: createdAt,
    owned_by: id.split('/')[0],
    architecture: { input_modalities: ['text'], output_modalities: ['text'] },
    providers: chatProviders.map((provider) => ({
      provider,
      status: 'live',
      context_length: contextLength,
      pricing: { input: 0, output: 0 },
      is_free: true,
      supports_tools: true,
      supports_structured_output: true,
      is_model_author: false,
    })),
  };
}

function tagsOf({ task, licence, conversational }: ModelFacts): readonly string[] {
  return [
    'sandbox',
    task,
    ...(conversational ? ['conversational'] : []),
    ...(licence === undefined ? [] : [`license:${licence}`]),
  ];
}

function providersOf(id: string, { task, conversational }: ModelFacts): unknown {
  const providers = conversational ? ['hf-inference', ...chatProviders] : ['hf-inference'];
  const mapping = { status: 'live', providerId: id, task: conversational ? 'conversational' : task };
  return Object.fromEntries(providers.map((provider) => [provider, mapping]));
}
