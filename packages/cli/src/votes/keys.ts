import type { Input, Io } from '../io.ts';

/** What Ctrl-C and Ctrl-D send where keys are handed on one by one. */
const leaving = new Set(['\u0003', '\u0004']);

/**
 * The keys that are pressed, one by one, in lower case; line ends and spaces are left out. Ends when the input does, when
 * the signal comes, and with Ctrl-C, which is no signal while keys are handed on one by one.
 */
export async function* pressedKeys(input: Input, signal: Io['signal']): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  input.setRawMode?.(true);
  try {
    for await (const piece of input) {
      const text = typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true });
      for (const key of text) {
        if (signal.aborted || leaving.has(key)) return;
        if (key.trim() !== '') yield key.toLowerCase();
      }
    }
  } finally {
    input.setRawMode?.(false);
  }
}
