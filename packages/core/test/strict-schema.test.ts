import { jsonSchema } from '@x/core';
import { type Json, restoreOptional, strictSchema, toJsonSchema } from '@x/core/adapter';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';

const lower = (schema: Json): Json => strictSchema(schema, (path, why) => new RangeError(`${path}: ${why}`));
const lowerZod = (schema: z.ZodType): Json => lower(toJsonSchema(schema));
const object = (properties: Json, more: Json = {}): Json => ({ type: 'object', properties, ...more });
const closed = (properties: Json, more: Json = {}): Json => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
});
const nullOr = (schema: Json): Json => ({ anyOf: [schema, { type: 'null' }] });

describe('an optional property becomes a required one that may be null', () => {
  test.each<readonly [string, Json, Json]>([
    ['a text', { type: 'string' }, { type: ['string', 'null'] }],
    ['several types', { type: ['string', 'number'] }, { type: ['string', 'number', 'null'] }],
    ['one that may be null already', { type: ['string', 'null'] }, { type: ['string', 'null'] }],
    ['a choice', { anyOf: [{ type: 'string' }] }, { anyOf: [{ type: 'string' }, { type: 'null' }] }],
    ['a choice with null', nullOr({ type: 'string' }), nullOr({ type: 'string' })],
    ['an enum', { type: 'string', enum: ['a'] }, { type: ['string', 'null'], enum: ['a', null] }],
    ['an enum with null', { enum: ['a', null] }, { type: ['string', 'null'], enum: ['a', null] }],
    ['an enum without a type', { enum: ['a', 1] }, { type: ['string', 'number', 'null'], enum: ['a', 1, null] }],
    ['a constant', { const: 'k' }, { type: ['string', 'null'], enum: ['k', null] }],
    ['null itself', { type: 'null' }, { type: 'null' }],
    ['an object', object({}), nullOr(closed({}))],
    ['a list', { type: 'array', items: { type: 'string' } }, nullOr({ type: 'array', items: { type: 'string' } })],
    ['a reference', { $ref: '#/$defs/D' }, nullOr({ $ref: '#/$defs/D' })],
    ['a reference to what may be null', { $ref: '#/$defs/N' }, { $ref: '#/$defs/N' }],
    ['a type with a range', { type: 'integer', minimum: 1 }, { minimum: 1, type: ['integer', 'null'] }],
  ])('%s', (_, property, expected) => {
    const $defs = { D: { type: 'string' }, N: { type: ['string', 'null'] } };
    expect(lower(object({ p: property }, { $defs }))).toEqual(closed({ p: expected }, { $defs }));
  });
});

