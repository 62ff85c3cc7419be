import { judgementsAreTheSame } from './judgements.ts';
import { usual } from './runs.ts';

judgementsAreTheSame(usual);
