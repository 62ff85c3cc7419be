import { engineAgreesWithOracle } from './agreement.ts';
import { usual } from './runs.ts';

engineAgreesWithOracle(usual);
