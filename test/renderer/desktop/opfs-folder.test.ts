import { describe, expect, it } from 'vitest';
import { createFolder } from './folder.ts';

describe('the journal files of the tabs of one console', () => {
  it('what a tab that is gone left in its file is taken over, what a living one writes is read', async () => {
    const folder = createFolder();
    const [gone, living] = [await folder.open(), await folder.open()];
    gone.lines.append(['asked']);
    living.lines.append(['asks']);
    gone.close();
    const next = await folder.open();
    expect(next.lines.read()).toEqual(['asked']);
    expect(await next.lines.others()).toEqual(['asks']);
  });

  it('[SYNC36] what was thrown away in one tab is not taken over from another that still held it', async () => {
    const folder = createFolder();
    const [a, b] = [await folder.open(), await folder.open()];
    a.lines.append(['mine']);
    b.lines.append(['not sent']);
    await a.lines.wipe();
    const meanwhile = await folder.open();
    expect([meanwhile.lines.read(), await meanwhile.lines.others()]).toEqual([[], []]);
    b.lines.append(['typed before it heard']);
    b.close();
    const next = await folder.open();
    expect([next.lines.read(), await next.lines.others()]).toEqual([[], []]);
    expect([...folder.files.keys()].filter((name) => name.startsWith('tab1') || name.startsWith('tab2'))).toEqual([]);
    expect(folder.files.has('void')).toBe(false);
    next.lines.append(['asked afterwards']);
    next.close();
    expect((await folder.open()).lines.read()).toEqual(['asked afterwards']);
  });

  it('[SYNC36] alone, a wipe leaves nothing at all', async () => {
    const folder = createFolder();
    const only = await folder.open();
    only.lines.append(['mine']);
    await only.lines.wipe();
    expect([...folder.files.keys()]).toEqual([]);
  });

  it('[SYNC40] with no room to take a file over it stays where it is, for a start that has room', async () => {
    const folder = createFolder();
    const gone = await folder.open();
    gone.lines.append(['asked']);
    gone.close();
    folder.fill(0);
    const full = await folder.open();
    expect([full.lines.read(), await full.lines.others()]).toEqual([[], ['asked']]);
    full.close();
    folder.fill(Number.POSITIVE_INFINITY);
    expect((await folder.open()).lines.read()).toEqual(['asked']);
  });
});
