import { InferenceError, type InferenceProvider } from '@x/core';
import type { Ending, Reader, Situation } from './situations.ts';

export interface Call {
  readonly provider: InferenceProvider<'chat'>;
  readonly situation: Situation;
  readonly reader: Reader;
  /** One signal that all calls share; only those that abort have one of their own beside it. */
  readonly shared: AbortSignal;
}

/** Makes one streamed call and says how it ended. */
export async function endingOf({ provider, situation, reader, shared }: Call): Promise<Ending> {
  const own = new AbortController();
  const signal = reader === 'aborts' ? own.signal : shared;
  const input = { model: situation.model, prompt: 'Write a few sentences about the sea and the moon.' };
  try {
    let events = 0;
    for await (const event of provider.stream('chat', input, { signal })) {
      if (event.type === 'end') return 'answer';
      if (++events < 3) continue;
      if (reader === 'leaves') return 'left';
      if (reader === 'aborts') own.abort();
    }
    throw new Error('the stream ended without its end');
  } catch (error) {
    if (InferenceError.is(error)) return error.code;
    throw error;
  }
}

/** Whether a call may end so. */
export function isRight(ending: Ending, { situation, reader }: Call): boolean {
  if (situation.endings.includes(ending)) return true;
  return (reader === 'leaves' && ending === 'left') || (reader === 'aborts' && ending === 'aborted');
}
