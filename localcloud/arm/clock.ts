/** The time of a cloud. Tests inject one in which waiting costs nothing. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Resolves when `milliseconds` have passed on this clock. */
  sleep(milliseconds: number): Promise<void>;
}

export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  };
}

/**
 * A clock that stands still until everybody waits, and then jumps to the first one who is due: an hour of waiting
 * takes no time, and what would overlap in reality still overlaps, in the same order every time.
 */
export function virtualClock(start = Date.UTC(2026, 0, 1)): Clock {
  let now = start;
  let order = 0;
  let scheduled = false;
  const sleepers: { at: number; order: number; wake: () => void }[] = [];
  const advance = () => {
    scheduled = false;
    const next = sleepers.shift();
    if (!next) return;
    now = Math.max(now, next.at);
    next.wake();
    schedule();
  };
  const schedule = () => {
    if (scheduled || sleepers.length === 0) return;
    scheduled = true;
    setImmediate(advance);
  };
  return {
    now: () => now,
    sleep: (milliseconds) =>
      new Promise((wake) => {
        sleepers.push({ at: now + milliseconds, order: order++, wake });
        sleepers.sort((a, b) => a.at - b.at || a.order - b.order);
        schedule();
      }),
  };
}
