import { invalidRequest } from '../chat-completions/request-error.ts';
import { parseJson } from '../wire/read-json.ts';

/** A file of a multipart form, read to its end. */
export class UploadedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;

  constructor(name: string, bytes: Uint8Array<ArrayBuffer>) {
    this.name = name;
    this.bytes = bytes;
  }
}

/**
 * The body of a request: the JSON value, or the fields of a multipart form. A field of a form is a text or an
 * `UploadedFile`, and a list of them where its name ends in `[]` or comes twice.
 * @throws VendorError (HTTP 400) when the body is not what its type says.
 */
export async function readBody(bytes: ArrayBuffer, contentType: string): Promise<unknown> {
  return contentType.startsWith('multipart/form-data') ? readForm(bytes, contentType) : readJsonBody(bytes);
}

function readJsonBody(bytes: ArrayBuffer): unknown {
  const parsed = parseJson(new TextDecoder().decode(bytes));
  if (parsed !== undefined) return parsed.value;
  throw invalidRequest('We could not parse the JSON body of your request. The API expects a JSON payload.', null, null);
}

async function readForm(bytes: ArrayBuffer, contentType: string): Promise<unknown> {
  const form = await parseForm(bytes, contentType);
  const names = [...new Set(form.keys())];
  const fields = names.map(async (name) => {
    const values = await Promise.all(form.getAll(name).map(formValue));
    const isList = name.endsWith('[]') || values.length > 1;
    return [name.replace(/\[\]$/u, ''), isList ? values : values[0]] as const;
  });
  return Object.fromEntries(await Promise.all(fields));
}

async function parseForm(bytes: ArrayBuffer, contentType: string): Promise<FormData> {
  try {
    return await new Response(bytes, { headers: { 'content-type': contentType } }).formData();
  } catch (error) {
    // What the platform throws for a boundary that is missing or a part that is cut off.
    if (error instanceof TypeError) throw invalidRequest('Could not parse multipart form', null, null);
    throw error;
  }
}

async function formValue(value: string | File): Promise<string | UploadedFile> {
  return typeof value === 'string' ? value : new UploadedFile(value.name, new Uint8Array(await value.arrayBuffer()));
}
