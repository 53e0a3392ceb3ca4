/** An abort signal that knows how many listeners hang on it. */
export interface WatchedSignal {
  readonly signal: AbortSignal;
  /** Listeners that were added and not removed. */
  readonly listeners: () => number;
  /** Whether a listener was ever added: without that the count proves nothing. */
  readonly wasHeeded: () => boolean;
}

/** Makes a signal whose listeners are counted. */
export function watchedSignal(): WatchedSignal {
  const { signal } = new AbortController();
  const listeners = new Set<unknown>();
  let heeded = false;
  const add = signal.addEventListener.bind(signal);
  const remove = signal.removeEventListener.bind(signal);
  signal.addEventListener = (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: AddEventListenerOptions | boolean,
  ) => {
    heeded = true;
    listeners.add(listener);
    add(type, listener, options);
  };
  signal.removeEventListener = (
    type: string,
    listener: EventListenerOrEventListenerObject,
    options?: EventListenerOptions | boolean,
  ) => {
    listeners.delete(listener);
    remove(type, listener, options);
  };
  return { signal, listeners: () => listeners.size, wasHeeded: () => heeded };
}
