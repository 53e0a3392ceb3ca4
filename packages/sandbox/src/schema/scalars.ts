import { hash } from '../text/hash.ts';
import { type JsonSchema, numberAt } from './json-schema.ts';
import { type Material, statedValue } from './material.ts';

/** One valid text for each `format` of JSON Schema that models are asked for. */
const textOfFormat: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'date-time': '2025-01-01T12:00:00Z',
    date: '2025-01-01',
    time: '12:00:00Z',
    duration: 'P1D',
    email: 'sandbox@example.com',
    hostname: 'example.com',
    ipv4: '192.0.2.1',
    ipv6: '2001:db8::1',
    uri: 'https://example.com/sandbox',
    uuid: '00000000-0000-4000-8000-000000000000',
  }),
);

/** Texts of common shapes, tried in turn where a schema has a `pattern`. */
const shapes: readonly string[] = [
  ...textOfFormat.values(),
  ...['sandbox', 'Sandbox', 'SANDBOX', 'sandbox-1', 'sandbox_1', 'SB', 'SBX', 'AB-1234', 'ABC123', '#a1b2c3'],
  ...['1', '12', '123', '1234', '12345', '123456', '1.5', '1.0.0', '+15550100', '+15555550100', '555-0100', '$10.00'],
];

/** A text for a string schema: in this order a format's, one that fits the pattern, a stated value, a word of the prompt. */
export function fillString(schema: JsonSchema, material: Material, name: string): string {
  const format = schema['format'];
  const formatted = typeof format === 'string' ? textOfFormat.get(format) : undefined;
  if (formatted !== undefined) return formatted;
  const pattern = schema['pattern'];
  const word = statedValue(material, name) ?? wordFor(material, name);
  if (typeof pattern === 'string') return matching(pattern, [word, ...material.words]);
  return withinLength(word, numberAt(schema, 'minLength') ?? 0, numberAt(schema, 'maxLength'));
}

/** A number that the schema allows: one of the prompt's, or else 1, or else one near the bounds. */
export function fillNumber(schema: JsonSchema, material: Material, whole: boolean): number {
  const least = numberAt(schema, 'minimum') ?? numberAt(schema, 'exclusiveMinimum') ?? -Infinity;
  const greatest = numberAt(schema, 'maximum') ?? numberAt(schema, 'exclusiveMaximum') ?? Infinity;
  const step = numberAt(schema, 'multipleOf') ?? (whole ? 1 : 0);
  const near = [1, least, greatest, least + 1, greatest - 1, (least + greatest) / 2].filter(Number.isFinite);
  const snapped = step === 0 ? near : near.map((value) => Math.ceil(value / step) * step);
  return [...material.numbers, ...snapped].find((value) => allows(schema, step, value)) ?? 1;
}

function allows(schema: JsonSchema, step: number, value: number): boolean {
  return (
    value >= (numberAt(schema, 'minimum') ?? -Infinity) &&
    value <= (numberAt(schema, 'maximum') ?? Infinity) &&
    value > (numberAt(schema, 'exclusiveMinimum') ?? -Infinity) &&
    value < (numberAt(schema, 'exclusiveMaximum') ?? Infinity) &&
    (step === 0 || value % step === 0)
  );
}

function wordFor(material: Material, name: string): string {
  // Names of a prompt come first in its words, and most text properties ask for one.
  const preferred = material.words.slice(0, 3);
  return preferred[/\d$/u.test(name) ? hash(name) % preferred.length : 0] ?? 'sandbox';
}

function matching(pattern: string, candidates: readonly string[]): string {
  const expression = expressionOf(pattern);
  return [...candidates, ...shapes].find((text) => expression?.test(text)) ?? 'sandbox';
}

/** The pattern as an expression, or nothing where this engine cannot read it: then no text can be shown to fit. */
function expressionOf(pattern: string): RegExp | undefined {
  try {
    return new RegExp(pattern, 'u');
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function withinLength(text: string, least: number, greatest: number | undefined): string {
  const padded = text.padEnd(least, ' sandbox');
  return greatest === undefined ? padded : padded.slice(0, greatest);
}
