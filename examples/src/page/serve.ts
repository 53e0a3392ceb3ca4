/** Serves the page to this machine alone: `npx node --conditions=@x/source examples/src/page/serve.ts`. */
import { serve } from '@hono/node-server';
import { app } from './app.ts';

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 8787 }, ({ port }) => {
  console.log(`Open http://127.0.0.1:${port}`);
});
