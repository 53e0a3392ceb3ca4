/** The sandbox in a process of its own, so that what is measured is the client's. Tells its parent where it listens. */
import { serveSandbox } from '@x/sandbox/node';

const { url, close } = await serveSandbox({ requireKey: false, slowFrameDelay: 20, retryAfter: 50 });
process.send?.(url);
process.once('disconnect', () => void close());
