/**
 * Makes the page start with the server gone: a service worker keeps the app's own files. Storage is asked to be
 * persistent, so that the browser doesn't clear it under pressure. Says plainly what this browser can't promise.
 */
export async function startOffline(
  window: Window & typeof globalThis,
): Promise<{ registration: ServiceWorkerRegistration | null; lacks: string[] }> {
  const { navigator } = window;
  if (!window.isSecureContext) {
    return {
      registration: null,
      lacks: ['Opened over plain http from another computer: the console can not start offline here. Ask for https.'],
    };
  }
  if (!('serviceWorker' in navigator)) {
    return { registration: null, lacks: ['This browser can not start the console while the server is gone.'] };
  }
  try {
    const registration = await navigator.serviceWorker.register('./worker.js', { type: 'module' });
    return { registration, lacks: [] };
  } catch {
    // A private window, or a server that is gone at this moment with the worker already at work.
    const registration = (await navigator.serviceWorker.getRegistration().catch(() => undefined)) ?? null;
    return {
      registration,
      lacks: registration ? [] : ['The console can not start here while the server is gone.'],
    };
  }
}
