import { lawsOfTheEngine } from './laws.ts';
import { usual } from './runs.ts';

lawsOfTheEngine(usual);
