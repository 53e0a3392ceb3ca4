/**
 * Handlers for Mock Service Worker that answer for Hugging Face, OpenAI and Gemini from the sandbox.
 *
 * @packageDocumentation
 */
import { type SandboxOptions, sandbox } from '@x/sandbox';
import { type HttpHandler, http } from 'msw';

/** The vendors' own hosts. */
const hosts = [
  'https://api.openai.com',
  'https://*.openai.azure.com',
  'https://generativelanguage.googleapis.com',
  'https://router.huggingface.co',
  'https://huggingface.co',
] as const;

/**
 * Makes request handlers that send everything that goes to the vendors' hosts to one sandbox, whoever sends it: our
 * providers, the vendors' own clients, a page. A model named `sandbox/429`, `sandbox/cut-stream` … asks for a fault.
 *
 * @example
 * const server = setupServer(...sandboxHandlers());
 * server.listen({ onUnhandledFrame: 'error' });
 */
export function sandboxHandlers(options?: SandboxOptions): HttpHandler[] {
  const { fetch } = sandbox(options);
  return hosts.map((host) => http.all(`${host}/*`, ({ request }) => fetch(request)));
}
