import { type Context, Hono } from 'hono';
import { findFault } from '../../faults/find.ts';
import type { SandboxSettings } from '../../settings.ts';
import { VendorError } from '../../wire/vendor-error.ts';
import { checkHubToken } from '../auth.ts';
import { hfFailures } from '../failures.ts';
import { checkAccess, checkRepository } from './access.ts';
import { modelInformation } from './information.ts';
import { searchModels } from './search.ts';

const accessPath = /^(?<id>.+)(?<ending>\/auth-check)$/u;

/** The Hub: the list of models, what it knows of each, and whether a token may read it. */
export function hubRoutes(settings: SandboxSettings): Hono {
  const routes = new Hono();

  routes.use(async (context, next) => {
    checkHubToken(context.req.raw.headers);
    await next();
  });

  routes.get('/models', (context) => {
    const { models, next } = searchModels(new URL(context.req.url), expandOf(context));
    if (next !== undefined) context.header('link', `<${next.href}>; rel="next"`);
    return context.json(models);
  });

  routes.get('/models/:path{.+}', (context) => {
    const path = context.req.param('path');
    const { headers, url } = context.req.raw;
    const { id = path, ending = '' } = accessPath.exec(path)?.groups ?? {};
    checkRepository(id, ending + new URL(url).search, headers);
    if (ending !== '') {
      checkAccess(id, headers);
      return context.json({});
    }
    checkFault(settings, id);
    return context.json(modelInformation(id, expandOf(context)));
  });
  return routes;
}

/** The fields that a query names; the clients differ in how they write a list. */
function expandOf(context: Context): readonly string[] {
  return ['expand', 'expand[]'].flatMap((name) => context.req.queries(name) ?? []);
}

function checkFault(settings: SandboxSettings, id: string): void {
  const fault = findFault(settings, 'hub', id);
  if (fault?.at !== 'hub') return;
  throw new VendorError(hfFailures[fault.failure]({ model: id, retryAfter: settings.retryAfter }));
}
