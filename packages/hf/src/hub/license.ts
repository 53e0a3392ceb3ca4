import type { ModelPage } from './model-page.ts';

const TAG = 'license:';
const SEPARATOR = ', ';

/**
 * The licence of a model: its tag, else what its card says. A licence that the Hub has no name for is called as its
 * card calls it. Several, of which a card may tell, are parted by commas.
 */
export function licenseOf({ tags = [], cardData }: ModelPage): string | undefined {
  const tagged = tags.filter((tag) => tag.startsWith(TAG)).map((tag) => tag.slice(TAG.length));
  const carded = [cardData?.license ?? []].flat();
  const names = (tagged.length > 0 ? tagged : carded)
    .map((name) => (name === 'other' ? (cardData?.license_name ?? name) : name))
    .filter((name) => name.trim() !== '');
  return names.length > 0 ? [...new Set(names)].join(SEPARATOR) : undefined;
}

/** Whether all the licences of a model are among those that are allowed. Case does not matter. */
export function isAllowed(license: string | undefined, allowed: readonly string[]): boolean {
  if (license === undefined) return false;
  const known = new Set(allowed.map((name) => name.trim().toLowerCase()));
  const stated = license.toLowerCase();
  return known.has(stated) || stated.split(SEPARATOR).every((name) => known.has(name));
}
