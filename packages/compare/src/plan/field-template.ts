import { isPlainObject } from '../content/plain-object.ts';
import type { Row } from './rows.ts';
import { compileTemplate } from './template.ts';

/** The fields of an input, made ready to be filled in. */
export interface FieldsTemplate {
  /** The names that its texts ask for, each once. */
  readonly names: ReadonlySet<string>;
  fill(row: Row): Readonly<Record<string, unknown>>;
  /** Whether the row leaves nothing in any field. */
  isBlank(row: Row): boolean;
}

/** A value at any depth: how to fill it in. */
interface Filler {
  readonly names: readonly string[];
  fill(row: Row): unknown;
  isBlank(row: Row): boolean;
}

/**
 * Compiles the texts of an input, at any depth. A text that is one `{{name}}` takes on the row's value as it is, so that
 * lists, numbers and media reach the fields that want them.
 */
export function compileFields(input: Readonly<Record<string, unknown>>): FieldsTemplate {
  const fields = Object.entries(input).map(([name, value]) => [name, fillerOf(value)] as const);
  return {
    names: new Set(fields.flatMap(([, filler]) => filler.names)),
    fill: (row) => Object.fromEntries(fields.map(([name, filler]) => [name, filler.fill(row)])),
    isBlank: (row) => fields.every(([, filler]) => filler.isBlank(row)),
  };
}

function fillerOf(value: unknown): Filler {
  if (typeof value === 'string') return textFiller(value);
  if (Array.isArray(value)) return listFiller(value.map(fillerOf));
  if (isPlainObject(value)) {
    const { names, fill, isBlank } = compileFields(value);
    return { names: [...names], fill, isBlank };
  }
  return { names: [], fill: () => value, isBlank: () => value === undefined };
}

function textFiller(text: string): Filler {
  const template = compileTemplate(text);
  const { only } = template;
  if (only === undefined) return template;
  return {
    names: template.names,
    fill: (row) => row[only],
    isBlank: (row) => row[only] === undefined || template.isBlank(row),
  };
}

const listFiller = (items: readonly Filler[]): Filler => ({
  names: items.flatMap(({ names }) => names),
  fill: (row) => items.map((item) => item.fill(row)),
  isBlank: (row) => items.every((item) => item.isBlank(row)),
});
