import { beforeAll, describe, expect, test } from 'vitest';
import { openai } from '../src/index.ts';
import { inputs } from './responses-inputs.ts';
import { missing, readSpecification, type Specification, specificationFound } from './specification.ts';

describe.skipIf(!specificationFound)(`requests to the Responses API fit the specification${missing}`, () => {
  let specification: Specification;
  beforeAll(() => {
    specification = readSpecification();
  }, 60_000);

  test.each(Object.entries(inputs))('%s', async (_, input) => {
    const provider = openai({ api: 'responses' });
    for (const stream of [false, true]) {
      const { body, warnings } = await provider.prepare('chat', { model: 'gpt-4.1-mini', ...input }, { stream });
      expect(specification.faults('CreateResponse', body)).toEqual([]);
      expect(warnings).toEqual([]);
    }
  });

  test.each<[string, object]>([
    ['a message without content', { input: [{ role: 'user' }] }],
    ['a function without its schema', { tools: [{ type: 'function', name: 'f' }] }],
    ['a nested form of the answer', { text: { format: { type: 'json_schema', json_schema: { name: 'a' } } } }],
    ['a result without its output', { input: [{ type: 'function_call_output', call_id: 'c' }] }],
    ['reasoning without its id', { input: [{ type: 'reasoning', summary: [] }] }],
    ['an include that is none', { include: ['everything'] }],
    ['a setting of the other protocol', { max_tokens: 9 }],
  ])('%s would be found', (_, body) => {
    expect(specification.faults('CreateResponse', { model: 'm', ...body })).not.toEqual([]);
  });
});
