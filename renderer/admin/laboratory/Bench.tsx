import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { Priority } from '#core/ticket/history.ts';
import { Button } from '../../ui/Button.tsx';
import { Icon } from '../../ui/Icon.tsx';
import { useActions } from '../../ui/keymap.tsx';
import type { TabProps } from '../AdminPage.tsx';
import { Answers } from './Answers.tsx';
import { changedParts, type Draft, type Part, withOnePolicy } from './experiment.ts';
import { CalendarLoader, PolicyLoader } from './Loaders.tsx';
import { Panel } from './Panel.tsx';
import { StoryPanel } from './StoryPanel.tsx';
import { useExperiment } from './use-experiment.ts';

type Props = {
  title: string;
  /** As it is: what the ticket or the pasted question says. */
  loaded: Draft;
  data: TabProps['data'];
  /** Where else one can begin. */
  ways: ReactNode;
  /** Whose amounts a policy is taken at. */
  priority?: Priority;
  /** Reads the ticket again, where it has changed since. */
  onAgain?: (() => void) | null;
};

/** One question, its documents open to change, and what the clocks say: as it is, and as it would have been. */
export function Bench({ title, loaded, data, ways, priority = 3, onAgain = null }: Props) {
  const [draft, setDraft] = useState(loaded);
  const { ask, asked, trouble, busy } = useExperiment(loaded);
  const heading = useRef<HTMLHeadingElement>(null);
  // What was picked or pasted is where one is now: the picker that had the focus is gone.
  useEffect(() => heading.current?.focus(), []);
  const changed = changedParts(draft, loaded);
  const put = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const at = (part: Part) => ({
    isChanged: changed.includes(part),
    onPutBack: () => put({ [part]: loaded[part] }),
    trouble: trouble?.part === part ? trouble : null,
  });
  const run = () => ask(draft, changed.length > 0);
  useActions([{ id: 'lab.ask', label: 'Ask', group: 'Laboratory', keys: ['mod+Enter'], whileTyping: true, run }]);
  const onePolicy = changed.includes('policy') ? withOnePolicy(draft.story) : null;
  return (
    <>
      <header className="lab-head">
        <h2 ref={heading} tabIndex={-1} className="ell">
          {title}
        </h2>
        {onAgain ? (
          <span className="sm m row-f">
            It has changed since.
            <button type="button" className="link" onClick={onAgain}>
              Read it again
            </button>
          </span>
        ) : null}
        <span className="grow" />
        {ways}
      </header>
      <div className={draft.policy === null ? 'lab-panels two' : 'lab-panels'}>
        <StoryPanel draft={draft} onChange={put} at={at} tiers={data.tiers} />
        <Panel
          title="Calendar"
          text={draft.calendar}
          onChange={(calendar) => put({ calendar })}
          tools={<CalendarLoader data={data} onLoad={(calendar) => put({ calendar })} />}
          {...at('calendar')}
        />
        {draft.policy === null ? null : (
          <Panel
            title="Policy"
            text={draft.policy}
            onChange={(policy) => put({ policy })}
            tools={<PolicyLoader data={data} priority={priority} onLoad={(policy) => put({ policy })} />}
            {...at('policy')}
          >
            {onePolicy === null ? null : (
              <p className="lab-note sm" role="status">
                Later on another policy holds, as what happened says.{' '}
                <button type="button" className="link" onClick={() => put({ story: onePolicy })}>
                  Let this one hold throughout
                </button>
              </p>
            )}
          </Panel>
        )}
      </div>
      <div className="lab-ask">
        {draft.op === 'clocks' ? (
          <label className="row-f sm">
            At
            <input
              className="input mono"
              placeholder="now"
              size={22}
              value={draft.at}
              aria-invalid={trouble?.part === 'at'}
              onChange={(event) => put({ at: event.currentTarget.value })}
            />
          </label>
        ) : null}
        <Button kind="primary" keys="mod+Enter" disabled={busy} onClick={run}>
          Ask
        </Button>
        {trouble && (trouble.part === null || trouble.part === 'at') ? (
          <p className="u-breached sm" role="alert">
            {trouble.says}
          </p>
        ) : trouble ? (
          <p className="sm m row-f">
            <Icon name="alert" small />
            Something above can’t be read yet; what stands below is from before.
          </p>
        ) : null}
      </div>
      <div className="lab-answer">
        {asked ? (
          <Answers asked={asked} data={data} />
        ) : (
          <p className="m">{busy ? 'Reckoning.' : 'Nothing asked yet.'}</p>
        )}
      </div>
    </>
  );
}
