import { contextBridge, ipcRenderer } from 'electron';
import { type CallName, calls, channelOf, type NewsName, news } from '#core/bridge.ts';

/**
 * Puts the bridge on `window.tierline`, method by method: the page gets functions with names, never `ipcRenderer`,
 * never an event object. What goes in is validated in main, what comes out is parsed by the page.
 */
const callNames = Object.keys(calls) as CallName[];
const newsNames = Object.keys(news) as NewsName[];

contextBridge.exposeInMainWorld('tierline', {
  ...Object.fromEntries(callNames.map((name) => [name, call(name)])),
  on: listen,
});

function call(name: CallName) {
  return (...args: unknown[]): Promise<unknown> => ipcRenderer.invoke(channelOf(name), ...args);
}

/** Main keeps what the page must not miss until it hears that somebody listens. */
function listen(name: unknown, listener: (said: unknown) => void): () => void {
  const known = newsNames.find((candidate) => candidate === name);
  if (!known) throw new TypeError(`There is no news called ${String(name)}.`);
  const heard = (_event: unknown, said: unknown) => listener(said);
  ipcRenderer.on(channelOf(known), heard);
  ipcRenderer.send('tierline:listening', known);
  return () => ipcRenderer.off(channelOf(known), heard);
}
