import * as z from 'zod';
import { variableOf } from '../config/connect-targets.ts';
import { type CompareConfig, configSchema } from '../config/schema.ts';

/** Everything that decides what a run asks, and of whom: what `resume` needs to ask the rest of it. */
export interface Setup {
  readonly config: CompareConfig;
  /** The file that it was read from, as an absolute path; undefined where the command line said it all. */
  readonly file?: string | undefined;
  /** Where the path of the data starts. */
  readonly folder: string;
  readonly limit?: number | undefined;
  /** Over the configuration's own. */
  readonly repeat?: number | undefined;
  readonly shard?: { readonly index: number; readonly count: number } | undefined;
  readonly sandbox: 'never' | 'missing' | 'always';
}

const keptSetup = z.object({
  config: configSchema,
  file: z.string().optional(),
  folder: z.string(),
  limit: z.int().optional(),
  repeat: z.int().optional(),
  shard: z.object({ index: z.int(), count: z.int() }).optional(),
  sandbox: z.enum(['never', 'missing', 'always']),
  /** The environment variables of targets that name one, by the targets' ids. */
  variables: z.record(z.string(), z.string()),
  /** Targets whose key stands in the configuration. */
  keyed: z.array(z.string()),
});

/** A setup as a run file keeps it, and what the file does not say. */
export interface KeptSetup extends Setup {
  /** Targets whose key stood in the configuration, and so is not known here. */
  readonly keyed: readonly string[];
}

/** The setup as it goes into a run file: without any key, with the names of the variables that hold keys. */
export function keepSetup({ config, ...setup }: Setup): Readonly<Record<string, unknown>> {
  const keys = config.targets.flatMap(({ id, apiKey }) => (apiKey === undefined ? [] : [{ id, apiKey }]));
  const named = keys.flatMap(({ id, apiKey }) => {
    const variable = variableOf(apiKey);
    return variable === undefined ? [] : [[id, variable] as const];
  });
  const variables = Object.fromEntries(named);
  const keyed = keys.filter(({ id }) => variables[id] === undefined).map(({ id }) => id);
  const targets = config.targets.map(({ apiKey: _, ...target }) => target);
  return { ...setup, config: { ...config, targets, checks: config.checks?.filter(canBeKept) }, variables, keyed };
}

/** A function, or a schema that is code, is lost in a file; `-c` brings it back. */
function canBeKept({ type, value }: Readonly<Record<string, unknown>>): boolean {
  return type !== 'function' && !(typeof value === 'object' && value !== null && '~standard' in value);
}

/** The setup that a run file keeps; undefined where another program has written the file. */
export function keptSetupOf(about: unknown): KeptSetup | undefined {
  const read = keptSetup.safeParse(about);
  if (!read.success) return undefined;
  const { variables, config, ...kept } = read.data;
  const targets = config.targets.map((target) => {
    const variable = variables[target.id];
    return variable === undefined ? target : { ...target, apiKey: `$${variable}` };
  });
  return { ...kept, config: { ...config, targets } };
}
