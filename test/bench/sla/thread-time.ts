/** In seconds of this thread's own time: whatever else the machine is busy with isn't counted, on neither side. */
export function spent(work: () => void): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1e6;
}
