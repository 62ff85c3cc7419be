import { createRoot } from 'react-dom/client';
import { Frame } from './app/Frame.tsx';
import { createChance, createClock } from './app/machine.ts';
import { openHere } from './app/open-here.ts';
import { Root } from './app/Root.tsx';
import { pickShell } from './desktop/pick.ts';
import { leaveWord } from './sign-in/parting.ts';
import { createTransport, isFailure } from './sync/transport.ts';
import { modalOpen } from './ui/Dialog.tsx';
import { createKeymap } from './ui/keymap.tsx';

const VERSION = '0.1.0';

const shell = await pickShell(window, VERSION);
const clock = createClock(window, shell.bootId);
const chance = createChance(window);
const keymap = createKeymap({ now: () => performance.now(), modalOpen });
const transport = createTransport({
  server: shell.server,
  fetch: window.fetch.bind(window),
  webSocket: (url) => new WebSocket(url),
  clock,
});
const hello = async () => {
  const said = await transport.hello();
  return isFailure(said) ? null : said;
};

/** Access was taken away, or the database from under us: what is on screen is no longer true. */
const onGone = (why: 'revoked' | 'lost') => {
  if (why === 'revoked') {
    shell.remember(null);
    leaveWord(() => window.sessionStorage);
  }
  location.reload();
};

const root = document.getElementById('root');
if (!root) throw new Error('index.html without #root');
createRoot(root).render(
  <Frame keymap={keymap}>
    <Root
      shell={shell}
      hello={hello}
      open={(session) => openHere(session, { window, shell, transport, clock, chance, onGone })}
    />
  </Frame>,
);