describe('what strict mode has other words for', () => {
  test.each<readonly [string, Json, Json]>([
    [
      'oneOf',
      { oneOf: [{ type: 'string' }, { const: 1 }] },
      { anyOf: [{ type: 'string' }, { type: 'number', const: 1 }] },
    ],
    [
      'a type above its branches',
      { type: 'string', anyOf: [{ format: 'email' }] },
      { anyOf: [{ type: 'string', format: 'email' }] },
    ],
    ['allOf of one', { description: 'd', allOf: [{ type: 'string' }] }, { description: 'd', type: 'string' }],
    [
      'allOf of a reference',
      { description: 'd', allOf: [{ $ref: '#/$defs/D' }] },
      { description: 'd', anyOf: [{ $ref: '#/$defs/D' }] },
    ],
    [
      'allOf of objects',
      { allOf: [object({ a: { type: 'string' } }, { required: ['a'] }), object({ b: { type: 'number' } })] },
      closed({ a: { type: 'string' }, b: { type: ['number', 'null'] } }),
    ],
    [
      'allOf with a referenced object',
      { allOf: [{ $ref: '#/$defs/D' }, object({})] },
      closed({ x: { type: ['string', 'null'] } }),
    ],
    [
      'a description beside a reference',
      { description: 'd', $ref: '#/$defs/D' },
      { description: 'd', anyOf: [{ $ref: '#/$defs/D' }] },
    ],
    ['an object that does not say so', { properties: {} }, closed({})],
    ['a closed object that declares nothing', { type: 'object', additionalProperties: false }, closed({})],
    ['a list that does not say so', { items: { type: 'string' } }, { type: 'array', items: { type: 'string' } }],
    [
      'constraints that it does not keep to',
      {
        type: 'string',
        minLength: 1,
        maxLength: 9,
        default: 'x',
        format: 'uri',
        contentEncoding: 'base64',
        $comment: 'c',
      },
      { type: 'string' },
    ],
    [
      'constraints that it keeps to',
      { type: 'number', minimum: 1, multipleOf: 2 },
      { type: 'number', minimum: 1, multipleOf: 2 },
    ],
    [
      'a format and a pattern',
      { type: 'string', format: 'uuid', pattern: '^a+$' },
      { type: 'string', format: 'uuid', pattern: '^a+$' },
    ],
    ['a pattern that looks around', { type: 'string', pattern: '^(?!a)b$' }, { type: 'string' }],
  ])('%s', (_, property, expected) => {
    const $defs = { D: object({ x: { type: 'string' } }) };
    const lowered = lower(object({ p: property }, { required: ['p'], $defs }));
    expect(lowered).toEqual(closed({ p: expected }, { $defs: { D: closed({ x: { type: ['string', 'null'] } }) } }));
  });

  test('a root that is a reference stands itself at the root, and recursion is kept', () => {
    const node = object({ next: { $ref: '#/$defs/Node' }, up: { $ref: '#' } });
    const lowered = closed({ next: nullOr({ $ref: '#/$defs/Node' }), up: nullOr({ $ref: '#' }) });
    expect(lower({ $ref: '#/$defs/Node', $defs: { Node: node } })).toEqual({ ...lowered, $defs: { Node: lowered } });
  });
});

describe('what strict mode cannot say is refused with its path', () => {
  const A = z.object({ a: z.string() });
  test.each<readonly [string, z.ZodType, string]>([
    ['a record', z.object({ r: z.record(z.string(), z.number()) }), '$.r: its properties must be known'],
    [
      'an open object',
      z.object({ l: z.array(z.looseObject({ a: z.string() })) }),
      '$.l[]: its properties must be known',
    ],
    ['a tuple', z.object({ t: z.tuple([z.string()]) }), '$.t: strict mode takes no prefixItems'],
    ['any value', z.object({ o: z.object({ a: z.any() }) }), '$.o.a: it takes any value'],
    ['no value', z.object({ n: z.never().optional() }), '$.n: strict mode takes no not'],
    [
      'a branch that cannot be said',
      z.object({ u: z.union([z.string(), z.record(z.string(), z.number())]) }),
      '$.u.anyOf[1]: its',
    ],
    ['a choice at the root', z.union([A, z.object({ b: z.string() })]), '$: it must be one object'],
    ['a text at the root', z.string(), '$: it must be one object'],
    ['a list at the root', z.array(A), '$: it must be one object'],
  ])('%s', (_, schema, message) => {
    expect(() => lowerZod(schema)).toThrow(message);
  });

  test.each<readonly [string, Json, string]>([
    ...'patternProperties not if then else dependentRequired dependentSchemas dependencies prefixItems additionalItems unevaluatedItems contains $dynamicRef'
      .split(' ')
      .map((keyword) => [keyword, { type: 'object', [keyword]: {} }, `takes no ${keyword}`] as const),
    ['a list of anything', { type: 'array' }, 'no schema stands there'],
    ['a schema that is true', { type: 'array', items: true }, 'no schema stands there'],
    ['a reference elsewhere', { $ref: 'https://example.org/s' }, 'its $ref must lead to'],
    ['a reference into a property', { $ref: '#/properties/p' }, 'its $ref must lead to'],
    ['a reference to nothing', { $ref: '#/$defs/missing' }, 'its $ref must lead to'],
    ['a reference to itself', { $ref: '#/$defs/C' }, 'its $ref must lead to'],
    ['rules beside a choice', { anyOf: [{ type: 'object' }], properties: {} }, 'it has more beside its anyOf'],
    [
      'objects that describe one property twice',
      { allOf: [object({ a: {} }), object({ a: {} })] },
      'its allOf cannot be merged',
    ],
    ['an intersection of others', { allOf: [{ type: 'string' }, { minLength: 1 }] }, 'its allOf cannot be merged'],
    [
      'a property that is required but not declared',
      object({}, { required: ['q'] }),
      'it is required but not declared',
    ],
  ])('%s', (_, property, message) => {
    const $defs = { C: { $ref: '#/$defs/C' } };
    expect(() => lower(object({ p: property }, { $defs: property['$ref'] === '#/$defs/C' ? $defs : {} }))).toThrow(
      message,
    );
    expect(() => lower(object({ p: property }))).toThrow(/^\$\.p/);
  });
});

