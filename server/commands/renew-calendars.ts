import type { Clock } from '../clock.ts';
import type { ReferenceStore } from '../db/reference.ts';
import type { ChangeReference } from './change-reference.ts';

/** A calendar that is compiled for less time than this ahead gets a new version. */
const YEARS_LEFT = 5;

type Deps = { reference: ReferenceStore; changeReference: ChangeReference; clock: Clock };

/** Calendars are compiled some years ahead, and clocks never run past that: at each start those that near their end are compiled anew. */
export async function renewCalendars({ reference, changeReference, clock }: Deps): Promise<number> {
  const { calendars } = (await reference.current()).data;
  const newest = [...new Map(calendars.toSorted((a, b) => a.version - b.version).map((one) => [one.id, one])).values()];
  const until = Temporal.Instant.fromEpochMilliseconds(clock.now())
    .toZonedDateTimeISO('UTC')
    .add({ years: YEARS_LEFT })
    .toPlainDate()
    .toString();
  const ending = newest.filter((calendar) => calendar.horizon.to < until);
  if (ending.length === 0) return 0;
  await changeReference(async (edit) => {
    for (const { id, name, zone, week, holidays, exceptions } of ending) {
      await edit.calendar({ id, name, zone, week, holidays, exceptions }, null);
    }
  });
  return ending.length;
}
