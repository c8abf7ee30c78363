/**
 * Ends this process when the one that started it has ended. The engine stops its packs when it is done; an engine that is
 * killed cannot, and would leave one process a pack behind.
 */
export function endWithParent(checkEveryMs = 1_000): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid !== parent || !isAlive(parent)) process.exit();
  }, checkEveryMs);
  // The check alone keeps nothing running.
  timer.unref();
}

/** On Windows a process keeps the ID of its dead parent, so that the ID alone does not tell. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
