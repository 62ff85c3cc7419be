import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { ALWAYS } from '#core/sla/calendar.ts';
import type { Priority } from '#core/ticket/history.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { newestOf } from '../newest.ts';
import { calendarOf, policyOf } from './documents.ts';
import { written } from './json-text.ts';

type Props = { data: ReferenceData; onLoad: (text: string) => void };

/** Takes a calendar of the workspace in place of what stands there. */
export function CalendarLoader({ data, onLoad }: Props) {
  const calendars = newestOf(data.calendars).sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return (
    <NativeSelect
      size="xs"
      aria-label="Take a calendar of the workspace"
      value=""
      data={[
        { value: '', label: 'Take …' },
        ...calendars.map(({ id, name }) => ({ value: id as string, label: name })),
        { value: ALWAYS.id as string, label: ALWAYS.name },
      ]}
      onChange={(event) => {
        const text = calendarOf(event.currentTarget.value, data);
        if (text) onLoad(written(text));
      }}
    />
  );
}

/** Takes a policy of the workspace, at one priority, in place of what stands there. */
export function PolicyLoader({ data, priority, onLoad }: Props & { priority: Priority }) {
  const [at, setAt] = useState(priority);
  const policies = newestOf(data.policies)
    .filter(({ retired }) => !retired)
    .sort((a, b) => a.order - b.order);
  return (
    <>
      <NativeSelect
        size="xs"
        classNames={{ input: 'lab-priority' }}
        aria-label="At the amounts of which priority"
        value={String(at)}
        data={['1', '2', '3', '4'].map((one) => ({ value: one, label: `P${one}` }))}
        onChange={(event) => setAt(Number(event.currentTarget.value) as Priority)}
      />
      <NativeSelect
        size="xs"
        aria-label="Take a policy of the workspace"
        value=""
        data={[
          { value: '', label: 'Take …' },
          ...policies.map(({ id, name }) => ({ value: id as string, label: name })),
        ]}
        onChange={(event) => {
          const text = policyOf(event.currentTarget.value, at, data);
          if (text) onLoad(written(text));
        }}
      />
    </>
  );
}
