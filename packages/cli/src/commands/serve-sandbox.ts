import { type ServedSandbox, serveSandbox as serve } from '@x/sandbox/node';
import * as z from 'zod';
import { exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import { readOptions, reporting, wholeNumber } from '../options.ts';
import { jsonLine } from '../render/json.ts';
import { UsageError } from '../usage-error.ts';

/** The same every time, so that clients can be configured once. */
const defaultPort = 4010;
/** The sandbox takes any key, so nobody else on the network is let in. */
const loopback = '127.0.0.1';

const largestPort = 65_535;
const sandboxOptions = z.object({ ...reporting, port: wholeNumber(0, largestPort) });

/**
 * `x sandbox`: serves the three wire protocols until the signal comes, which is its regular end.
 *
 * @param given the command line's options, unchecked
 * @throws UsageError when the port cannot be had
 */
export async function serveSandbox(given: unknown, { stdout, signal }: Io): Promise<number> {
  const { port = defaultPort, json, quiet } = readOptions(sandboxOptions, given);
  const served = await listen(port);
  try {
    const urls = baseUrlsOf(served);
    stdout.write(json ? jsonLine(urls) : quiet ? `${urls.url}\n` : describe(urls));
    await aborted(signal);
  } finally {
    await served.close();
  }
  return exitCodes.ok;
}

async function listen(port: number): Promise<ServedSandbox> {
  try {
    return await serve({ port, hostname: loopback });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'EADDRINUSE')
      throw new UsageError(`Port ${port} is in use. Choose another: x sandbox --port 0 takes a free one`);
    if (code === 'EACCES') throw new UsageError(`Port ${port} needs more rights. Choose one from 1024 on`);
    throw error;
  }
}

const baseUrlsOf = ({ url }: ServedSandbox) => ({
  url,
  openai: `${url}/openai/v1`,
  gemini: `${url}/gemini/v1beta`,
  hf: `${url}/hf`,
});

type BaseUrls = ReturnType<typeof baseUrlsOf>;

const describe = ({ url, openai, gemini, hf }: BaseUrls): string => `\
The sandbox answers at ${url}; any key will do. Ctrl-C ends it.

base URLs
  openai   ${openai}
  gemini   ${gemini}
  hf       ${hf}

in the vendors' own clients
  openai                  new OpenAI({ apiKey: 'any', baseURL: '${openai}' })
  @google/genai           new GoogleGenAI({ apiKey: 'any', httpOptions: { baseUrl: '${url}/gemini' } })
  @huggingface/inference  new InferenceClient('any', { endpointUrl: '${hf}' }) for chat
`;

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
