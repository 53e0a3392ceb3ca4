/**
 * Reads the answers of Hugging Face's task endpoints from their bytes: every shape that the services have been seen to
 * give, to the facts that an adapter must state. What a body does not say is not compared.
 */
import { expectEmbedding } from './embedding.ts';
import { plausibleCodes } from './error-codes.ts';
import { readEvents } from './event-stream.ts';
import { ANYTHING, type Expectation, type ExpectedFacts } from './expectation.ts';
import { expectBytes, type Linked, MEDIA_READERS } from './hf-media-tasks.ts';
import { at, isRecord, listAt, numberAt, parseJson, stringAt } from './json.ts';
import { asList, readLabels } from './labels.ts';

/** What the request was, as far as the answer's meaning depends on it. */
export interface TaskRequest {
  /** One for a single input, several where the request was a list. */
  readonly texts: readonly string[];
  /** What an address in the answer leads to; nothing where it is absent. */
  readonly linked?: Linked | undefined;
}

type Reader = (body: unknown, request: TaskRequest) => ExpectedFacts;

const READERS: Readonly<Record<string, Reader>> = {
  'text-generation': readGeneration,
  summarization: (body) => readTexts(body, 'summary_text'),
  translation: (body) => readTexts(body, 'translation_text'),
  'text-classification': (body) => ({ labels: [readLabels(firstList(body))] }),
  'zero-shot-classification': (body) => ({ labels: [readZeroShot(body)] }),
  'token-classification': readEntities,
  'question-answering': (body) => ({ answers: [asList(body).map(readAnswer)] }),
  'table-question-answering': (body) => ({ answers: [asList(body).map(readTableAnswer)] }),
  'sentence-similarity': (body) => ({ scores: [body] }),
  'fill-mask': (body) => ({ fills: [maskLists(body).map((fills) => fills.map(readFill))] }),
  embedding: (body, request) => expectEmbedding(body, request.texts.length),
};

export function expectTask(task: string, body: string | Uint8Array, request: TaskRequest): readonly Expectation[] {
  if (typeof body !== 'string') return [{ kind: 'answer', facts: expectBytes(task, body) }];
  const read = READERS[task] ?? mediaReader(task);
  const json = parseJson(body);
  if (read === undefined || json === undefined) return [{ kind: 'error', codes: ['bad-response'] }];
  // A prediction that went well states its error as null.
  const error = at(json, 'error') ?? undefined;
  if (error !== undefined) return [{ kind: 'error', codes: plausibleCodes(undefined, error) }];
  return [{ kind: 'answer', facts: read(json, request) }];
}

function mediaReader(task: string): Reader | undefined {
  const read = MEDIA_READERS[task];
  return read && ((body, { linked = () => new Uint8Array() }) => read(body, linked));
}

/** Text Generation Inference's stream: tokens, and the whole text beside the last of them. */
export function expectGenerationStream(body: string): readonly Expectation[] {
  const events = readEvents(body).map((event) => parseJson(event.data));
  const error = events.map((event) => at(event, 'error')).find((found) => found !== undefined);
  if (error !== undefined) return [{ kind: 'error', codes: plausibleCodes(undefined, error) }];
  const last = events.find((event) => stringAt(event, 'generated_text') !== undefined);
  if (last === undefined) return [{ kind: 'error', codes: ['interrupted'] }];
  const tokens = events
    .filter((event) => at(event, 'token', 'special') !== true)
    .map((event) => stringAt(event, 'token', 'text') ?? '')
    .join('');
  // The server trims what its first token begins with; both are its own words.
  return [{ kind: 'answer', facts: { text: [stringAt(last, 'generated_text'), tokens], ...readDetails(last) } }];
}

function readGeneration(body: unknown, request: TaskRequest): ExpectedFacts {
  const completion = stringAt(body, 'choices', 0, 'text');
  if (completion !== undefined) return { text: [completion] };
  const first = asList(body)[0];
  const prompt = request.texts[0] ?? '';
  const generated = stringAt(first, 'generated_text') ?? '';
  // Some servers repeat the prompt before what they generated; the contract's text is without it.
  return { text: [generated.startsWith(prompt) ? generated.slice(prompt.length) : generated], ...readDetails(first) };
}

const FINISH_REASONS: Readonly<Record<string, string>> = { length: 'length', eos_token: 'stop', stop_sequence: 'stop' };

function readDetails(answer: unknown): ExpectedFacts {
  const finish = FINISH_REASONS[stringAt(answer, 'details', 'finish_reason') ?? ''];
  const tokens = numberAt(answer, 'details', 'generated_tokens');
  return {
    ...(finish === undefined ? {} : { finishReason: [finish] }),
    ...(tokens === undefined ? {} : { outputTokens: [tokens] }),
  };
}

function readTexts(body: unknown, field: string): ExpectedFacts {
  const texts = asList(body).map((answer) => stringAt(answer, field));
  return texts.length === 1 ? { text: [texts[0]] } : { texts: [texts] };
}

function readZeroShot(body: unknown): readonly unknown[] {
  const first = asList(body)[0];
  if (stringAt(first, 'label') !== undefined) return readLabels(asList(body));
  return readLabels(
    listAt(first, 'labels').map((label, index) => ({ label, score: numberAt(first, 'scores', index) })),
  );
}

function readEntities(body: unknown, request: TaskRequest): ExpectedFacts {
  const entities = listAt(body);
  const words = entities.map((entity) => stringAt(entity, 'word'));
  const input = request.texts[0] ?? '';
  const places = entities.map((entity) => input.slice(numberAt(entity, 'start'), numberAt(entity, 'end')));
  // The service joins word pieces its own way; an adapter may take the words from the input instead.
  return { entities: [entities.map(readEntity)], entityTexts: [words, places] };
}

function readEntity(entity: unknown): unknown {
  return {
    label: stringAt(entity, 'entity_group') ?? stringAt(entity, 'entity'),
    text: ANYTHING,
    score: numberAt(entity, 'score'),
    start: numberAt(entity, 'start'),
    end: numberAt(entity, 'end'),
  };
}

function readAnswer(answer: unknown): unknown {
  return {
    text: stringAt(answer, 'answer'),
    score: numberAt(answer, 'score'),
    start: numberAt(answer, 'start'),
    end: numberAt(answer, 'end'),
  };
}

function readTableAnswer(answer: unknown): unknown {
  return {
    text: stringAt(answer, 'answer'),
    cells: at(answer, 'cells'),
    coordinates: at(answer, 'coordinates'),
    aggregator: at(answer, 'aggregator'),
  };
}

/** One mask gives a flat list of fills, several give a list of lists. */
function maskLists(body: unknown): readonly (readonly unknown[])[] {
  const list = listAt(body);
  return list.every(isRecord) ? [list] : list.map((fills) => listAt(fills));
}

function readFill(fill: unknown): unknown {
  return { token: stringAt(fill, 'token_str'), text: stringAt(fill, 'sequence'), score: numberAt(fill, 'score') };
}

function firstList(body: unknown): readonly unknown[] {
  const list = listAt(body);
  return Array.isArray(list[0]) ? list[0] : list;
}
