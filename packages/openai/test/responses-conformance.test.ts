import { describeProvider, responsesWire } from '@x/testing';
import { expect, test } from 'vitest';
import { openai } from '../src/index.ts';
import { openai as narrow } from '../src/responses.ts';

/** The narrow door sends by `fetch`, the full one through ky. */
const doors = {
  'openai responses, full door': (options: Parameters<typeof openai>[0]) => openai({ ...options, api: 'responses' }),
  'openai responses, narrow door': narrow,
};

for (const [name, make] of Object.entries(doors)) {
  describeProvider(
    { test, expect },
    {
      name,
      make: (options) => make(options),
      model: 'gpt-4.1-mini',
      wire: responsesWire,
      lacks: ['setting:topK', 'setting:stop', 'setting:seed', 'setting:presencePenalty', 'setting:frequencyPenalty'],
      environment: { name: 'OPENAI_API_KEY', variables: process.env },
    },
  );
}
