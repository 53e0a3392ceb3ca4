import { own } from '@x/core/adapter';
import { isJson, listOf } from '../json.ts';

type Placing = (own: unknown, given: unknown) => unknown;

/** The caller's value in place of ours. */
const replaced: Placing = (_, given) => given;
/** The caller's members over ours. */
const merged: Placing = (own, given) => (isJson(own) && isJson(given) ? { ...own, ...given } : given);
/** The caller's entries after ours. */
const appended: Placing = (own, given) => [...listOf(own), ...listOf(given)];

/**
 * Where a setting of the vendor's own goes, and what becomes of what we wrote there.
 *
 * | setting | goes to | beside ours |
 * |---|---|---|
 * | `generationConfig`, `toolConfig` | the request | merged, member by member |
 * | `tools` | the request | appended |
 * | the other fields of a GenerateContentRequest, below | the request | replaced |
 * | everything else (`thinkingConfig`, `responseModalities`, …) | `generationConfig` | replaced |
 *
 * Names may be spelled `like_this` too: Google's APIs take both.
 */
const requestFields: Readonly<Record<string, Placing>> = {
  generationConfig: merged,
  toolConfig: merged,
  tools: appended,
  contents: replaced,
  systemInstruction: replaced,
  safetySettings: replaced,
  cachedContent: replaced,
  labels: replaced,
  serviceTier: replaced,
  store: replaced,
  modelArmorConfig: replaced,
};

/** Adds the settings of the vendor's own to a body, as the table above says. */
export function withVendorSettings(
  body: Readonly<Record<string, unknown>>,
  settings: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  const result: Record<string, unknown> = { ...body };
  const place = (field: string, placing: Placing, value: unknown): void => {
    result[field] = placing(result[field], value);
  };
  for (const [given, value] of Object.entries(settings)) {
    const name = given.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());
    const placing = own(requestFields, name);
    if (placing) place(name, placing, value);
    else place('generationConfig', merged, { [name]: value });
  }
  return result;
}
