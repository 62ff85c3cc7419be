import type { Entry, PolicyText } from '#core/sla/laboratory/question.ts';

/** What is true of a ticket from one entry to the next. */
export type Scene = {
  status: 'new' | 'open' | 'pending' | 'onHold' | 'resolved' | 'closed';
  waitingOn: 'requester' | 'vendor' | null;
  tier: number;
  down: boolean;
  /** How many policies had been in force by then, less one. */
  version: number;
};

export type Story = {
  /** Every entry that has happened, with the scenes before and after it, in order. [SLA20] [LAB3] */
  turns: { entry: Entry; before: Scene; after: Scene }[];
  versions: PolicyText[];
  openedAt: number;
  /** The scene in the tick that begins at `at`. */
  sceneAt(at: number): Scene;
};

const blank: Scene = { status: 'open', waitingOn: null, tier: 1, down: false, version: 0 };

export function storyOf(timeline: readonly Entry[], policy: PolicyText, until: number): Story {
  const entries = timeline.filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
  const versions = [policy];
  let scene = blank;
  const turns = entries.map((entry) => {
    const before = scene;
    if (entry.type === 'policyChanged') versions.push(entry.policy);
    scene = then(before, entry, versions.length - 1);
    return { entry, before, after: scene };
  });
  return {
    turns,
    versions,
    openedAt: entries.find(({ type }) => type === 'opened')?.at ?? Number.NaN,
    sceneAt: (at) => turns.findLast(({ entry }) => entry.at <= at)?.after ?? blank,
  };
}

/** [SLA12] [SLA26] Messages and notes change no status. */
function then(scene: Scene, entry: Entry, version: number): Scene {
  switch (entry.type) {
    case 'statusChanged':
      return { ...scene, status: entry.status, waitingOn: waitsFor(entry) };
    case 'opened':
      return { ...scene, tier: entry.tier ?? scene.tier };
    case 'handedOver':
      return { ...scene, tier: entry.tier };
    case 'systemDown':
      return { ...scene, down: true };
    case 'systemUp':
      return { ...scene, down: false };
    case 'policyChanged':
      return { ...scene, version };
    default:
      return scene;
  }
}

/** Pending waits for the requester; on hold for whom is said, a vendor where nothing is said. */
function waitsFor(entry: Extract<Entry, { type: 'statusChanged' }>): Scene['waitingOn'] {
  if (entry.status === 'pending') return 'requester';
  return entry.status === 'onHold' ? (entry.waitingOn ?? 'vendor') : null;
}

export function isDone({ status }: Scene): boolean {
  return status === 'resolved' || status === 'closed';
}

/** [CHARGE2] Who pays for a business minute in this scene, given whether the holding tier is on shift. [CHARGE1] Once done, none. */
export function payerIn(scene: Scene, onShift: boolean): string {
  const { down, status, waitingOn, tier } = scene;
  if (isDone(scene)) return 'none';
  if (down) return 'systemDown';
  if (status === 'pending') return 'requester';
  if (status === 'onHold' && waitingOn) return waitingOn;
  return onShift ? `tier${tier}` : 'nobodyOnShift';
}
