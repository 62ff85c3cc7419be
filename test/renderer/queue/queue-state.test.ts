import { describe, expect, it } from 'vitest';
import { noFilter } from '../../../renderer/queue/filter.ts';
import { createQueueState, savedView } from '../../../renderer/queue/queue-state.ts';
import { id } from '../ticket/sample.ts';

describe('view state of the queue', () => {
  it('another view starts without filter, selection or cursor; the same one keeps them', () => {
    const queue = createQueueState();
    queue.getState().narrow({ ...noFilter, priorities: [1] });
    queue.getState().toggle(id(5));
    queue.getState().show('desk');
    expect(queue.getState().selected.size).toBe(1);
    queue.getState().show('unassigned');
    expect(queue.getState()).toMatchObject({ view: 'unassigned', filter: noFilter, cursor: null });
    expect(queue.getState().selected.size).toBe(0);
  });

  it('a saved search brings back its view and its filter', () => {
    const queue = createQueueState();
    queue.getState().show('team');
    queue.getState().narrow({ ...noFilter, priorities: [1] });
    queue.getState().save('Urgent here');
    queue.getState().show('desk');
    queue.getState().show(savedView('Urgent here'));
    expect(queue.getState()).toMatchObject({ view: 'team', filter: { ...noFilter, priorities: [1] } });
    queue.getState().forget('Urgent here');
    expect(queue.getState().searches).toEqual([]);
  });

  it('a saved search that is cleared or narrowed further is left, and comes back whole when chosen again', () => {
    const queue = createQueueState();
    const saved = { ...noFilter, priorities: [1 as const] };
    queue.getState().show('team');
    queue.getState().narrow(saved);
    queue.getState().save('Urgent here');
    expect(queue.getState().asked).toBe(savedView('Urgent here'));
    queue.getState().narrow(noFilter);
    expect(queue.getState()).toMatchObject({ asked: 'team', view: 'team', filter: noFilter });
    queue.getState().show(savedView('Urgent here'));
    expect(queue.getState()).toMatchObject({ asked: savedView('Urgent here'), filter: saved });
    queue.getState().narrow({ ...saved, text: 'vpn' });
    expect(queue.getState().asked).toBe('team');
  });

  it('a search that is gone leads to the desk’s rows, not to an error', () => {
    const queue = createQueueState();
    queue.getState().show(savedView('never saved'));
    expect(queue.getState().filter).toEqual(noFilter);
  });

  it('selecting twice takes it off again', () => {
    const queue = createQueueState();
    queue.getState().toggle(id(5));
    queue.getState().toggle(id(5));
    expect(queue.getState().selected.size).toBe(0);
  });
});
