import type { ModelInfo } from '@x/core';
import { unknown } from './figures.ts';
import type { JsonObject } from './json.ts';

/** A model as JSON; what the vendor does not state is null. */
export const modelJson = (model: ModelInfo): JsonObject => ({
  id: model.id,
  provider: model.provider,
  task: model.task ?? null,
  tasks: model.tasks ?? null,
  served: model.served ?? null,
  servedBy: model.servedBy?.map(({ provider, status, task }) => ({ provider, status, task: task ?? null })) ?? null,
  contextLength: model.contextLength ?? null,
  maxOutputTokens: model.maxOutputTokens ?? null,
  license: model.license ?? null,
  gated: model.gated ?? null,
  retired: model.retired ?? null,
  tags: model.tags ?? null,
});

/** What stands behind a model's id in a list. */
export function modelRow(model: ModelInfo): string {
  const facts = [
    model.task ?? model.tasks?.join(', '),
    model.contextLength === undefined ? undefined : `${model.contextLength} tokens`,
    model.license,
    model.gated ? 'gated' : undefined,
    model.retired === true ? 'retired' : undefined,
  ];
  return facts.filter((fact) => fact !== undefined).join(' · ');
}

/** What is known of one model, a line a fact; not yet safe to print. */
export function modelPage(model: ModelInfo): readonly string[] {
  const served = model.servedBy?.map(({ provider, status, task }) =>
    [provider, status === 'live' ? undefined : status, task].filter((word) => word !== undefined).join(' '),
  );
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['model', `${model.provider}:${model.id}`],
    ['tasks', model.tasks?.join(', ') ?? model.task],
    ['licence', model.license],
    ['gating', gatingOf(model)],
    ['served by', served === undefined ? servedWord(model.served) : served.join(', ') || 'nobody'],
    ['context length', tokens(model.contextLength)],
    ['longest answer', tokens(model.maxOutputTokens)],
    ['retired', model.retired === undefined ? undefined : yesOrNo(model.retired)],
    ['tags', model.tags?.join(', ')],
  ];
  return facts.map(([name, value]) => `${name.padEnd(16)}${value ?? unknown}`);
}

const tokens = (count: number | undefined): string | undefined => (count === undefined ? undefined : `${count} tokens`);
const yesOrNo = (value: boolean): string => (value ? 'yes' : 'no');
const servedWord = (served: boolean | undefined): string | undefined =>
  served === undefined ? undefined : yesOrNo(served);

const gatingWords = {
  auto: 'gated; access is granted at once when its terms are accepted',
  manual: 'gated; access is granted by its authors',
};

function gatingOf({ gated }: ModelInfo): string | undefined {
  if (gated === undefined) return undefined;
  return gated === false ? 'open' : gatingWords[gated];
}
