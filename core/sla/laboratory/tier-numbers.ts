import type { TierId } from '../../ids.ts';

/**
 * The number by which the laboratory knows each tier: its rank. Where two share one, or a rank is too high to be asked
 * about, all are counted from the lowest rank.
 */
export function tierNumbers(tiers: readonly { id: TierId; rank: number }[]): Map<TierId, number> {
  const ranks = new Set(tiers.map(({ rank }) => rank));
  const plain = ranks.size === tiers.length && tiers.every(({ rank }) => rank <= 99);
  const inOrder = [...tiers].sort((a, b) => a.rank - b.rank);
  return new Map(inOrder.map(({ id, rank }, at) => [id, plain ? rank : at + 1]));
}
