import { type CallOptions, InferenceError, type ModelInfo, parseTask, taskNames } from '@x/core';
import { exchangeConfig } from '@x/core/adapter';
import { hfBase } from './definition.ts';
import { hubCatalog } from './hub/deferred-catalog.ts';
import type { HfChatSettings } from './options.ts';
import { OWN_PROVIDER, suffixOf } from './routing.ts';

/** How a model is asked: in a conversation, for the vectors of texts, or with texts and nothing said about them. */
export type Manner = 'chat' | 'embedding' | 'plain';

/** Milliseconds after which the Hub is not waited for any longer. */
const PATIENCE = 10_000;

interface Asked {
  readonly model: string;
  readonly task: string | undefined;
  readonly settings: HfChatSettings;
  readonly call: CallOptions;
}

/**
 * How to ask a model: as the caller says, else as the place or the model's suffix says, else as the Hub says.
 *
 * @throws InferenceError 'unsupported' for a task that does not exist. Never because the Hub could not be asked.
 */
export async function mannerOf({ model, task, settings, call }: Asked): Promise<Manner> {
  if (task !== undefined) return mannerOfTask(task, model);
  if (settings.baseUrl !== undefined) return servesChat(settings.baseUrl) ? 'chat' : 'plain';
  // Only chat has providers and policies behind a colon.
  if ((suffixOf(model) ?? OWN_PROVIDER) !== OWN_PROVIDER) return 'chat';
  return mannerOfModel(await inquire({ model, settings, call }));
}

/** A call that can go on does not fail because the Hub could not be asked: the model itself will say what is wrong. */
async function inquire({ model, settings, call }: Omit<Asked, 'task'>): Promise<ModelInfo | undefined> {
  const config = exchangeConfig(hfBase, { ...settings, retry: { limit: 0 }, timeout: { total: PATIENCE } });
  const total = Math.min(PATIENCE, (call.timeout?.total ?? Number.POSITIVE_INFINITY) / 2);
  const inquiry = hubCatalog(config).describe(model, { signal: call.signal, timeout: { total } });
  return inquiry.catch(() => undefined);
}

function mannerOfTask(task: string, model: string): Manner {
  const known = parseTask(task);
  if (known !== undefined) return known === 'chat' || known === 'embedding' ? known : 'plain';
  const message = `${hfBase.id}: there is no task of this name. Leave task out, or write one of ${taskNames.join(', ')}`;
  throw new InferenceError({ code: 'unsupported', provider: hfBase.id, model, message });
}

const servesChat = (baseUrl: string): boolean => /\/(v1|chat\/completions)\/?(\?|$)/.test(baseUrl);

/** The tag counts: of models that see and write, which are listed as chat, only those that carry it converse. */
function mannerOfModel({ task, tags }: Partial<ModelInfo> = {}): Manner {
  if (task === 'embedding') return 'embedding';
  const writes = task === 'text-generation' || task === 'chat';
  return writes && tags?.includes('conversational') ? 'chat' : 'plain';
}
