import { type ChatInput, jsonSchema, tool } from '@x/core';
import { gemini } from '@x/gemini';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';

const prepare = async (input: Partial<ChatInput>) =>
  (await gemini().prepare('chat', { model: 'gemini-2.5-flash', prompt: 'Hi', ...input })).body;

const cases: readonly (readonly [name: string, given: object, sent: object])[] = [
  ['what Google takes stays', { type: 'object', minProperties: 1 }, { type: 'object', minProperties: 1 }],
  [
    'the dialect is not named',
    { $schema: 'https://json-schema.org/draft/2020-12/schema', type: 'string' },
    { type: 'string' },
  ],
  ['one text', { type: 'string', const: 'a' }, { type: 'string', enum: ['a'] }],
  ['one number', { anyOf: [{ const: 1 }, { type: 'null' }] }, { anyOf: [{ enum: [1] }, { type: 'null' }] }],
  ['one truth value', { type: 'boolean', const: true }, { type: 'boolean' }],
  [
    'nothing stands beside a reference but what names it',
    {
      type: 'object',
      properties: { a: { $ref: '#/$defs/A', description: 'An A', $comment: 'kept' } },
      $defs: { A: { type: 'array', items: { const: 'x' } } },
    },
    {
      type: 'object',
      properties: { a: { $ref: '#/$defs/A', $comment: 'kept' } },
      $defs: { A: { type: 'array', items: { enum: ['x'] } } },
    },
  ],
  [
    'properties may be called like keywords, and values are no schemas',
    { type: 'object', properties: { const: { type: 'string', default: { const: 1 } } }, enum: [{ const: 2 }] },
    { type: 'object', properties: { const: { type: 'string', default: { const: 1 } } }, enum: [{ const: 2 }] },
  ],
  [
    'yes and no are schemas',
    { type: 'array', items: true, additionalProperties: false },
    { type: 'array', items: true, additionalProperties: false },
  ],
];

describe('schemas are lowered to what Gemini takes', () => {
  test.each(cases)('%s', async (_, given, sent) => {
    const schema = jsonSchema(given);
    expect(await prepare({ responseFormat: { type: 'json', schema } })).toMatchObject({
      generationConfig: { responseMimeType: 'application/json' },
    });
    const answer = await prepare({ responseFormat: { type: 'json', schema } });
    expect(answer).toHaveProperty('generationConfig.responseJsonSchema', sent);
    const called = await prepare({ tools: { f: tool({ input: schema }) } });
    expect(called).toHaveProperty('tools.0.functionDeclarations.0.parametersJsonSchema', sent);
  });

  test('a schema of zod', async () => {
    const schema = z.object({ kind: z.literal('house'), rooms: z.array(z.string()).optional() });
    expect(await prepare({ responseFormat: { type: 'json', schema } })).toHaveProperty(
      'generationConfig.responseJsonSchema',
      {
        type: 'object',
        properties: { kind: { type: 'string', enum: ['house'] }, rooms: { type: 'array', items: { type: 'string' } } },
        required: ['kind'],
      },
    );
  });
});
