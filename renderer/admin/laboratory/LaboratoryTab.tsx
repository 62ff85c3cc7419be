import { useState } from 'react';
import { TicketId } from '#core/ids.ts';
import { Button } from '../../ui/Button.tsx';
import { useActions } from '../../ui/keymap.tsx';
import { go } from '../../ui/place.ts';
import { State } from '../../ui/State.tsx';
import type { TabProps } from '../AdminPage.tsx';
import { Bench } from './Bench.tsx';
import { type Draft, draftFrom } from './experiment.ts';
import { FromTicket } from './FromTicket.tsx';
import './laboratory.css';
import { PasteDialog } from './PasteDialog.tsx';
import { TicketPicker } from './TicketPicker.tsx';

type Pasted = { n: number; draft: Draft };

/** Where administrators try a calendar or a policy on what has happened, without changing anything. */
export function LaboratoryTab({ data, open }: TabProps) {
  const [picking, setPicking] = useState<'ticket' | 'question' | null>(null);
  const [pasted, setPasted] = useState<Pasted | null>(null);
  const ticketId = TicketId.safeParse(open).data ?? null;
  useActions([
    { id: 'lab.ticket', label: 'Pick a ticket', group: 'Laboratory', keys: ['t'], run: () => setPicking('ticket') },
    { id: 'lab.paste', label: 'Paste a question', group: 'Laboratory', keys: ['p'], run: () => setPicking('question') },
  ]);
  const ways = (
    <>
      <Button keys="t" onClick={() => setPicking('ticket')}>
        Pick a ticket
      </Button>
      <Button keys="p" onClick={() => setPicking('question')}>
        Paste a question
      </Button>
    </>
  );
  return (
    <section className="lab" aria-label="Laboratory">
      {pasted ? (
        <Bench key={pasted.n} title={titleOf(pasted.draft)} loaded={pasted.draft} data={data} ways={ways} />
      ) : ticketId ? (
        <FromTicket key={ticketId} ticketId={ticketId} data={data} ways={ways} />
      ) : (
        <State title="What would have happened?">
          <p>
            Pick a ticket to see its clocks as they are. Then change its calendar or its policy here, and see beside
            them what they would have said. Nothing is changed for anybody.
          </p>
          <p className="row-f">{ways}</p>
          <p className="d sm">
            A question is what the command “npm run sla” takes: copy one from there, or from a colleague.
          </p>
        </State>
      )}
      {picking === 'ticket' ? (
        <TicketPicker
          onClose={() => setPicking(null)}
          onPick={(id) => {
            setPicking(null);
            setPasted(null);
            go({ page: 'admin', section: `laboratory.${id}` });
          }}
        />
      ) : null}
      {picking === 'question' ? (
        <PasteDialog
          onClose={() => setPicking(null)}
          onPaste={(text) => {
            const draft = draftFrom(text);
            if (!draft) return false;
            setPicking(null);
            setPasted({ n: (pasted?.n ?? 0) + 1, draft });
            go({ page: 'admin', section: 'laboratory' });
            return true;
          }}
        />
      ) : null}
    </section>
  );
}

function titleOf({ op }: Draft): string {
  const words: Record<string, string> = {
    add: 'When an amount has passed',
    between: 'How much passed in between',
    open: 'Whether it is open',
    clocks: 'A question about clocks',
  };
  return words[op] ?? 'A question';
}
