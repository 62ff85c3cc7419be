import { execFile } from 'node:child_process';

export type DoNotDisturb = 'on' | 'off' | 'unknown';

/**
 * Whether the system holds notifications back. GNOME says; Windows' and macOS' focus modes and other desktops have no
 * reading that Electron offers, so that what is shown there stays unproven.
 */
export function readDoNotDisturb(platform: NodeJS.Platform, desktop: string | undefined): Promise<DoNotDisturb> {
  if (platform !== 'linux' || !/gnome/i.test(desktop ?? '')) return Promise.resolve('unknown');
  return new Promise((resolve) => {
    const asked = ['get', 'org.gnome.desktop.notifications', 'show-banners'];
    execFile('gsettings', asked, { timeout: 1_000 }, (failed, said) => {
      const shows = failed ? '' : said.trim();
      resolve(shows === 'true' ? 'off' : shows === 'false' ? 'on' : 'unknown');
    });
  });
}
