import { engineAgreesWithOracle } from '../core/sla/agreement.ts';
import { judgementsAreTheSame } from '../core/sla/judgements.ts';
import { lawsOfTheEngine } from '../core/sla/laws.ts';
import { alertsAgreeAfterEightHoursOffline } from '../core/sla/offline.ts';

/** `TIERLINE_SLA_RUNS=50000 npm run test:long`: so many of each; `npm test` asks a thousand. */
const runs = Number(process.env.TIERLINE_SLA_RUNS ?? 10_000);

lawsOfTheEngine(runs);
judgementsAreTheSame(runs);
alertsAgreeAfterEightHoursOffline(runs);
engineAgreesWithOracle(runs);
