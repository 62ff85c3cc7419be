import { describe, expect, it } from 'vitest';
import { faultIn, openLasting } from '../../../renderer/desktop/opfs-lasting.ts';
import { createFolder } from './folder.ts';

async function begin() {
  const folder = createFolder();
  let opened = 0;
  const lines = await openLasting(async () => {
    opened += 1;
    return (await folder.open()).lines;
  });
  await lines.append(['asked before']);
  return { folder, lines, opened: () => opened };
}
const faultOf = (work: Promise<unknown>) => work.then(() => null, faultIn);

describe('a journal whose file dies under it', () => {
  it('is opened once more where the handle was closed, with all that it held', async () => {
    const { folder, lines, opened } = await begin();
    folder.kill();
    await lines.append(['asked']);
    expect(await lines.read()).toEqual(['asked before', 'asked']);
    await lines.append(['asked afterwards']);
    expect(opened()).toBe(2);
    expect(folder.files.size).toBe(1);
  });

  it('gets a new one where the browser cleared it away', async () => {
    const { folder, lines } = await begin();
    folder.clear();
    await lines.append(['asked']);
    expect(await lines.read()).toEqual(['asked']);
  });

  it('is read and compacted all the same', async () => {
    const { folder, lines } = await begin();
    folder.kill();
    expect(await lines.read()).toEqual(['asked before']);
    folder.kill();
    await lines.replace(['what still counts']);
    expect(await lines.read()).toEqual(['what still counts']);
  });

  it('is lost where there is no new one, which is not for want of room', async () => {
    const { folder, lines } = await begin();
    folder.clear();
    folder.refuse();
    expect(await faultOf(lines.append(['asked']))).toBe('lost');
  });

  it('[SYNC26] a full disk is said to be full, and nothing is opened again', async () => {
    const { folder, lines, opened } = await begin();
    folder.fill(0);
    expect(await faultOf(lines.append(['asked']))).toBe('full');
    expect(opened()).toBe(1);
  });
});
