import type { Failures } from '../../faults/plan.ts';
import type { ErrorReply } from '../../wire/vendor-error.ts';
import { openaiFailures } from '../failures.ts';

/** Azure's words where they are not OpenAI's: the gateway before the models answers with a code and a message alone. */
export const azureFailures: Failures = {
  ...openaiFailures,
  'rate-limit': () => gatewayError(429, 'RateLimitReached', 'Your requests have exceeded the call rate limit.'),
  'rate-limit-hint': ({ retryAfter }) => {
    const seconds = Math.ceil(retryAfter / 1000);
    const message = `Your requests have exceeded the call rate limit. Please retry after ${seconds} seconds.`;
    const headers = { 'retry-after': String(seconds), 'retry-after-ms': String(retryAfter) };
    return { ...gatewayError(429, '429', message), headers };
  },
  permission: () => gatewayError(403, '403', 'Access denied due to Virtual Network/Firewall rules.'),
  gone: () => gatewayError(410, 'ModelDeprecated', 'The model of this deployment has been retired.'),
  'not-served': () => unknownDeployment(),
};

/** Azure's answer to a name that no deployment has. */
export function unknownDeployment(): ErrorReply {
  const message =
    'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, ' +
    'please wait a moment and try again.';
  return gatewayError(404, 'DeploymentNotFound', message);
}

/** Azure's answer to an address that it does not have, and to one without the `api-version` that it needs. */
export function resourceNotFound(): ErrorReply {
  return gatewayError(404, '404', 'Resource not found');
}

/** Azure's answer to a key that is missing or bad. */
export function accessDenied(): ErrorReply {
  const message =
    'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an ' +
    'active subscription and use a correct regional API endpoint for your resource.';
  return gatewayError(401, '401', message);
}

function gatewayError(status: number, code: string, message: string): ErrorReply {
  return { status, body: { error: { code, message } } };
}
