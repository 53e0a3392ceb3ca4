const MIB = 2 ** 20;
/** Milliseconds between two looks. */
const EVERY = 20;

/** Watches the memory of this process; `stop` gives how far it rose above the start, in MiB. */
export function watchMemory(): { stop(): number } {
  globalThis.gc?.();
  const start = process.memoryUsage.rss();
  let peak = start;
  const look = (): void => {
    peak = Math.max(peak, process.memoryUsage.rss());
  };
  const timer = setInterval(look, EVERY);
  return {
    stop: () => {
      look();
      clearInterval(timer);
      return (peak - start) / MIB;
    },
  };
}
