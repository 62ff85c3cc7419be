import { MultiSelect, TagsInput, TextInput } from '@mantine/core';
import { Level, Priority } from '#core/ticket/history.ts';
import { Channel } from '#core/ticket/message.ts';
import { TicketType } from '#core/ticket/ticket.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { Button, IconButton } from '../ui/Button.tsx';
import { Icon } from '../ui/Icon.tsx';
import { levelWord, typeWord } from '../ui/words.ts';
import type { AdminProblem } from './admin-api.ts';
import type { MatchText } from './match-text.ts';
import { channelWord } from './match-words.ts';
import { errorAt } from './use-admin.ts';

type Props = {
  text: MatchText;
  data: ReferenceData;
  problem: AdminProblem | null;
  onChange: (part: Partial<MatchText>) => void;
};

type Key = Exclude<keyof MatchText, 'fields' | 'tags'>;
type Choice = { value: string; label: string };

const levels = Level.options.map(({ value }) => ({ value: String(value), label: levelWord[value] }));

/** For which tickets a policy holds: each field left empty is any. */
export function MatchFields({ text, data, problem, onChange }: Props) {
  const one = <K extends Key>(label: string, key: K, choices: readonly Choice[]) => (
    <MultiSelect
      label={label}
      placeholder={text[key].length === 0 ? 'any' : ''}
      searchable={choices.length > 8}
      limit={60}
      openOnFocus={false}
      data={choices}
      value={text[key].map(String)}
      error={errorAt(problem, `match.${key}`)}
      onChange={(chosen) => onChange(chosenOf(key, chosen))}
    />
  );
  return (
    <fieldset className="admin-set">
      <legend>Holds for</legend>
      <div className="admin-pair">
        {one(
          'Types',
          'types',
          TicketType.options.map((type) => ({ value: type, label: typeWord[type] })),
        )}
        {one(
          'Priorities',
          'priorities',
          Priority.options.map(({ value }) => ({ value: String(value), label: `P${value}` })),
        )}
        {one('Impact', 'impacts', levels)}
        {one('Urgency', 'urgencies', levels)}
        {one('Categories', 'categoryIds', named(data.categories))}
        {one('Services', 'serviceIds', named(data.services))}
        {one('Organisations', 'organisationIds', named(data.organisations))}
        {one('Requesters', 'requesterIds', named(data.requesters))}
        {one('Teams', 'teamIds', named(data.teams))}
        {one('Tiers', 'tierIds', named(data.tiers))}
        {one(
          'Channels',
          'channels',
          Channel.options.map((value) => ({ value, label: channelWord[value] })),
        )}
        <TagsInput
          label="Tags"
          placeholder={text.tags.length === 0 ? 'any' : ''}
          value={text.tags}
          error={errorAt(problem, 'match.tags')}
          onChange={(tags) => onChange({ tags })}
        />
      </div>
      <OwnFields text={text} problem={problem} onChange={onChange} />
    </fieldset>
  );
}

/** Fields that only this desk has: each named one has this value. */
function OwnFields({ text, problem, onChange }: Omit<Props, 'data'>) {
  const said = errorAt(problem, 'match.fields');
  const put = (at: number, part: Partial<MatchText['fields'][number]>) =>
    onChange({ fields: text.fields.map((field, index) => (index === at ? { ...field, ...part } : field)) });
  return (
    <div className="admin-set">
      {text.fields.map(({ name, value }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are typed in place, and two may be alike for a moment
        <div key={at} className="admin-line">
          <TextInput
            className="grow"
            aria-label={`Own field ${at + 1}, name`}
            placeholder="field"
            value={name}
            error={problem?.field === `match.fields.${at}` || problem?.field === `match.fields.${name}`}
            onChange={(event) => put(at, { name: event.currentTarget.value })}
          />
          <span className="d">is</span>
          <TextInput
            className="grow"
            aria-label={`Own field ${at + 1}, value`}
            placeholder="value"
            value={value}
            onChange={(event) => put(at, { value: event.currentTarget.value })}
          />
          <IconButton
            label={`Leave out ${name || `own field ${at + 1}`}`}
            onClick={() => onChange({ fields: text.fields.filter((_, index) => index !== at) })}
          >
            <Icon name="close" small />
          </IconButton>
        </div>
      ))}
      <Button kind="quiet" onClick={() => onChange({ fields: [...text.fields, { name: '', value: '' }] })}>
        Add a field of your own
      </Button>
      {said ? (
        <p className="u-breached sm" role="alert">
          {said}
        </p>
      ) : null}
    </div>
  );
}

function named(list: readonly { id: string; name: string }[]): Choice[] {
  return list.map(({ id, name }) => ({ value: id, label: name }));
}

/** What a list of choices says, as the values that a policy knows. */
function chosenOf(key: Key, chosen: string[]): Partial<MatchText> {
  const numbers = key === 'priorities' || key === 'impacts' || key === 'urgencies';
  return { [key]: numbers ? chosen.map(Number) : chosen };
}
