import { EventEmitter } from 'node:events';
import type { Session, WebContents } from 'electron';
import { describe, expect, it } from 'vitest';
import { closeDoors, keepInside } from '../../electron/main/doors.ts';

describe('permissions', () => {
  function createSession() {
    type Check = (contents: null, permission: string, origin: string) => boolean;
    type Ask = (contents: null, permission: string, answer: (may: boolean) => void, details: object) => void;
    let check: Check = () => true;
    let ask: Ask = () => {};
    const session = Object.assign(new EventEmitter(), {
      setPermissionCheckHandler: (handler: Check) => {
        check = handler;
      },
      setPermissionRequestHandler: (handler: Ask) => {
        ask = handler;
      },
    });
    closeDoors(session as unknown as Session);
    return (permission: string, origin: string) => {
      let asked = false;
      const answer = (may: boolean) => {
        asked = may;
      };
      ask(null, permission, answer, { requestingUrl: `${origin}/` });
      return [check(null, permission, origin), asked];
    };
  }

  it('are given to our page for what it needs', () => {
    expect(createSession()('notifications', 'app://tierline')).toEqual([true, true]);
    expect(createSession()('persistent-storage', 'app://tierline')).toEqual([true, true]);
  });

  for (const permission of [
    'media',
    'geolocation',
    'clipboard-read',
    'openExternal',
    'usb',
    'display-capture',
    'midi',
  ]) {
    it(`${permission} is denied`, () => {
      expect(createSession()(permission, 'app://tierline')).toEqual([false, false]);
    });
  }

  it('nobody else has any', () => {
    expect(createSession()('notifications', 'https://evil.example')).toEqual([false, false]);
    expect(createSession()('notifications', 'app://tierline.evil.example')).toEqual([false, false]);
  });
});

describe('navigation', () => {
  function createPage() {
    const opened: string[] = [];
    let openHandler: (details: { url: string }) => { action: string } = () => ({ action: 'allow' });
    const contents = Object.assign(new EventEmitter(), {
      setWindowOpenHandler: (handler: typeof openHandler) => {
        openHandler = handler;
      },
    });
    keepInside(contents as unknown as WebContents, (address) => opened.push(address));
    return {
      opened,
      open: (url: string) => openHandler({ url }).action,
      /** Whether the page was kept from it. */
      tries(event: string, details: object): boolean {
        let prevented = false;
        contents.emit(event, {
          ...details,
          preventDefault() {
            prevented = true;
          },
        });
        return prevented;
      },
    };
  }

  it('stays inside', () => {
    const page = createPage();
    expect(page.tries('will-navigate', { url: 'https://example.com/' })).toBe(true);
    expect(page.tries('will-navigate', { url: 'file:///etc/passwd' })).toBe(true);
    expect(page.tries('will-navigate', { url: 'app://tierline/' })).toBe(false);
    expect(page.tries('will-frame-navigate', { url: 'app://tierline/', isMainFrame: false })).toBe(true);
    expect(page.tries('will-redirect', { url: 'https://example.com/' })).toBe(true);
    expect(page.tries('will-attach-webview', {})).toBe(true);
    expect(page.opened).toEqual(['https://example.com/']);
  });

  it("opens links of the web in the system's browser, and nothing else anywhere", () => {
    const page = createPage();
    for (const url of [
      'https://example.com/',
      'mailto:a@b.example',
      'file:///etc/passwd',
      'javascript:1',
      'smb://x',
      'tierline://x',
      '',
    ]) {
      expect(page.open(url)).toBe('deny');
    }
    expect(page.opened).toEqual(['https://example.com/', 'mailto:a@b.example']);
  });
});
