import { describe, expect, it } from 'vitest';
import { chatCalls, eventsOf, framesOf, post, postJson, postModel } from './support/call.ts';
import { mediaCalls } from './support/media.ts';
import { specsFolder } from './support/shared.ts';
import { taskChecks, teiChecks } from './support/specification.ts';

const absent = specsFolder === undefined;
const reason = absent ? ' (skipped: there are no specifications beside this repository)' : '';

/** A task's request, and the part of its answer that the task's schema describes. */
const taskCalls: readonly (readonly [file: string, model: string, body: object, part: (answer: unknown) => unknown])[] =
  [
    ['text-generation.output', 'gpt2', { inputs: 'Once', parameters: { details: true } }, first],
    ['summarization.output', 'facebook/bart-large-cnn', { inputs: 'One thing. Another thing.' }, first],
    ['translation.output', 'google-t5/t5-small', { inputs: 'The house is small.' }, first],
    ['text-classification.output', 'nlptown/bert-base-multilingual-uncased-sentiment', { inputs: 'good' }, first],
    [
      'zero-shot-classification.output',
      'facebook/bart-large-mnli',
      { inputs: 'a game', parameters: { candidate_labels: ['sport', 'food'] } },
      whole,
    ],
    ['token-classification.output', 'dslim/bert-base-NER', { inputs: 'Wolfgang lives in Berlin' }, whole],
    [
      'question-answering.output',
      'deepset/roberta-base-squad2',
      { inputs: { question: 'Where?', context: 'In Berlin. In Rome.' }, parameters: { top_k: 2 } },
      whole,
    ],
    ['feature-extraction.output', 'BAAI/bge-small-en-v1.5', { inputs: ['one', 'two'] }, whole],
    [
      'sentence-similarity.output',
      'sentence-transformers/all-MiniLM-L6-v2',
      { inputs: { source_sentence: 'a', sentences: ['b', 'c'] } },
      whole,
    ],
    [
      'table-question-answering.output',
      'google/tapas-base-finetuned-wtq',
      { inputs: { query: 'How many stars?', table: { Stars: ['1', '2'], Name: ['x', 'y'] } } },
      listed,
    ],
  ];

/** The media tasks whose answers are JSON. The schemas of the others describe what a client makes of the bytes. */
const mediaTasks = [
  'image-classification',
  'object-detection',
  'image-segmentation',
  'zero-shot-image-classification',
  'visual-question-answering',
  'document-question-answering',
  'automatic-speech-recognition',
  'audio-classification',
] as const;

function listed(answer: unknown): readonly unknown[] {
  return [answer];
}

function first(answer: unknown): unknown {
  return Array.isArray(answer) ? answer[0] : undefined;
}

function whole(answer: unknown): unknown {
  return answer;
}

describe.skipIf(absent)(`answers and Hugging Face's task schemas${reason}`, () => {
  it.each(taskCalls)('%s', async (file, model, body, part) => {
    const answer = await postJson(`/hf/hf-inference/models/${model}`, body);
    expect(taskChecks()(file)(part(answer))).toEqual([]);
  });

  it.each(mediaTasks)('%s.output', async (task) => {
    const [model, body] = mediaCalls[task];
    const answer: unknown = await (await postModel(model, body)).json();
    expect(taskChecks()(`${task}.output`)(answer)).toEqual([]);
  });

  it('text ranking, by the schema of the text-embeddings server', async () => {
    const body = { query: 'What is deep learning?', texts: ['Cheese', 'A kind of learning'], return_text: true };
    const answer = await postJson('/hf/models/BAAI/bge-reranker-base/rerank', body);
    expect(teiChecks()('RerankResponse')(answer)).toEqual([]);
  });

  const misnaming = [
    { task: 'fill-mask', call: ['FacebookAI/roberta-base', { inputs: 'A <mask> day' }], misnamed: '"tokenStr"' },
    { task: 'image-to-text', call: mediaCalls['image-to-text'], misnamed: '"generatedText"' },
  ] as const;

  it.each(misnaming)('$task, but for a field that its schema demands under a name no service gives', async (row) => {
    const { task, call, misnamed } = row;
    const [model, body] = call;
    const answer: unknown = await (await postModel(model, body)).json();
    const faults = taskChecks()(`${task}.output`)(answer);
    expect(faults.filter((fault) => !fault.includes(misnamed))).toEqual([]);
  });

  it('streamed text generation', async () => {
    const { frames } = await framesOf(await post('/hf/models/gpt2', { inputs: 'Once', stream: true }));
    expect(eventsOf(frames).flatMap(taskChecks()('text-generation.stream_output'))).toEqual([]);
  });

  it('chat, whole and streamed', async () => {
    const call = chatCalls.hf('Qwen/Qwen2.5-7B-Instruct', false);
    const check = taskChecks();
    expect(check('chat-completion.output')(await postJson(call.path, call.body))).toEqual([]);
    const { frames } = await framesOf(await post(call.path, { ...call.body, stream: true }));
    expect(eventsOf(frames).flatMap(check('chat-completion.stream_output'))).toEqual([]);
  });

  it('chat with a tool call', async () => {
    const tools = [{ type: 'function', function: { name: 'get_weather', parameters: { type: 'object' } } }];
    const messages = [{ role: 'user', content: 'What is the weather in Paris?' }];
    const body = { model: 'a/b', messages, tools };
    const answer = await postJson('/hf/v1/chat/completions', body);
    expect(taskChecks()('chat-completion.output')(answer)).toEqual([]);
  });
});
