/** Of each document the version that holds now. */
export function newestOf<T extends { id: string; version: number }>(list: readonly T[]): T[] {
  const found = new Map<string, T>();
  for (const one of list) if ((found.get(one.id)?.version ?? 0) < one.version) found.set(one.id, one);
  return [...found.values()];
}
