// What `npm start` shows once everything is built: the three vendors side by side over the example prompts. A vendor
// whose key is not set is answered by the sandbox, and its column says so.
import { spawn } from 'node:child_process';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const targets = ['openai:gpt-5-mini', 'gemini:gemini-2.5-flash', 'hf:meta-llama/Llama-3.1-8B-Instruct'];

const commandLine = [
  'packages/cli/dist/x.js',
  'compare',
  'run',
  '--sandbox-missing',
  ...['-p', 'examples/prompts.jsonl'],
  ...targets.flatMap((target) => ['-t', target]),
];

// Ctrl-C reaches the comparison too; it ends in order, and this script waits for it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});

const comparison = spawn(process.execPath, commandLine, { cwd: root, stdio: 'inherit' });
comparison.on('close', (code) => {
  process.exitCode = code ?? 1;
  if (process.exitCode === 0) {
    console.log(`
Next: set OPENAI_API_KEY, GEMINI_API_KEY or HF_TOKEN and run npm start again; that column is then the real provider.
Or:   npm run x -- ask "Your question" -t ${targets[0]} -t ${targets[1]} --sandbox-missing`);
  }
});
