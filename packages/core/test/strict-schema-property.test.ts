import { restoreOptional, strictSchema, toJsonSchema } from '@x/core/adapter';
import { Ajv2020 } from 'ajv/dist/2020.js';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import * as z from 'zod';

/** A schema, with values of it as an application has them and as a model in strict mode writes them. */
interface Sample {
  readonly schema: z.ZodType;
  readonly value: fc.Arbitrary<{ readonly value: unknown; readonly written: unknown }>;
}
const same = (value: unknown) => ({ value, written: value });
const leaves: readonly Sample[] = [
  { schema: z.string(), value: fc.string().map(same) },
  { schema: z.int(), value: fc.integer().map(same) },
  { schema: z.boolean(), value: fc.boolean().map(same) },
  { schema: z.enum(['x', 'y']), value: fc.constantFrom('x', 'y').map(same) },
  { schema: z.literal('k'), value: fc.constant(same('k')) },
  { schema: z.union([z.string(), z.number()]), value: fc.oneof(fc.string(), fc.integer()).map(same) },
  { schema: z.array(z.string()), value: fc.array(fc.string()).map(same) },
];
const absent = { value: undefined, written: null };

function objectSample(children: readonly (Sample & { readonly optional: boolean })[], kind?: string): Sample {
  const shape = children.map(({ schema, optional }, place) => [`p${place}`, optional ? schema.optional() : schema]);
  const values = children.map(({ value, optional }) => (optional ? fc.oneof(value, fc.constant(absent)) : value));
  const tag = kind === undefined ? {} : { kind };
  return {
    schema: z.object({ ...Object.fromEntries(shape), ...(kind !== undefined && { kind: z.literal(kind) }) }),
    value: fc.tuple(...values).map((made) => ({
      value: {
        ...Object.fromEntries(made.flatMap(({ value }, place) => (value === undefined ? [] : [[`p${place}`, value]]))),
        ...tag,
      },
      written: { ...Object.fromEntries(made.map(({ written }, place) => [`p${place}`, written])), ...tag },
    })),
  };
}

function listSample({ schema, value }: Sample): Sample {
  const values = fc.array(value, { maxLength: 3 });
  const both = values.map((made) => ({ value: made.map((one) => one.value), written: made.map((one) => one.written) }));
  return { schema: z.array(schema), value: both };
}

const samples = fc.letrec<{ sample: Sample; object: Sample; list: Sample; choice: Sample }>((tie) => {
  const children = fc.array(fc.tuple(tie('sample'), fc.boolean()), { maxLength: 4 });
  const optionals = children.map((list) => list.map(([sample, optional]) => ({ ...sample, optional })));
  return {
    sample: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.constantFrom(...leaves),
      tie('object'),
      tie('list'),
      tie('choice'),
    ),
    object: optionals.map((list) => objectSample(list)),
    list: tie('sample').map(listSample),
    choice: fc.tuple(optionals, optionals).map(([left, right]) => {
      const [a, b] = [objectSample(left, 'a'), objectSample(right, 'b')];
      return { schema: z.union([a.schema, b.schema]), value: fc.oneof(a.value, b.value) };
    }),
  };
});

test('whatever the schema, an answer with nulls for what is absent comes back as the value, and validates', {
  timeout: 30_000,
}, () => {
  const cases = samples.object.chain(({ schema, value }) => value.map((made) => ({ schema, ...made })));
  fc.assert(
    fc.property(cases, ({ schema, value, written }) => {
      const stated = toJsonSchema(schema);
      // The model can write it under the lowered schema…
      expect(
        new Ajv2020({ strict: false, validateFormats: false }).validate(
          strictSchema(stated, (path) => new RangeError(path)),
          written,
        ),
      ).toBe(true);
      // …and the application gets what was meant.
      const restored = restoreOptional(stated, written);
      expect(restored).toEqual(value);
      expect(schema.safeParse(restored).success).toBe(true);
    }),
    { numRuns: 60 },
  );
});
