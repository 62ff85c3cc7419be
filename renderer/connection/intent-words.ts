import type { IntentType } from '#core/commands/command.ts';

/** What an unsent change is, in two words. */
export const intentWords: Record<IntentType, string> = {
  createTicket: 'New ticket',
  reply: 'Reply',
  note: 'Internal note',
  receive: 'Received message',
  setStatus: 'Status',
  setPriority: 'Priority',
  take: 'Take',
  release: 'Put back',
  assign: 'Assign',
  reassign: 'Reassign',
  offerHandoff: 'Handoff',
  acceptHandoff: 'Accept handoff',
  returnHandoff: 'Return handoff',
  withdrawHandoff: 'Withdraw handoff',
  lapseHandoff: 'Lapsed handoff',
  categorise: 'Category',
  tag: 'Tags',
  rename: 'Subject',
  changeRequester: 'Requester',
  watch: 'Watch',
  unwatch: 'Stop watching',
  promise: 'Promise',
  reportAlert: 'Alert report',
  announceThreshold: 'Threshold',
};
