/** Loaded before an example to run it without keys or network: every call is answered by the sandbox. */
import { sandbox } from '@x/sandbox';

globalThis.fetch = sandbox().fetch;
for (const name of ['HF_TOKEN', 'OPENAI_API_KEY', 'GEMINI_API_KEY', 'GROQ_API_KEY']) process.env[name] = 'sandbox-key';
