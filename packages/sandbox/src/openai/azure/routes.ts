import { Hono } from 'hono';
import { isObject } from '../../schema/json-schema.ts';
import type { SandboxSettings } from '../../settings.ts';
import { bearerToken, keyState } from '../../wire/key.ts';
import { VendorError } from '../../wire/vendor-error.ts';
import { readBody } from '../body.ts';
import { endpoints } from '../endpoints.ts';
import { answerHeaders, apiRoutes, galleryRoutes } from '../routes.ts';
import { openaiService, type Service } from '../service.ts';
import { azureFilter } from './content-filter.ts';
import { accessDenied, azureFailures, resourceNotFound, unknownDeployment } from './failures.ts';

const wording = { failures: azureFailures, unknownModel: unknownDeployment };

const azureService: Service = {
  chatDialect: { ...openaiService.chatDialect, filter: azureFilter },
  wording,
  responsesWording: wording,
  unknownPath: resourceNotFound,
};

/** The operations of one deployment; the Responses API is not among them. */
const operations = Object.keys(endpoints).filter((path) => path !== '/responses');
const deploymentPath = new RegExp(`/deployments/(?<deployment>.+)(?<operation>${operations.join('|')})$`, 'u');

/**
 * Azure's addresses: `/deployments/{name}/…?api-version=…`, where the deployment stands for the model, and `/v1/…`,
 * which is OpenAI's API. The key comes as `api-key`, or as a token of the directory after `Bearer`.
 */
export function azureRoutes(settings: SandboxSettings): Hono {
  const routes = new Hono();
  routes.route('/v1', galleryRoutes());
  routes.use(answerHeaders);
  routes.use(async ({ req }, next) => {
    const key = req.header('api-key') ?? bearerToken(req.raw.headers);
    if (keyState(key, settings.requireKey) !== 'accepted') throw new VendorError(accessDenied());
    await next();
  });

  routes.post('/deployments/*', async ({ req }) => {
    const { deployment = '', operation = '' } = deploymentPath.exec(req.path)?.groups ?? {};
    const answer = endpoints[operation];
    if (answer === undefined || req.query('api-version') === undefined) throw new VendorError(resourceNotFound());
    const body = await readBody(await req.arrayBuffer(), req.header('content-type') ?? '');
    const asked = isObject(body) ? { ...body, model: deployment } : body;
    return answer({ settings, service: azureService, body: asked, url: req.url });
  });

  routes.route('/v1', apiRoutes(settings, azureService));
  routes.all('*', () => {
    throw new VendorError(resourceNotFound());
  });
  return routes;
}
