import { lookAt } from './screens-look.ts';

lookAt(['Ines Kovač']);
