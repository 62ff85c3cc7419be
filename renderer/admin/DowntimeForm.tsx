import { Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { DowntimeDraft } from '#core/admin/downtimes.ts';
import type { Instant } from '#core/ids.ts';
import type { Downtime } from '#core/workspace/downtime.ts';
import { Button } from '../ui/Button.tsx';
import { useMe } from '../ui/context.tsx';
import { useNow } from '../ui/use-now.ts';
import { AdminProblem } from './admin-api.ts';
import { Form } from './Form.tsx';
import { momentOf, momentText } from './moment-text.ts';
import { SureButton } from './SureButton.tsx';
import { errorAt, useAct } from './use-admin.ts';

/** One stretch in which a system was down, as people tell it: what, since when, and until when or still. */
export function DowntimeForm({ downtime, onClose }: { downtime: Downtime | null; onClose: () => void }) {
  const { zone } = useMe();
  const now = useNow();
  const [says, setSays] = useState(downtime?.says ?? '');
  const [from, setFrom] = useState(() => momentText(downtime?.from ?? wholeMinute(now), zone));
  const [to, setTo] = useState(() => (downtime?.to ? momentText(downtime.to, zone) : ''));
  const [still, setStill] = useState(downtime === null || downtime.to === null);
  const [unread, setUnread] = useState<AdminProblem | null>(null);
  const act = useAct(
    (api, given: DowntimeDraft) => api.saveDowntime(downtime?.id ?? null, given),
    () => downtime === null && onClose(),
  );
  const takeBack = useAct((api, id: string) => api.removeDowntime(id), onClose);
  const problem = unread ?? act.problem ?? takeBack.problem;
  const save = (ended: string | null) => {
    const begins = momentOf(from, zone);
    const ends = ended === null ? null : momentOf(ended, zone);
    if (begins === null) return setUnread(new AdminProblem('Give the date and the time.', 'from'));
    if (ended !== null && ends === null) return setUnread(new AdminProblem('Give the date and the time.', 'to'));
    setUnread(null);
    act.run({ says, from: begins, to: ends });
  };
  const end = () => {
    const ended = momentText(now, zone);
    setStill(false);
    setTo(ended);
    save(ended);
  };
  const at = (field: string) => ({ error: errorAt(problem, field) });
  return (
    <Form
      title={downtime?.says ?? 'What was down?'}
      fields={['says', 'from', 'to']}
      problem={problem}
      busy={act.busy}
      submit={downtime ? 'Save' : 'Write down'}
      onSubmit={() => save(still ? null : to)}
      onClose={onClose}
      more={
        downtime ? (
          <>
            {downtime.to === null ? <Button onClick={end}>It works again now</Button> : null}
            <SureButton
              label="Take it back"
              sure="Take back, as if it had not been"
              onSure={() => takeBack.run(downtime.id)}
            />
          </>
        ) : null
      }
    >
      {downtime && act.made ? (
        <p role="status" className="u-met sm">
          Saved. What tickets say of their time follows it.
        </p>
      ) : null}
      <p className="d sm">
        Time in which nobody could work is charged to the system, not to a team. Clocks run on: what was promised stays
        promised.
      </p>
      <TextInput
        label="What was down"
        placeholder="Ticket mail, VPN gateway"
        value={says}
        onChange={(event) => setSays(event.currentTarget.value)}
        {...at('says')}
      />
      <div className="admin-pair">
        <TextInput
          type="datetime-local"
          label="From"
          description={`In your time zone, ${zone}.`}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
          {...at('from')}
        />
        <TextInput
          type="datetime-local"
          label="To"
          description={still ? 'Not known yet.' : 'When it worked again.'}
          disabled={still}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          {...at('to')}
        />
      </div>
      <Checkbox
        label="Still down"
        checked={still}
        onChange={(event) => {
          setStill(event.currentTarget.checked);
          setTo(event.currentTarget.checked ? '' : momentText(wholeMinute(now), zone));
        }}
      />
    </Form>
  );
}

function wholeMinute(at: Instant): Instant {
  return Math.floor(at / 60_000) * 60_000;
}
