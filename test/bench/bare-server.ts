import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer } from 'ws';
import { openDatabase } from '../../server/db/open.ts';

/**
 * The barest thing that carries a click to another screen: a page with a socket, a row inserted (in the same kind of
 * database, on the disk before it is told), and everybody told. A process of its own, as the server is; the folder is
 * its argument.
 */
const page = `<!doctype html><title>bare</title><button id="go">go</button><p id="said"></p><script>
const socket = new WebSocket(location.href.replace('http', 'ws'));
document.getElementById('go').onclick = () => socket.send('click');
socket.onopen = () => { document.title = 'open'; };
socket.onmessage = ({ data }) => { document.getElementById('said').textContent = data; };
</script>`;

const database = await openDatabase({ kind: 'folder', folder: process.argv[2] ?? '' });
await database.script('create table said (id bigint generated always as identity primary key, words text not null)');
const http = createServer((_, response) => response.writeHead(200, { 'content-type': 'text/html' }).end(page));
const sockets = new WebSocketServer({ server: http });
sockets.on('connection', (socket) => {
  socket.on('message', async (data) => {
    const [row] = await database.query<{ id: number }>('insert into said (words) values ($1) returning id', [
      String(data),
    ]);
    for (const client of sockets.clients) client.send(`row ${row?.id}`);
  });
});
http.listen(0, '127.0.0.1', () => {
  process.send?.({ listening: `http://127.0.0.1:${(http.address() as AddressInfo).port}` });
});
process.once('SIGTERM', async () => {
  await database.close();
  process.exit(0);
});
/** Who started it is gone. */
process.once('disconnect', () => process.exit(0));
