/** What a form holds: files, and settings as JSON would have them. One that is undefined is left out. */
export type FormFields = Readonly<Record<string, unknown>>;

/**
 * Fields as multipart/form-data. A list is several fields of one name that ends in `[]`, an object one field for each
 * member, `name[member]`; so the vendor reads them, and so its own client writes them.
 */
export function formOf(fields: FormFields): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) append(form, name, value);
  return form;
}

function append(form: FormData, name: string, value: unknown): void {
  if (value === undefined || value === null) return;
  if (value instanceof File) form.append(name, value, value.name);
  else if (Array.isArray(value)) for (const item of value) append(form, `${name}[]`, item);
  else if (typeof value === 'object') {
    for (const [member, inner] of Object.entries(value)) append(form, `${name}[${member}]`, inner);
  } else form.append(name, String(value));
}
