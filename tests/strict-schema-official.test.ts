import { isJson, type Json, strictSchema, toJsonSchema } from '@x/core/adapter';
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';

// The vendor's own client lowers schemas of zod to strict mode as well; what it makes of them is the measure of ours.
const ours = (schema: z.ZodType): Json =>
  strictSchema(toJsonSchema(schema), (path, why) => new RangeError(`${path}: ${why}`));

/** Theirs is said in draft 7, which names the dialect and calls definitions otherwise. */
function theirs(schema: z.ZodType): Json {
  const { schema: given } = zodResponseFormat(schema, 'answer').json_schema;
  expect(zodTextFormat(schema, 'answer').schema).toEqual(given);
  const renamed: unknown = JSON.parse(JSON.stringify(given).replaceAll('#/definitions/', '#/$defs/'));
  if (!isJson(renamed)) return {};
  const { $schema: _, definitions, ...rest } = renamed;
  return definitions === undefined ? rest : { ...rest, $defs: definitions };
}

const attempt = (lower: (schema: z.ZodType) => Json, schema: z.ZodType): unknown => {
  try {
    return lower(schema);
  } catch {
    return 'refused';
  }
};

interface Node {
  readonly value: string;
  readonly next: Node | null;
}
const node: z.ZodType<Node> = z.object({
  value: z.string(),
  get next() {
    return node.nullable();
  },
});
const book = z.object({ title: z.string() }).meta({ id: 'Book' });
const inner = z.object({ b: z.string() });
const text = z.string();

describe('both make the same of', () => {
  test.each<readonly [string, z.ZodType]>([
    ['a text', text],
    ['an integer', z.int()],
    ['an integer of 32 bits', z.int32()],
    ['a number', z.number()],
    ['a number that may be written as a text', z.coerce.number()],
    ['a boolean', z.boolean()],
    ['null', z.null()],
    ['an empty object', z.object({})],
    ['objects in objects', z.object({ b: inner })],
    ['a strict object', z.strictObject({ b: text })],
    ['a list', z.array(text)],
    ['a list of objects', z.array(inner)],
    ['a list of lists', z.array(z.array(z.number()))],
    ['a list of one to three', z.array(text).min(1).max(3)],
    ['an enum', z.enum(['x', 'y'])],
    ['a literal', z.literal('x')],
    ['a literal number', z.literal(3)],
    ['literals', z.literal(['x', 'y'])],
    ['what may be null', text.nullable()],
    ['an object that may be null', inner.nullable()],
    ['an enum that may be null', z.enum(['x']).nullable()],
    ['what may be null or absent', text.nullish()],
    ['an object that may be null or absent', inner.nullish()],
    ['what is null by default', text.nullable().default(null)],
    ['a union', z.union([text, z.number()])],
    ['a union of objects', z.union([inner, z.object({ c: text })])],
    [
      'a discriminated union',
      z.discriminatedUnion('k', [z.object({ k: z.literal(1) }), z.object({ k: z.literal(2) })]),
    ],
    ['a description', text.describe('d')],
    ['a title', text.meta({ title: 'T' })],
    ['a range', z.number().min(1).max(5)],
    ['an open range', z.number().gt(1).lt(5)],
    ['multiples', z.number().multipleOf(2)],
    ['a pattern', text.regex(/^a+$/)],
    ['a template', z.templateLiteral(['a', z.number()])],
    ['an e-mail address', z.email()],
    ['a UUID', z.uuid()],
    ['a date and time', z.iso.datetime()],
    ['a date', z.iso.date()],
    ['a time', z.iso.time()],
    ['an IPv4 address', z.ipv4()],
    ['recursion', node],
    ['a named schema, twice', z.object({ a: book, b: z.array(book) })],
    ['an intersection', z.intersection(inner, z.object({ c: text }))],
    ['a brand', text.brand('b')],
    ['a text that is trimmed', text.trim()],
    ['a lazy schema', z.lazy(() => text)],
  ])('%s', (_, property) => {
    const schema = z.object({ a: property });
    expect(ours(schema)).toEqual(theirs(schema));
  });

  test('a root that is recursive, and one that has a name', () => {
    const root = z.object({ a: text }).meta({ id: 'Root' });
    expect(ours(node)).toEqual(theirs(node));
    expect(ours(root)).toEqual(theirs(root));
  });
});

