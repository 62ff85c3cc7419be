import fc from 'fast-check';

/**
 * `npm test` asks every property with one seed, so that what fails has to do with what changed; `npm run test:long` asks
 * with another one each time. `TIERLINE_SEED` tries a seed again.
 */
fc.configureGlobal({ seed: Number(process.env.TIERLINE_SEED ?? 20_261_124) });
