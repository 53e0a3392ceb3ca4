import { describe, expect, test } from 'vitest';
import { read, saying, streamed } from './stub-fetch.ts';

const grounded = (parts: readonly object[], groundingMetadata: object) =>
  saying(parts, { finishReason: 'STOP', groundingMetadata });
const chunks = [{ web: { uri: 'https://a.example', title: 'A' } }, { maps: { uri: 'https://b.example', title: '' } }];

describe('sources', () => {
  test('offsets are bytes on the wire and UTF-16 code units here', async () => {
    const text = 'Größe 😀: grün.';
    const start = new TextEncoder().encode('Größe 😀: ').length;
    const segment = { startIndex: start, endIndex: start + new TextEncoder().encode('grün').length, text: 'grün' };
    const { content } = await read(
      grounded([{ text }], {
        groundingChunks: chunks,
        groundingSupports: [{ segment, groundingChunkIndices: [0, 1, 9] }],
      }),
    );
    const place = { start: text.indexOf('grün'), end: text.indexOf('grün') + 4 };
    expect(content[0]).toMatchObject({
      annotations: [
        { type: 'citation', url: 'https://a.example', title: 'A', ...place },
        { type: 'citation', url: 'https://b.example', ...place },
      ],
    });
  });

  test('offsets count from the beginning of the answer, not of the part', async () => {
    const segment = { startIndex: 4, endIndex: 8, text: 'blue' };
    const metadata = { groundingChunks: chunks, groundingSupports: [{ segment, groundingChunkIndices: [0] }] };
    const { content } = await read(
      grounded([{ text: 'Yes ' }, { functionCall: { name: 'f' } }, { text: 'blue' }], metadata),
    );
    expect(content[2]).toMatchObject({ text: 'blue', annotations: [{ start: 0, end: 4 }] });
  });

  test.each([
    ['beyond the text', { startIndex: 0, endIndex: 99 }, {}],
    ['none', {}, {}],
    ['wrong by one, but for the text', { startIndex: 1, endIndex: 5, text: 'blue' }, { start: 4, end: 8 }],
    ['of another text', { startIndex: 0, endIndex: 3, text: 'red' }, {}],
    ['from the beginning', { endIndex: 3 }, { start: 0, end: 3 }],
  ])('a place that is %s', async (_, segment, place) => {
    const metadata = { groundingChunks: chunks, groundingSupports: [{ segment, groundingChunkIndices: [0] }] };
    const { content } = await read(grounded([{ text: 'Yes blue' }], metadata));
    const [first] = content;
    expect(first?.type === 'text' && first.annotations).toEqual([
      { type: 'citation', url: 'https://a.example', title: 'A', ...place },
    ]);
  });

  test('without passages all sources are named; what Google wants shown is kept', async () => {
    const metadata = { groundingChunks: chunks, searchEntryPoint: { renderedContent: '<b>Search</b>' } };
    const { content } = await read(grounded([{ text: 'Yes', thoughtSignature: 's' }], metadata));
    expect(content).toEqual([
      {
        type: 'text',
        text: 'Yes',
        annotations: [
          { type: 'citation', url: 'https://a.example', title: 'A' },
          { type: 'citation', url: 'https://b.example' },
        ],
        providerMetadata: { gemini: { thoughtSignature: 's', groundingMetadata: metadata } },
      },
    ]);
  });

  test.each(['citationSources', 'citations'])('%s', async (name) => {
    const citationMetadata = { [name]: [{ startIndex: 4, endIndex: 8, uri: 'https://c.example', license: 'mit' }] };
    const { content } = await read(saying([{ text: 'Yes blue' }], { finishReason: 'STOP', citationMetadata }));
    expect(content).toEqual([
      {
        type: 'text',
        text: 'Yes blue',
        annotations: [{ type: 'citation', url: 'https://c.example', start: 4, end: 8 }],
      },
    ]);
  });

  test('in a stream they come last and belong to the text before, each once', async () => {
    const metadata = {
      groundingChunks: chunks,
      groundingSupports: [{ segment: { startIndex: 4, endIndex: 8, text: 'blue' }, groundingChunkIndices: [0] }],
    };
    const { content } = await streamed([
      saying([{ text: 'Yes ' }]),
      saying([{ text: 'blue' }], { groundingMetadata: metadata }),
      grounded([{ text: '', thoughtSignature: 's' }], metadata),
    ]).result();
    expect(content).toEqual([
      {
        type: 'text',
        text: 'Yes blue',
        annotations: [{ type: 'citation', url: 'https://a.example', title: 'A', start: 4, end: 8 }],
        providerMetadata: { gemini: { groundingMetadata: metadata } },
      },
      { type: 'text', text: '', providerMetadata: { gemini: { thoughtSignature: 's' } } },
    ]);
  });

  test('sources of an answer without text stand on an empty one', async () => {
    const picture = { inlineData: { mimeType: 'image/png', data: 'AQID' } };
    const { content } = await read(grounded([picture], { groundingChunks: chunks }));
    expect(content.map((part) => part.type)).toEqual(['image', 'text']);
    expect(content[1]).toMatchObject({ text: '', annotations: [{ title: 'A' }, {}] });
  });
});
