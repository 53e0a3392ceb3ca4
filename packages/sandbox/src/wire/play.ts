import type { Step } from './script.ts';

/** What the reader of a body sees when a fault drops the connection: the kind of error that `fetch` has for that. */
export class DroppedConnection extends TypeError {
  override readonly name = 'DroppedConnection';
}

/**
 * The steps as a stream of bytes, one chunk a step and none before the reader asks for it.
 * A reader that leaves ends a pause at once.
 */
export function play(steps: readonly Step[]): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const departure = new AbortController();
  let position = 0;

  async function nextAfterPauses(): Promise<Exclude<Step, { wait: number }> | undefined> {
    for (let step = steps[position++]; step !== undefined; step = steps[position++]) {
      if (!('wait' in step)) return step;
      await pause(step.wait, departure.signal);
    }
    return undefined;
  }

  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const step = await nextAfterPauses();
        if (departure.signal.aborted) return;
        if (step === undefined) controller.close();
        else if ('send' in step)
          controller.enqueue(typeof step.send === 'string' ? encoder.encode(step.send) : step.send);
        else if (step.outcome === 'fail') controller.error(new DroppedConnection('the sandbox dropped the connection'));
        else await aborted(departure.signal);
      },
      cancel: () => departure.abort(),
    },
    { highWaterMark: 0 },
  );
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const finish = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', finish);
      resolve();
    };
    const timer = setTimeout(finish, milliseconds);
    signal.addEventListener('abort', finish);
  });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
