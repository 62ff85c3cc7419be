/**
 * What runs in the page before its own scripts: the built preload, with a `require` that knows `electron` only, as in a
 * sandboxed preload. Main world and isolated world are one here; what the bridge exposes is copied and frozen.
 */
export const ORIGIN_HERE = 'https://tierline';
export const BINDING = '__tierlineStandIn';
export const DELIVER = '__tierlineDeliver';

export function initScript(preload: string): string {
  return `(() => {
    const ask = globalThis.${BINDING};
    delete globalThis.${BINDING};
    if (globalThis.top !== globalThis || location.origin !== '${ORIGIN_HERE}') return;
    const listeners = new Map();
    const ipcRenderer = {
      async invoke(channel, ...args) {
        const said = await ask({ kind: 'invoke', channel, args });
        if (said.error !== undefined) throw new Error("Error invoking remote method '" + channel + "': " + said.error);
        return said.value;
      },
      send(channel, ...args) { ask({ kind: 'post', channel, args }); },
      on(channel, listener) { listeners.set(channel, [...(listeners.get(channel) ?? []), listener]); return ipcRenderer; },
      off(channel, listener) {
        listeners.set(channel, (listeners.get(channel) ?? []).filter((one) => one !== listener));
        return ipcRenderer;
      },
    };
    Object.defineProperty(globalThis, '${DELIVER}', {
      value(channel, args) { for (const listener of listeners.get(channel) ?? []) listener({}, ...args); },
    });
    const contextBridge = {
      exposeInMainWorld(name, api) {
        Object.defineProperty(globalThis, name, { value: Object.freeze({ ...api }), enumerable: true });
      },
    };
    const require = (name) => {
      if (name !== 'electron') throw new Error('module not found: ' + name);
      return { contextBridge, ipcRenderer };
    };
    const module = { exports: {} };
    (function (require, module, exports) {
${preload}
    })(require, module, module.exports);
  })();`;
}
