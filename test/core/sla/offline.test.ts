import { alertsAgreeAfterEightHoursOffline } from './offline.ts';
import { usual } from './runs.ts';

alertsAgreeAfterEightHoursOffline(usual);