describe('an answer gets its absent properties back', () => {
  interface Tree {
    readonly name: string;
    readonly left?: Tree | undefined;
    readonly all: readonly Tree[];
  }
  const tree: z.ZodType<Tree> = z.object({
    name: z.string(),
    get left() {
      return tree.optional();
    },
    get all() {
      return z.array(tree);
    },
  });
  const named = z.object({ n: z.string().optional() }).meta({ id: 'Named' });

  test.each<readonly [string, z.ZodType, unknown, unknown]>([
    ['a null of its own stays', z.object({ a: z.string().nullish() }), { a: null }, { a: null }],
    ['a null where something must be stays', z.object({ a: z.string() }), { a: null }, { a: null }],
    ['unknown properties stay', z.object({ a: z.string().optional() }), { a: null, b: null }, { b: null }],
    [
      'within itself',
      tree,
      { name: 'a', left: { name: 'b', left: null, all: [] }, all: [{ name: 'c', left: null, all: [] }] },
      { name: 'a', left: { name: 'b', all: [] }, all: [{ name: 'c', all: [] }] },
    ],
    [
      'behind a reference',
      z.object({ x: named, y: z.array(named) }),
      { x: { n: null }, y: [{ n: null }] },
      { x: {}, y: [{}] },
    ],
    [
      'in the branch that fits',
      z.object({
        s: z.union([
          z.object({ k: z.literal(1), v: z.string().nullable() }),
          z.object({ k: z.literal(2), v: z.string().optional() }),
        ]),
      }),
      { s: { k: 2, v: null } },
      { s: { k: 2 } },
    ],
    [
      'in the branch that has all of its properties',
      z.object({ s: z.union([z.object({ a: z.string() }), z.object({ a: z.string(), b: z.string().optional() })]) }),
      { s: { a: 'x', b: null } },
      { s: { a: 'x' } },
    ],
    ['in lists of lists', z.object({ l: z.array(z.array(named)) }), { l: [[{ n: null }]] }, { l: [[{}]] }],
    ['what has another shape is left alone', z.object({ a: z.object({}).optional() }), ['x'], ['x']],
  ])('%s', (_, schema, given, expected) => {
    expect(restoreOptional(toJsonSchema(schema), given)).toEqual(expected);
  });

  test('in an intersection', () => {
    const schema = { allOf: [object({ a: { type: 'string' } }), object({ b: { type: 'string' } })] };
    expect(restoreOptional(schema, { a: null, b: 'x' })).toEqual({ b: 'x' });
  });

  test('a schema that leads in a circle ends', () => {
    const $defs = { C: { anyOf: [{ $ref: '#/$defs/C' }, { type: 'null' }] } };
    const schema = object({ c: { $ref: '#/$defs/C' } }, { $defs });
    expect(restoreOptional(schema, { c: null })).toEqual({ c: null });
    expect(lower(schema)).toEqual(closed({ c: { $ref: '#/$defs/C' } }, { $defs }));
  });
});

test('a schema that was given as JSON is not changed', () => {
  const json = object({ a: { type: 'string' } });
  const before = structuredClone(json);
  lower(toJsonSchema(jsonSchema(json)));
  restoreOptional(json, { a: null });
  expect(json).toEqual(before);
});