describe('both refuse', () => {
  test.each<readonly [string, z.ZodType]>([
    ['a record', z.object({ a: z.record(text, z.number()) })],
    ['an open object', z.object({ a: z.looseObject({ b: text }) })],
    ['a tuple', z.object({ a: z.tuple([text]) })],
    ['no value', z.object({ a: z.never() })],
    ['a date', z.object({ a: z.date() })],
    ['a set', z.object({ a: z.set(text) })],
    ['a big integer', z.object({ a: z.bigint() })],
    ['a text at the root', text],
    ['a list at the root', z.array(inner)],
    ['a choice at the root', z.union([inner, z.object({ c: text })])],
  ])('%s', (_, schema) => {
    expect([attempt(ours, schema), attempt(theirs, schema)]).toEqual(['refused', 'refused']);
  });
});

const nullableText = { type: ['string', 'null'] };

/** What theirs keeps beside the type and ours does not. */
const dropped = (keyword: string, value: unknown): readonly [object, object] => [
  { type: 'string' },
  { type: 'string', [keyword]: value },
];

describe('ours differs, on purpose, at', () => {
  test.each<readonly [why: string, property: z.ZodType, mine: unknown, yours: unknown]>([
    ['optional: lowered, where theirs sends the caller back', text.optional(), nullableText, 'refused'],
    ['exactly optional: the same', z.exactOptional(text), nullableText, 'refused'],
    [
      'a default: what the model leaves out is filled in, not asked for',
      text.default('x'),
      nullableText,
      { type: 'string', default: 'x' },
    ],
    ['a default before parsing: the same', text.prefault('x'), nullableText, { type: 'string' }],
    ['a fallback: its keyword has no effect', text.catch('x'), ...dropped('default', 'x')],
    ['examples: the guide does not list them', text.meta({ examples: ['x'] }), ...dropped('examples', ['x'])],
    ['deprecated: not in the guide', text.meta({ deprecated: true }), ...dropped('deprecated', true)],
    ['read-only: not in the guide', text.readonly(), ...dropped('readOnly', true)],
    ['lengths: validated on the answer, for the guide does not list them', text.min(1), ...dropped('minLength', 1)],
    ['a format outside the guide’s list: validated on the answer', z.url(), ...dropped('format', 'uri')],
    ['a pattern that looks ahead: validated on the answer', text.regex(/^(?!a)b$/), ...dropped('pattern', '^(?!a)b$')],
    ['an encoding: validated on the answer', z.base64(), { type: 'string', pattern: expect.any(String) }, 'refused'],
    ['several patterns: validated on the answer', text.regex(/a/).regex(/b/), { type: 'string' }, 'refused'],
    [
      'an exclusive union: the model writes one value either way',
      z.xor([text, z.null()]),
      { anyOf: [{ type: 'string' }, { type: 'null' }] },
      'refused',
    ],
    ['a transformation: what goes in is asked for', text.transform(Number), { type: 'string' }, 'refused'],
    [
      'a codec: the same, where theirs asks for what comes out',
      z.stringbool(),
      { type: 'string' },
      { type: 'boolean' },
    ],
    [
      'literals of several types: their types are said',
      z.literal(['x', 3]),
      { type: ['string', 'number'], enum: ['x', 3] },
      { enum: ['x', 3] },
    ],
    ['any value: strict mode wants a type', z.any(), 'refused', {}],
    ['unknown: the same', z.unknown(), 'refused', {}],
    [
      'a description beside a reference: nothing may stand there',
      book.describe('d'),
      { description: 'd', anyOf: [{ $ref: '#/$defs/Book' }] },
      { description: 'd', $ref: '#/$defs/Book' },
    ],
  ])('%s', (_, property, mine, yours) => {
    const schema = z.object({ a: property });
    expect(propertyOf(attempt(ours, schema))).toEqual(mine);
    expect(propertyOf(attempt(theirs, schema))).toEqual(yours);
  });
});

const propertyOf = (lowered: unknown): unknown =>
  isJson(lowered) && isJson(lowered['properties']) ? lowered['properties']['a'] : lowered;
