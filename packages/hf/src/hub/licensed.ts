import { InferenceError, type ModelCatalog, type TaskName, taskNames } from '@x/core';
import type { RequestContext, WireRow, WireTable, WireTask } from '@x/core/adapter';
import { HUB } from '../places.ts';
import { withoutSuffix } from '../routing.ts';
import { isAllowed } from './license.ts';

type Check = (model: string, context: RequestContext) => Promise<void>;

/**
 * The same rows, none of which sends anything before the licence of its model is known to be allowed. A licence that is
 * not stated, or cannot be looked up, is not allowed.
 *
 * @param licenses As the Hub names them. Undefined allows all models, without a look-up.
 */
export function licensed<Table extends WireTable>(
  table: Table,
  licenses: readonly string[] | undefined,
  catalog: ModelCatalog | undefined,
): Table {
  if (licenses === undefined) return table;
  const check: Check = (model, context) => requireLicense(model, { licenses, catalog, context });
  const rows = taskNames.filter((task) => table[task]).map((task) => [task, checkedRow(table, task, check)]);
  // The same names and the same kinds of rows, which a list of entries does not remember.
  return Object.fromEntries(rows) as Table;
}

function checkedRow<K extends TaskName>(table: WireTable, task: K, check: Check) {
  const row: WireRow<K> | undefined = table[task];
  return typeof row === 'function'
    ? async (provider: string) => checked(await row(provider), check)
    : row && checked(row, check);
}

function checked<K extends TaskName>(row: WireTask<K>, check: Check): WireTask<K> {
  const { many } = row;
  return {
    ...row,
    async request(input, context) {
      await check(input.model, context);
      return row.request(input, context);
    },
    ...(many && {
      many: {
        ...many,
        request(inputs, context) {
          const [first] = inputs;
          // Inputs that share a request are for one model; those that do not are checked one by one.
          const request = many.request(inputs, context);
          if (request === undefined || first === undefined) return undefined;
          return Promise.all([request, check(first.model, context)]).then(([written]) => written);
        },
      },
    }),
  };
}

interface Allowance {
  readonly licenses: readonly string[];
  readonly catalog: ModelCatalog | undefined;
  readonly context: RequestContext;
}

/** @throws InferenceError 'unsupported' for another licence or none; the catalog's own where it could not be asked. */
async function requireLicense(model: string, { licenses, catalog, context }: Allowance): Promise<void> {
  const allowed = `licenses allows ${licenses.join(', ') || 'none'}`;
  const info = await catalog?.describe(model).catch((error: unknown) => {
    throw unknown(error, allowed);
  });
  if (isAllowed(info?.license, licenses)) return;
  const found = info?.license === undefined ? 'the Hub states no licence of it' : `its licence is ${info.license}`;
  const page = `${HUB}/${info?.id ?? withoutSuffix(model)}`;
  throw context.refuse(
    'unsupported',
    `${found}, and ${allowed}, so nothing was sent. Take another model, or add the licence after reading it at ${page}`,
  );
}

/** The call could be made if the Hub answered, so the error stays of its kind. */
function unknown(error: unknown, allowed: string): unknown {
  if (!InferenceError.is(error)) return error;
  const message = `${error.message.replace(/[.\s]+$/, '')}. Nothing was sent to the model: ${allowed}, and its licence could not be looked up`;
  return error.with({ message });
}
