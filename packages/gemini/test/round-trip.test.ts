import { gemini } from '@x/gemini';
import { expect, test } from 'vitest';
import { answering, read } from './stub-fetch.ts';

const picture = { inlineData: { mimeType: 'image/png', data: 'AQID' } };

test.each<[string, readonly object[]]>([
  ['a signature on text', [{ text: 'Hi', thoughtSignature: 's' }]],
  ['a signature on an empty last text', [{ text: 'Hi' }, { text: '', thoughtSignature: 's' }]],
  ['a signature on an empty text alone', [{ text: '', thoughtSignature: 's' }]],
  [
    'signed and unsigned text side by side',
    [{ text: 'a' }, { text: 'b', thoughtSignature: '1' }, { text: 'c', thoughtSignature: '2' }, { text: 'd' }],
  ],
  ['a signature between two texts', [{ text: 'a' }, { text: '', thoughtSignature: '1' }, { text: 'b' }]],
  [
    'the first of parallel calls signed',
    [
      { functionCall: { id: '1', name: 'f', args: { a: 1 } }, thoughtSignature: 's' },
      { functionCall: { id: '2', name: 'g', args: {} } },
    ],
  ],
  ['a signed thought', [{ text: 'Hm', thought: true, thoughtSignature: 's' }, { text: 'Hi' }]],
  ['a thought that is nothing but its signature', [{ text: '', thought: true, thoughtSignature: 's' }, { text: 'Hi' }]],
  [
    'code that was run',
    [
      { executableCode: { language: 'PYTHON', code: '1', id: 'x' }, thoughtSignature: 's' },
      { codeExecutionResult: { outcome: 'OUTCOME_OK', output: '1', id: 'x' } },
      { text: '1' },
    ],
  ],
  [
    'a search that was made',
    [
      { toolCall: { id: 't', toolType: 'GOOGLE_SEARCH_WEB', args: { queries: ['q'] } }, thoughtSignature: 's' },
      { toolResponse: { id: 't', toolType: 'GOOGLE_SEARCH_WEB', response: {} }, thoughtSignature: 's2' },
      { text: 'There.' },
    ],
  ],
  [
    'a file by its address',
    [{ fileData: { fileUri: 'gs://bucket/a.pdf', mimeType: 'application/pdf' } }, { text: 'There.' }],
  ],
  ['a picture', [picture, { ...picture, thoughtSignature: 's' }, { text: 'There.' }]],
  ['a picture that was thought of', [{ ...picture, thought: true, thoughtSignature: 's' }, picture]],
])('%s goes back as it came', async (_, parts) => {
  const { content } = await read(answering(parts));
  const { body, warnings } = await gemini().prepare('chat', {
    model: 'gemini-3-flash-preview',
    messages: [
      { role: 'user', content: 'Hi' },
      { role: 'assistant', content },
      { role: 'user', content: 'Go on' },
    ],
  });
  expect(body).toMatchObject({ contents: [{}, { role: 'model' }, {}] });
  expect((body as { contents: { parts: unknown }[] }).contents[1]?.parts).toEqual(parts);
  expect(warnings).toEqual([]);
});

test('thoughts without a signature, sources and grounding stay here', async () => {
  const groundingMetadata = { groundingChunks: [{ web: { uri: 'https://a.example' } }] };
  const answer = answering([
    { text: 'Hm', thought: true },
    { text: 'Yes', thoughtSignature: 's' },
  ]);
  const { content } = await read({ candidates: [{ ...answer.candidates[0], groundingMetadata }] });
  const messages = [{ role: 'user', content: 'Hi' } as const, { role: 'assistant', content } as const];
  const { body } = await gemini().prepare('chat', { model: 'gemini-2.5-flash', messages });
  expect((body as { contents: unknown[] }).contents[1]).toEqual({
    role: 'model',
    parts: [{ text: 'Yes', thoughtSignature: 's' }],
  });
});

test('a history of Gemini is taken whatever id the provider has', async () => {
  const { content } = await read(answering([{ text: '', thoughtSignature: 's' }]));
  const messages = [{ role: 'user', content: 'Hi' } as const, { role: 'assistant', content } as const];
  const { body } = await gemini({ id: 'google' }).prepare('chat', { model: 'gemini-2.5-flash', messages });
  expect(body).toMatchObject({ contents: [{}, { parts: [{ text: '', thoughtSignature: 's' }] }] });
});
