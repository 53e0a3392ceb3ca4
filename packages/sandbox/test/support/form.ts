import { type Sandbox, sandbox } from '../../src/index.ts';
import { base } from './call.ts';

/** The fields of a form; bytes are files. */
export type Fields = Readonly<Record<string, string | Uint8Array<ArrayBuffer>>>;

/** One multipart request to a sandbox. */
export function postForm(path: string, fields: Fields, { fetch }: Sandbox = sandbox()): Promise<Response> {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value === 'string') body.append(name, value);
    else body.append(name, new Blob([value]), `${name}.bin`);
  }
  return fetch(base + path, { method: 'POST', headers: { authorization: 'Bearer k' }, body });
}
