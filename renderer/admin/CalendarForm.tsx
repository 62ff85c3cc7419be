import { Select, TextInput } from '@mantine/core';
import { useCallback, useState } from 'react';
import type { CalendarDraft } from '#core/admin/documents.ts';
import type { Calendar } from '#core/sla/calendar.ts';
import { checkCalendar } from '#core/sla/calendar-check.ts';
import type { ReferenceData } from '#core/workspace/reference.ts';
import { AdminProblem } from './admin-api.ts';
import { type CalendarText, calendarOf, holidayText, textOf } from './calendar-text.ts';
import { Dates } from './Dates.tsx';
import { Form } from './Form.tsx';
import { useImport } from './ImportHolidays.tsx';
import { editLines, type LineEdit } from './line-edit.ts';
import { Publication } from './Publication.tsx';
import { Stamp } from './Stamp.tsx';
import { errorAt, useAct } from './use-admin.ts';
import { zones } from './zones.ts';

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const freshHoliday = { date: '', until: '', name: '', yearly: false, openings: '' };
const freshException = { date: '', name: '', openings: '' };
const fields = ['name', 'zone', 'week', 'holidays', 'exceptions'];

export function CalendarForm({
  calendar,
  data,
  onClose,
}: {
  calendar: Calendar | null;
  data: ReferenceData;
  onClose: () => void;
}) {
  const [text, setText] = useState<CalendarText>(() => textOf(calendar));
  const [flaw, setFlaw] = useState<AdminProblem | null>(null);
  const change = (part: Partial<CalendarText>) => setText((before) => ({ ...before, ...part }));
  const editHolidays = useCallback(
    (edit: LineEdit) => setText((before) => ({ ...before, holidays: editLines(before.holidays, edit, freshHoliday) })),
    [],
  );
  const editExceptions = useCallback(
    (edit: LineEdit) =>
      setText((before) => ({ ...before, exceptions: editLines(before.exceptions, edit, freshException) })),
    [],
  );
  const fromFile = useImport({
    known: text.holidays,
    onAdd: (holidays) =>
      setText((before) => ({ ...before, holidays: [...before.holidays, ...holidays.map(holidayText)] })),
  });
  const act = useAct(
    (api, given: CalendarDraft) => api.publishCalendar(given),
    () => calendar === null && onClose(),
  );
  const problem = flaw ?? act.problem;
  const submit = () => {
    const read = calendarOf(text, calendar?.id ?? null);
    const [wrong] = 'field' in read ? [read] : checkCalendar(read, (zone) => zones().includes(zone));
    setFlaw(wrong ? new AdminProblem(wrong.says, wrong.field) : null);
    if (!wrong && !('field' in read)) act.run(read);
  };
  const at = (field: string) => ({ error: errorAt(problem, field) });
  return (
    <Form
      title={calendar?.name ?? 'New calendar'}
      fields={fields}
      problem={problem}
      busy={act.busy}
      submit={`Publish version ${(calendar?.version ?? 0) + 1}`}
      onSubmit={submit}
      onClose={onClose}
      more={calendar ? <Stamp document={calendar} data={data} /> : null}
    >
      <div className="admin-pair">
        <TextInput
          label="Name"
          value={text.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
          {...at('name')}
        />
        <Select
          label="Time zone"
          searchable
          openOnFocus={false}
          allowDeselect={false}
          limit={60}
          data={zones()}
          value={text.zone}
          onChange={(zone) => change({ zone: zone ?? text.zone })}
          {...at('zone')}
        />
      </div>
      <fieldset className="admin-set">
        <legend>Open</legend>
        <p className="d sm">
          Like 08:00–12:00, 13:00–17:00. An end before its beginning is the next morning: 22:00–06:00. Nothing is
          closed.
        </p>
        {problem?.field === 'week' ? (
          <p className="u-breached sm" role="alert">
            {problem.message}
          </p>
        ) : null}
        {days.map((day, at_) => (
          <div key={day} className="admin-line day">
            <label htmlFor={`day-${at_}`}>{day}</label>
            <TextInput
              id={`day-${at_}`}
              className="grow"
              placeholder="closed"
              value={text.week[at_] ?? ''}
              error={problem?.field === 'week' ? true : errorAt(problem, `week.${at_}`)}
              onChange={(event) => {
                const typed = event.currentTarget.value;
                change({ week: text.week.map((one, index) => (index === at_ ? typed : one)) });
              }}
            />
          </div>
        ))}
      </fieldset>
      <Dates
        title="Holidays"
        says="One day, or all until another. Closed all day, or open for the hours that stand there."
        field="holidays"
        problem={problem}
        lines={text.holidays}
        ranges
        add="Add a holiday"
        keys="alt+h"
        onEdit={editHolidays}
      >
        {fromFile.button}
      </Dates>
      {fromFile.shown}
      <Dates
        title="Exceptions"
        says="Other hours on one day, instead of the week’s. A holiday on that day wins."
        field="exceptions"
        problem={problem}
        lines={text.exceptions}
        add="Add an exception"
        keys="alt+x"
        onEdit={editExceptions}
      />
      <Publication made={calendar && act.made ? act.made : null} />
    </Form>
  );
}
