import { existsSync } from 'node:fs';

/** The browser of the machine; none is downloaded. */
export const chromiumPath = process.env['CHROMIUM'] ?? '/usr/bin/chromium';

/** Why there is no browser here; undefined where there is one. */
export const withoutChromium = existsSync(chromiumPath)
  ? undefined
  : `there is no ${chromiumPath}; CHROMIUM names another`;

export const chromiumArguments = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
] as const;
