import type { Person } from '#core/workspace/person.ts';
import { demoPassword } from '../demo/people.ts';

/** Who of the demo signs in by one click, in this order; all its colleagues have the demo's password. */
const ONE_CLICK = ['ines.kovac', 'ruben.halle', 'sofia.lind', 'marta.vogl', 'ada.berg'];
const DOMAIN = '@tierline.example';

export function demoPeople(people: readonly Person[]): Person[] {
  return ONE_CLICK.flatMap((name) => people.filter((person) => person.active && person.email === name + DOMAIN));
}

/** Whether in the demo's workspace this may be anybody who read its password: one of the cast, or that password. */
export function isOfDemo(person: Person, password: string): boolean {
  return password === demoPassword || person.email.toLowerCase().endsWith(DOMAIN);
}
