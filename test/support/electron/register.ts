import { registerHooks } from 'node:module';

/** Preloaded into the child: `electron` is the stand-in there. */
const standIn = new URL('./module.ts', import.meta.url).href;

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'electron' ? { url: standIn, shortCircuit: true } : next(specifier, context),
});
