import { bearerToken } from '../../wire/key.ts';
import { isMissingModel } from '../../wire/missing-model.ts';
import { VendorError } from '../../wire/vendor-error.ts';
import { renamedModels } from '../known-models.ts';
import { factsOf } from '../model-facts.ts';

/** The sandbox knows no accounts, so a token says itself that its account may read models behind a gate. */
const admitted = /granted/iu;

/**
 * Finds the repository of a path within `/api/models/`.
 * @param rest What follows the id in the path and the query, which a redirect repeats.
 * @throws VendorError HTTP 401 or 404 for one that does not exist; without a token the Hub does not say so. HTTP 307 for
 *   one that has been renamed.
 */
export function checkRepository(id: string, rest: string, headers: Headers): void {
  if (isMissingModel(id)) throw unknownRepository(bearerToken(headers) !== undefined);
  const newId = renamedModels.get(id);
  if (newId === undefined) return;
  const location = `/api/models/${newId}${rest}`;
  throw new VendorError({
    status: 307,
    body: `Temporary Redirect. Redirecting to ${location}`,
    headers: { 'content-type': 'text/plain; charset=utf-8', location },
  });
}

/** @throws VendorError HTTP 401 or 403 when the model is behind a gate and the token's account has not been let in. */
export function checkAccess(id: string, headers: Headers): void {
  if (factsOf(id).gated === false) return;
  const token = bearerToken(headers);
  if (token === undefined) {
    const reason = 'You must have access to it and be authenticated to access it. Please log in.';
    throw refusal(401, 'GatedRepo', `Access to model ${id} is restricted. ${reason}`);
  }
  if (admitted.test(token)) return;
  const reason = 'is restricted and you are not in the authorized list.';
  const page = `https://huggingface.co/${id}`;
  throw refusal(403, 'GatedRepo', `Access to model ${id} ${reason} Visit ${page} to ask for access.`);
}

function unknownRepository(hasToken: boolean): VendorError {
  return hasToken
    ? refusal(404, 'RepoNotFound', 'Repository not found')
    : refusal(401, 'RepoNotFound', 'Invalid username or password.');
}

function refusal(status: number, code: string, error: string): VendorError {
  return new VendorError({ status, body: { error }, headers: { 'x-error-code': code, 'x-error-message': error } });
}
