/**
 * Reads the Hub's page of a model from its bytes, to the facts that a catalogue must state. A page tells only what was
 * asked of it (`expand`); what it does not tell is not compared.
 */
import { ANYTHING, type Expectation, type ExpectedFacts } from './expectation.ts';
import { at, isRecord, listAt, parseJson, stringAt } from './json.ts';

export function expectModelPage(body: string): readonly Expectation[] {
  const page = parseJson(body);
  if (!isRecord(page)) return [{ kind: 'error', codes: ['bad-response'] }];
  const facts = { id: [page['id']], ...readTask(page), ...readTerms(page), ...readServing(page) };
  return [{ kind: 'answer', facts }];
}

/** A renamed model: what its new address says is described. */
export function expectRenamed(location: string, task: string): readonly Expectation[] {
  const id = decodeURIComponent((location.split('?')[0] ?? '').replace(/^.*\/api\/models\//, ''));
  return [{ kind: 'answer', facts: { id: [id], task: [task] } }];
}

/** The Hub's names of tasks that have another name in the contract; undefined for one that is not in it. */
const TASK_BY_TAG: Readonly<Record<string, string | undefined>> = {
  'feature-extraction': 'embedding',
  'text2text-generation': 'text-generation',
  'audio-to-audio': undefined,
};

function readTask(page: Readonly<Record<string, unknown>>): ExpectedFacts {
  const tag = stringAt(page, 'pipeline_tag');
  if (tag === undefined) return {};
  const task = Object.hasOwn(TASK_BY_TAG, tag) ? TASK_BY_TAG[tag] : tag;
  // A model that holds conversations is of both tasks, and the contract does not say which comes first.
  return { task: listAt(page, 'tags').includes('conversational') ? [task, 'chat'] : [task] };
}

function readTerms(page: Readonly<Record<string, unknown>>): ExpectedFacts {
  const tags = listAt(page, 'tags');
  const tagged = tags.map(String).find((tag) => tag.startsWith('license:'));
  const license = tagged?.slice('license:'.length) ?? stringAt(page, 'cardData', 'license');
  return {
    ...('tags' in page ? { tags: [tags], license: [license] } : {}),
    ...('gated' in page ? { gated: [page['gated']] } : {}),
    ...('disabled' in page ? { retired: page['disabled'] === true ? [true] : [false, undefined] } : {}),
  };
}

function readServing(page: Readonly<Record<string, unknown>>): ExpectedFacts {
  const mapping = page['inferenceProviderMapping'];
  if (mapping === undefined) return page['inference'] === 'warm' ? { served: [true, undefined] } : {};
  const providers = isRecord(mapping) ? Object.entries(mapping) : listAt(mapping).map(named);
  const isLive = providers.some(([, entry]) => stringAt(entry, 'status') === 'live');
  return { servedBy: [providers.map(readProvider)], served: [isLive] };
}

function named(entry: unknown): readonly [string, unknown] {
  return [stringAt(entry, 'provider') ?? '', entry];
}

/** The task of a provider is the vendor's word or the contract's. */
function readProvider([provider, entry]: readonly [string, unknown]): unknown {
  return { provider, status: at(entry, 'status'), task: ANYTHING };
}
