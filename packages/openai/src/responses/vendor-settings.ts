import { own } from '@x/core/adapter';
import { isJson, type Json, listOf } from './json.ts';

type Placing = (ours: unknown, given: unknown) => unknown;

/** The caller's members over ours. */
const merged: Placing = (ours, given) => (isJson(ours) && isJson(given) ? { ...ours, ...given } : given);
/** The caller's entries after ours; anything but a list in place of ours. */
const appended: Placing = (ours, given) => (Array.isArray(given) ? [...listOf(ours), ...given] : given);

/** What becomes of what we wrote where the caller gives a setting of the API's own. Not listed: it is replaced. */
const placings: Readonly<Record<string, Placing>> = {
  text: merged,
  reasoning: merged,
  tools: appended,
  include: appended,
};

/** A body with the API's own settings as the caller gave them. */
export function withVendorSettings(body: Json, settings: Json): Json {
  const result: Record<string, unknown> = { ...body };
  for (const [name, value] of Object.entries(settings)) {
    result[name] = own(placings, name)?.(result[name], value) ?? value;
  }
  return result;
}
