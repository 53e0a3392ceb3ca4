import { type CallOptions, InferenceError, parseTask, taskNames } from '@x/core';
import { hfBase } from './definition.ts';
import { type ModelPage, PATIENCE, readModelPage } from './hub/model-page.ts';
import { waitFor } from './hub/patience.ts';
import type { HfSettings } from './options.ts';
import { OWN_PROVIDER, suffixOf } from './routing.ts';

/** How a model is asked: in a conversation, for the vectors of texts, or with texts and nothing said about them. */
export type Manner = 'chat' | 'embedding' | 'plain';

interface Asked {
  readonly model: string;
  readonly task: string | undefined;
  readonly settings: HfSettings;
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
  // A call that can go on does not fail because the Hub could not be asked: the model itself will say what is wrong.
  const page = readModelPage(model, settings).catch(() => undefined);
  const limit = Math.min(PATIENCE, (call.timeout?.total ?? Number.POSITIVE_INFINITY) / 2);
  return mannerOfPage(await waitFor(page, limit, call.signal));
}

function mannerOfTask(task: string, model: string): Manner {
  const known = parseTask(task);
  if (known !== undefined) return known === 'chat' || known === 'embedding' ? known : 'plain';
  const message = `${hfBase.id}: there is no task of this name. Leave task out, or write one of ${taskNames.join(', ')}`;
  throw new InferenceError({ code: 'unsupported', provider: hfBase.id, model, message });
}

const servesChat = (baseUrl: string): boolean => /\/(v1|chat\/completions)\/?(\?|$)/.test(baseUrl);

function mannerOfPage(page: ModelPage | undefined): Manner {
  const task = parseTask(page?.pipeline_tag ?? '');
  if (task === 'embedding') return 'embedding';
  const writes = task === 'text-generation' || task === 'chat';
  return writes && page?.tags?.includes('conversational') ? 'chat' : 'plain';
}
