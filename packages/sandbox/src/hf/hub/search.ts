import * as z from 'zod';
import { isObject } from '../../schema/json-schema.ts';
import { parseJson } from '../../wire/read-json.ts';
import { VendorError } from '../../wire/vendor-error.ts';
import { factsOf, knownModelIds } from '../model-facts.ts';
import { modelInformation, providersOf, tagsOf } from './information.ts';

/** The fields of a listed model, where the request names none. */
const listedFields = [
  'modelId',
  'author',
  'likes',
  'trendingScore',
  'private',
  'downloads',
  'tags',
  'pipeline_tag',
  'library_name',
  'createdAt',
];
const defaultLimit = 1000;
const position = z.object({ offset: z.int().min(0) });

/** Whether a model is among those that a value of the query asks for. */
type Filter = (id: string, value: string) => boolean;

const filters: Readonly<Record<string, Filter>> = {
  search: (id, value) => id.toLowerCase().includes(value.toLowerCase()),
  author: (id, value) => id.startsWith(`${value}/`),
  pipeline_tag: (id, value) => factsOf(id).task === value,
  filter: (id, value) => value.split(',').every((tag) => tagsOf(factsOf(id)).includes(tag)),
  inference_provider: (id, value) => {
    const providers = Object.keys(providersOf(id, factsOf(id)));
    return value === 'all' ? providers.length > 0 : value.split(',').some((name) => providers.includes(name));
  },
};

/** One page of models, and the address of the next where there is one. */
interface Page {
  readonly models: readonly unknown[];
  readonly next: URL | undefined;
}

/**
 * The answer of `GET /api/models`: known models that pass every filter of the query, `limit` of them (1000 unless it is
 * named) from the place that `cursor` stands for.
 * @throws VendorError (HTTP 400) for a cursor that no page has given.
 */
export function searchModels(address: URL, expand: readonly string[]): Page {
  const { searchParams: query } = address;
  const found = knownModelIds.filter((id) =>
    Object.entries(filters).every(([name, passes]) => query.getAll(name).every((value) => passes(id, value))),
  );
  const limit = Math.min(defaultLimit, Math.max(1, Number.parseInt(query.get('limit') ?? '', 10) || defaultLimit));
  const start = offsetOf(query.get('cursor'));
  const end = start + limit;
  const fields = expand.length === 0 ? listedFields : expand;
  return {
    models: found.slice(start, end).map((id) => modelInformation(id, fields)),
    next: end < found.length ? withCursor(address, end) : undefined,
  };
}

function withCursor(address: URL, offset: number): URL {
  const next = new URL(address);
  next.searchParams.set('cursor', btoa(JSON.stringify({ offset })));
  return next;
}

function offsetOf(cursor: string | null): number {
  if (cursor === null) return 0;
  const result = position.safeParse(decoded(cursor));
  if (result.success) return result.data.offset;
  throw new VendorError({ status: 400, body: { error: 'Invalid cursor' } });
}

function decoded(cursor: string): unknown {
  const isBase64 = /^[A-Za-z0-9+/]+={0,2}$/u.test(cursor) && cursor.length % 4 === 0;
  const value = isBase64 ? parseJson(atob(cursor))?.value : undefined;
  return isObject(value) ? value : undefined;
}
