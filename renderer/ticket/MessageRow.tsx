import { type MouseEvent, memo } from 'react';
import type { Ticket } from '#core/ticket/ticket.ts';
import { Avatar } from '../ui/Avatar.tsx';
import { Chip } from '../ui/Chip.tsx';
import { useMe, useReference } from '../ui/context.tsx';
import { clockOf } from '../ui/format.ts';
import { Icon, type IconName } from '../ui/Icon.tsx';
import { imageClicked, type Markdown } from './markdown.ts';
import type { StoryItem } from './story.ts';
import { channelWord, type Names } from './wording.ts';

type Props = { item: Extract<StoryItem, { kind: 'message' }>; ticket: Ticket; names: Names; markdown: Markdown };

/** A message: public on plain ground, internal on its own with a lock and a word, so that nobody mistakes one for the other. */
export const MessageRow = memo(function MessageRow({ item, ticket, names, markdown }: Props) {
  const { message, provisional } = item;
  const me = useMe();
  const { name, beside, mine } = useAuthor(item, ticket, names);
  const internal = message.visibility === 'internal';
  return (
    <article
      className={`msg${internal ? ' int' : ''}${provisional ? ' prov' : ''}`}
      aria-label={internal ? 'Internal note' : 'Public message'}
    >
      <header className="msg-head">
        <Avatar name={mine ? me.name : name} me={mine} provisional={provisional} />
        <b>{name}</b>
        {beside ? <span className="ell">{beside}</span> : null}
        {provisional ? <Chip provisional>saving</Chip> : null}
        <span className="vis">
          <Icon name={iconOf(item)} small />
          {internal ? 'Internal' : channelWord[message.channel]} · <time>{clockOf(message.at, me.zone)}</time>
        </span>
      </header>
      {message.erasedAt === null ? (
        // biome-ignore lint/a11y/noStaticElementInteractions: hears its own blocked images, which are buttons
        <div
          className="msg-body"
          onClick={openImage}
          // biome-ignore lint/security/noDangerouslySetInnerHtml: sanitised in markdown.ts, twice
          dangerouslySetInnerHTML={{ __html: markdown.render(message.body) }}
        />
      ) : (
        <div className="msg-body d">
          This text was erased on {clockOf(message.erasedAt, me.zone)}; that it was written stays.
        </div>
      )}
    </article>
  );
});

function openImage(event: MouseEvent) {
  const source = imageClicked(event.target);
  if (source) window.open(source, '_blank', 'noopener,noreferrer');
}

function iconOf({ message }: Props['item']): IconName {
  if (message.visibility === 'internal') return 'lock';
  if (message.channel === 'email') return 'mail';
  return message.channel === 'phone' ? 'phone' : 'globe';
}

function useAuthor({ message }: Props['item'], ticket: Ticket, names: Names) {
  const me = useMe();
  const reference = useReference();
  const { author } = message;
  const name = names.author(author, ticket);
  switch (author.kind) {
    case 'person': {
      const mine = author.id === me.id;
      const membership = reference.people.get(author.id)?.memberships.at(0);
      const team = membership ? names.team(membership.teamId) : null;
      const beside = mine && message.visibility === 'public' ? `to ${names.asker(ticket)}` : team;
      return { name, beside, mine };
    }
    case 'requester': {
      const organisation = ticket.organisationId && reference.organisations.get(ticket.organisationId)?.name;
      return { name, beside: organisation, mine: false };
    }
    case 'system':
      return { name, beside: null, mine: false };
    default:
      return author satisfies never;
  }
}
