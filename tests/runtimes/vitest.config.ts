import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArguments, chromiumPath, withoutChromium } from './chromium.ts';

if (withoutChromium) console.log(`left out  the tests in a browser: ${withoutChromium}`);

/** The conformance suite, and the sandbox over a socket, in Chromium. */
export default defineConfig({
  resolve: { conditions: ['@x/source', 'module', 'browser', 'development|production'] },
  test: {
    include: withoutChromium ? [] : ['browser/*.test.ts'],
    passWithNoTests: withoutChromium !== undefined,
    globalSetup: 'browser/serve-sandbox.ts',
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({ launchOptions: { executablePath: chromiumPath, args: [...chromiumArguments] } }),
      instances: [{ browser: 'chromium' }],
    },
  },
});
