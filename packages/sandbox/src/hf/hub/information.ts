import { hash, hexDigits } from '../../text/hash.ts';
import { factsOf, type ModelFacts } from '../model-facts.ts';
import { chatProviders } from '../router-models.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The answer of `GET /api/models/{id}`. With `expand` only those fields are given, besides the two ids, and a name that
 * is no field is passed over. A field that a model does not have is absent, as on the Hub.
 */
export function modelInformation(id: string, expand: readonly string[]): Fields {
  const all = fieldsOf(id, factsOf(id));
  const shown = expand.length === 0 ? Object.keys(all) : expand.filter((field) => Object.hasOwn(all, field));
  const fields = Object.fromEntries(shown.map((field) => [field, all[field]]));
  return { _id: hexDigits(id, 24), id, ...fields };
}

/** Every field that `expand` can name; numbers and digests are drawn from the id. */
function fieldsOf(id: string, facts: ModelFacts): Fields {
  const { gated, task, licence, maskToken, served } = facts;
  const downloads = hash(`${id} downloads`) % 1_000_000;
  return {
    modelId: id,
    author: id.includes('/') ? id.split('/')[0] : undefined,
    sha: hexDigits(`${id} sha`, 40),
    createdAt: '2024-01-01T00:00:00.000Z',
    lastModified: '2025-01-01T00:00:00.000Z',
    private: false,
    disabled: false,
    gated,
    pipeline_tag: task,
    library_name: 'sandbox',
    tags: tagsOf(facts),
    downloads,
    downloadsAllTime: downloads * 10,
    likes: downloads % 1000,
    trendingScore: downloads % 10,
    cardData: licence === undefined ? {} : { license: licence, pipeline_tag: task },
    config: {},
    mask_token: maskToken,
    inference: served === false ? undefined : 'warm',
    inferenceProviderMapping: providersOf(id, facts),
    baseModels: null,
    'model-index': null,
    safetensors: { parameters: { F32: downloads * 100 }, total: downloads * 100 },
    siblings: ['README.md', 'config.json', 'model.safetensors'].map((rfilename) => ({ rfilename })),
    spaces: [],
    transformersInfo: { auto_model: 'AutoModel', pipeline_tag: task },
    widgetData: [],
  };
}

/** The providers that serve a model, with what the Hub says of each; none for a model that nobody serves. */
export function providersOf(id: string, { task, conversational, served }: ModelFacts): Fields {
  if (served === false) return {};
  const providers = conversational ? ['hf-inference', ...chatProviders] : ['hf-inference'];
  const mapping = { status: 'live', providerId: id, task: conversational ? 'conversational' : task };
  return Object.fromEntries(providers.map((provider) => [provider, mapping]));
}

/** The tags of a model, its licence among them. */
export function tagsOf({ task, licence, conversational }: ModelFacts): readonly string[] {
  return [
    'sandbox',
    task,
    ...(conversational ? ['conversational'] : []),
    ...(licence === undefined ? [] : [`license:${licence}`]),
  ];
}
