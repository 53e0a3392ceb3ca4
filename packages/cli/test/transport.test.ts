import { expect, test } from 'vitest';
import { quickFetch } from '../src/transport.ts';

test.each([
  ['22.19.0', {}, true],
  ['24.1.0', {}, true],
  ['22.18.9', {}, false],
  ['20.20.2', {}, false],
  ['24.1.0', { HTTPS_PROXY: 'http://proxy.test' }, false],
  ['24.1.0', { http_proxy: 'http://proxy.test' }, false],
  ['24.1.0', { HTTPS_PROXY: '' }, true],
])('Node %s with %o takes the quick fetch: %s', async (node, environment, quick) => {
  expect((await quickFetch(environment, node)) !== undefined).toBe(quick);
});
