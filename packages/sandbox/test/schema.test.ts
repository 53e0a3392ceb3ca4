import { Ajv } from 'ajv';
import addFormats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { fillSchema } from '../src/schema/fill.ts';
import { materialOf } from '../src/schema/material.ts';

const ajv = new Ajv({ strict: false });
addFormats.default(ajv);

const material = materialOf('Ada Lovelace met 3 friends in London on day 12, and the price was 4.5 pounds.');

const schemas: Readonly<Record<string, object>> = {
  'every type': {
    type: 'object',
    properties: {
      text: { type: 'string' },
      whole: { type: 'integer' },
      number: { type: 'number' },
      flag: { type: 'boolean' },
      nothing: { type: 'null' },
      list: { type: 'array', items: { type: 'string' } },
    },
    required: ['text', 'whole', 'number', 'flag', 'nothing', 'list'],
    additionalProperties: false,
  },
  'bounds of numbers': {
    type: 'object',
    properties: {
      low: { type: 'integer', minimum: 100 },
      high: { type: 'integer', maximum: -5 },
      open: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 0.1 },
      step: { type: 'integer', multipleOf: 7, minimum: 8 },
      share: { type: 'number', minimum: 0, maximum: 1 },
    },
    required: ['low', 'high', 'open', 'step', 'share'],
  },
  'lengths of texts and lists': {
    type: 'object',
    properties: {
      long: { type: 'string', minLength: 40 },
      short: { type: 'string', maxLength: 2 },
      pair: { type: 'array', minItems: 2, maxItems: 2, items: { type: 'integer' } },
      none: { type: 'array', maxItems: 0, items: { type: 'integer' } },
    },
    required: ['long', 'short', 'pair', 'none'],
  },
  formats: {
    type: 'object',
    properties: Object.fromEntries(
      ['date-time', 'date', 'time', 'duration', 'email', 'hostname', 'ipv4', 'ipv6', 'uri', 'uuid'].map((format) => [
        format,
        { type: 'string', format },
      ]),
    ),
  },
  patterns: {
    type: 'object',
    properties: {
      code: { type: 'string', pattern: '^[A-Z]{2}$' },
      digits: { type: 'string', pattern: '^\\d{5}$' },
      name: { type: 'string', pattern: '^Ada' },
      date: { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}$' },
    },
  },
  'choices and constants': {
    type: 'object',
    properties: {
      city: { enum: ['Paris', 'London'] },
      kind: { const: 'meeting' },
      either: { type: ['string', 'null'] },
    },
    required: ['city', 'kind', 'either'],
  },
  references: {
    $defs: { person: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] } },
    type: 'object',
    properties: { host: { $ref: '#/$defs/person' }, guests: { type: 'array', items: { $ref: '#/$defs/person' } } },
    required: ['host', 'guests'],
  },
  'a schema that contains itself': {
    type: 'object',
    properties: { value: { type: 'string' }, next: { anyOf: [{ $ref: '#' }, { type: 'null' }] } },
    required: ['value'],
  },
  'a tree': {
    $ref: '#/$defs/node',
    $defs: {
      node: {
        type: 'object',
        properties: { label: { type: 'string' }, children: { type: 'array', items: { $ref: '#/$defs/node' } } },
        required: ['label', 'children'],
        additionalProperties: false,
      },
    },
  },
  'all of several': {
    $defs: { base: { type: 'object', properties: { id: { type: 'integer' } }, required: ['id'] } },
    allOf: [{ $ref: '#/$defs/base' }, { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] }],
  },
  'one of several': {
    type: 'object',
    properties: {
      shape: {
        oneOf: [
          {
            type: 'object',
            properties: { kind: { const: 'circle' }, radius: { type: 'number' } },
            required: ['kind', 'radius'],
          },
          { type: 'object', properties: { kind: { const: 'line' } }, required: ['kind'] },
        ],
      },
    },
    required: ['shape'],
  },
  tuples: {
    type: 'array',
    items: [{ type: 'string' }, { type: 'integer' }],
    prefixItems: [{ type: 'string' }, { type: 'integer' }],
  },
};

describe('values for schemas', () => {
  it.each(Object.entries(schemas))('satisfy %s', (_, schema) => {
    const value = fillSchema(schema, material);
    expect(ajv.validate(schema, value), `${JSON.stringify(value)}: ${ajv.errorsText()}`).toBe(true);
  });

  it('are made of what the prompt says', () => {
    const schema = {
      type: 'object',
      properties: {
        name: { type: 'string' },
        guests: { type: 'integer' },
        price: { type: 'number', minimum: 4, maximum: 5 },
        city: { enum: ['Paris', 'London'] },
      },
    };
    expect(fillSchema(schema, material)).toEqual({ name: 'Ada Lovelace', guests: 3, price: 4.5, city: 'London' });
    const stated = materialOf('Book a table, name is Grace, size: 12');
    expect(fillSchema({ type: 'object', properties: { name: { type: 'string' } } }, stated)).toEqual({ name: 'Grace' });
  });

  it('come from an empty prompt too, and from no schema at all', () => {
    expect(fillSchema({ type: 'object', properties: { a: { type: 'string' } } }, materialOf(''))).toEqual({
      a: 'sandbox',
    });
    expect(fillSchema(undefined, material)).toEqual({});
  });

  it('do not fail on a pattern that no engine reads', () => {
    expect(fillSchema({ type: 'string', pattern: '(' }, material)).toBe('sandbox');
  });
});
