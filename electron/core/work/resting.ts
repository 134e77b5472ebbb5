/** Longest stretch between two rests, in milliseconds: other calls of the window are answered in them. */
const STRETCH = 40;

/** Gives way to other work once a stretch is over; throws when asked to stop. */
export function resting(signal?: AbortSignal): () => Promise<void> {
  let since = performance.now();
  return async () => {
    if (performance.now() - since < STRETCH) return;
    await new Promise<void>((resolve) => setImmediate(resolve));
    signal?.throwIfAborted();
    since = performance.now();
  };
}
