/** Lets a call get on with its work for some milliseconds; 0 waits for the work that is due now. */
export const pause = (milliseconds = 0): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });

/** Waits until something is so, looking every millisecond; gives up after a second and lets the assertion speak. */
export async function until(holds: () => boolean): Promise<void> {
  for (let tries = 0; tries < 1_000 && !holds(); tries++) await pause(1);
}
