import { canonicalJson } from '../../content/content-key.ts';
import type { RunHeader } from './records.ts';

/** What can be compared as it stands, and under which name it is told. */
const plainFields: readonly { readonly name: string; read(header: RunHeader): unknown }[] = [
  { name: 'task', read: ({ task }) => task ?? 'chat' },
  { name: 'system', read: ({ config }) => config.system },
  { name: 'maxTokens', read: ({ config }) => config.maxTokens },
  { name: 'temperature', read: ({ config }) => config.temperature },
  { name: 'axes', read: ({ axes }) => axes ?? {} },
  { name: 'repeats', read: ({ repeats }) => repeats },
  { name: 'number of rows', read: ({ data }) => data.rows },
];

const targetFields = ['provider', 'model', 'baseUrl', 'parameters', 'sandbox'] as const;

/** What a configuration differs in from the one that a file was begun with, a line each; none where it is the same. */
export function differencesBetween(before: RunHeader, now: RunHeader): readonly string[] {
  if (before.configSha === now.configSha) return [];
  const found = [
    ...plainFields.flatMap(({ name, read }) => changeOf(name, read(before), read(now))),
    ...targetChanges(before, now),
    ...listChanges('prompt', before.prompts, now.prompts, (old, next) =>
      old.sha === next.sha ? [] : [`prompt "${next.id}": its text has changed`],
    ),
    ...dataChange(before, now),
  ];
  return found.length > 0 ? found : ['the order of the targets or prompts'];
}

function targetChanges(before: RunHeader, now: RunHeader): readonly string[] {
  return listChanges('target', before.targets, now.targets, (old, next) =>
    targetFields.flatMap((field) => changeOf(`target "${next.id}" ${field}`, old[field], next[field])),
  );
}

/** What was taken out of a list, put into it, and changed in it, by the ids. */
function listChanges<T extends { readonly id: string }>(
  what: string,
  before: readonly T[],
  now: readonly T[],
  changes: (before: T, now: T) => readonly string[],
): readonly string[] {
  const old = new Map(before.map((one) => [one.id, one]));
  const kept = new Set(now.map(({ id }) => id));
  return [
    ...before.filter(({ id }) => !kept.has(id)).map(({ id }) => `${what} "${id}": no longer there`),
    ...now.flatMap((one) => {
      const earlier = old.get(one.id);
      return earlier === undefined ? [`${what} "${one.id}": new`] : changes(earlier, one);
    }),
  ];
}

function dataChange(before: RunHeader, now: RunHeader): readonly string[] {
  const same = before.data.sha256 === now.data.sha256 || before.data.rows !== now.data.rows;
  return same ? [] : ['the values of the rows'];
}

function changeOf(name: string, before: unknown, now: unknown): readonly string[] {
  const [old, next] = [shown(before), shown(now)];
  return old === next ? [] : [`${name}: ${old} → ${next}`];
}

const longest = 80;

function shown(value: unknown): string {
  if (value === undefined) return 'not set';
  const text = canonicalJson(value);
  return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}
