import type { TeamRole } from '#core/workspace/person.ts';

const MINUTE = 60;

/** Who works in the demo. Everybody signs in with `demoPassword`. */
export const demoPassword = 'tierline-demo';

export const teamNames = ['Service Desk L1', 'Network L2', 'Endpoint L2', 'Applications L2', 'Platform L3'] as const;
export type TeamName = (typeof teamNames)[number];

export const tiers = [
  {
    name: 'Service desk',
    rank: 1,
    scope: 'First contact, known faults, accounts and simple requests',
    entry: 'Anything',
    exit: 'Solved, or the fault is narrowed down and the packet is complete',
    packetBar: 0,
    acceptWithin: 30 * MINUTE,
  },
  {
    name: 'Specialists',
    rank: 2,
    scope: 'Network, endpoints and applications in depth',
    entry: 'What was observed, what was tried, and what is asked',
    exit: 'Solved, or shown to lie in the platform or with a vendor',
    packetBar: 60,
    acceptWithin: 30 * MINUTE,
  },
  {
    name: 'Engineering',
    rank: 3,
    scope: 'Platform changes, defects and vendors',
    entry: 'A specialist has narrowed it down, and the requester knows when to hear from us',
    exit: 'Fixed, or a workaround that holds',
    packetBar: 80,
    acceptWithin: 60 * MINUTE,
  },
] as const;

export const teams: Record<
  TeamName,
  { rank: 1 | 2 | 3; skills: string[]; supervisor: string; hours: 'branch' | 'always' }
> = {
  'Service Desk L1': { rank: 1, skills: ['identity'], supervisor: 'Marta Vogl', hours: 'always' },
  'Network L2': { rank: 2, skills: ['network'], supervisor: 'Marta Vogl', hours: 'always' },
  'Endpoint L2': { rank: 2, skills: ['endpoint'], supervisor: 'Marta Vogl', hours: 'always' },
  'Applications L2': { rank: 2, skills: ['applications', 'identity'], supervisor: 'Marta Vogl', hours: 'always' },
  'Platform L3': {
    rank: 3,
    skills: ['platform', 'network', 'applications'],
    supervisor: 'Kaja Moen',
    hours: 'always',
  },
};

export const people: {
  name: string;
  roles: Partial<Record<TeamName, TeamRole>>;
  limit: number;
  administrator?: true;
}[] = [
  { name: 'Ines Kovač', roles: { 'Service Desk L1': 'agent' }, limit: 20 },
  { name: 'Ruben Halle', roles: { 'Network L2': 'agent' }, limit: 10 },
  { name: 'Sofia Lind', roles: { 'Applications L2': 'agent' }, limit: 10 },
  {
    name: 'Marta Vogl',
    roles: {
      'Service Desk L1': 'supervisor',
      'Network L2': 'supervisor',
      'Endpoint L2': 'supervisor',
      'Applications L2': 'supervisor',
    },
    limit: 5,
  },
  { name: 'Ada Berg', roles: {}, limit: 0, administrator: true },
  { name: 'Dele Okafor', roles: { 'Service Desk L1': 'agent' }, limit: 15 },
  { name: 'Jonna Berg', roles: { 'Service Desk L1': 'agent' }, limit: 15 },
  { name: 'Tomas Wren', roles: { 'Service Desk L1': 'agent' }, limit: 15 },
  { name: 'Leila Noor', roles: { 'Service Desk L1': 'agent' }, limit: 15 },
  { name: 'Anton Brandt', roles: { 'Service Desk L1': 'agent' }, limit: 8 },
  { name: 'Farah Sayed', roles: { 'Service Desk L1': 'agent' }, limit: 15 },
  { name: 'Mirel Aslan', roles: { 'Network L2': 'agent' }, limit: 10 },
  { name: 'Greta Paulsen', roles: { 'Endpoint L2': 'agent' }, limit: 10 },
  { name: 'Olek Varga', roles: { 'Endpoint L2': 'agent' }, limit: 10 },
  { name: 'Hugo Nyman', roles: { 'Endpoint L2': 'agent' }, limit: 10 },
  { name: 'Yusuf Demir', roles: { 'Applications L2': 'agent' }, limit: 10 },
  { name: 'Kaja Moen', roles: { 'Platform L3': 'agent' }, limit: 8 },
];
