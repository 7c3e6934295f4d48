// The WebSocket routes that behave: echo, chat, compression, a ticker. `ws` speaks for them.
import { type RawData, type WebSocket, WebSocketServer } from 'ws';
import { pause } from '../pause.ts';
import { numberOf, type SocketCall, type SocketRoute } from '../route.ts';

const plain = new WebSocketServer({ noServer: true, perMessageDeflate: false });
const compressing = new WebSocketServer({ noServer: true, perMessageDeflate: { threshold: 0 } });

function accept(server: WebSocketServer, call: SocketCall, talk: (ws: WebSocket) => void): void {
  server.handleUpgrade(call.request, call.socket, call.head, (ws) => {
    ws.on('error', () => ws.terminate());
    talk(ws);
  });
}

const repeat = (ws: WebSocket): void => void ws.on('message', (data: RawData, binary: boolean) => ws.send(data, { binary }));

export function talkative(): readonly SocketRoute[] {
  return [
    { path: '/ws/echo', tells: 'Sends every message back as it came.', open: (call) => accept(plain, call, repeat) },
    {
      path: '/ws/chat',
      tells: 'A room for everybody who is there; speaks the subprotocols chat.v2 (JSON) and chat.v1 (lines).',
      open: chat(),
    },
    {
      path: '/ws/deflate',
      tells: 'Agrees to permessage-deflate, sends a long text, then echoes.',
      open: (call) =>
        accept(compressing, call, (ws) => {
          ws.send(`${'This sentence repeats itself. '.repeat(40)}`);
          repeat(ws);
        }),
    },
    {
      path: '/ws/ticker',
      tells: 'Says the time ?count= times (5), every ?every= milliseconds (200), with a ping in between, then closes with 1000.',
      open: (call) =>
        accept(plain, call, (ws) => void tick(ws, numberOf(call.url, 'count', 5, 1e6), numberOf(call.url, 'every', 200, 6e4))),
    },
  ];
}

async function tick(ws: WebSocket, count: number, every: number): Promise<void> {
  const life = Object.assign(ws, { destroyed: false });
  ws.once('close', () => {
    life.destroyed = true;
  });
  for (let n = 1; n <= count; n++) {
    ws.send(JSON.stringify({ tick: n, of: count, at: new Date().toISOString() }));
    if (n === 1) ws.ping('still there?');
    if (n < count && !(await pause(life, every))) return;
  }
  ws.close(1000, 'that was all');
}

interface Guest {
  readonly ws: WebSocket;
  readonly name: string;
}

/** One room per start of the server. */
function chat(): SocketRoute['open'] {
  const guests = new Set<Guest>();
  let count = 0;
  const server = new WebSocketServer({
    noServer: true,
    perMessageDeflate: false,
    handleProtocols: (offered) => ['chat.v2', 'chat.v1'].find((one) => offered.has(one)) ?? false,
  });
  const say = ({ ws }: Guest, what: Readonly<Record<string, string | number>>): void => {
    ws.send(ws.protocol === 'chat.v1' ? Object.values(what).join(' ') : JSON.stringify(what));
  };
  const sayAll = (what: Readonly<Record<string, string | number>>): void => {
    for (const guest of guests) say(guest, what);
  };
  const enter = (ws: WebSocket): void => {
    count += 1;
    const guest = { ws, name: `guest-${count}` };
    sayAll({ type: 'joined', who: guest.name });
    guests.add(guest);
    say(guest, { type: 'welcome', you: guest.name, here: guests.size });
    ws.on('message', (data: RawData) => sayAll({ type: 'message', from: guest.name, text: textOf(data) }));
    ws.on('close', () => {
      guests.delete(guest);
      sayAll({ type: 'left', who: guest.name });
    });
  };
  return (call) => accept(server, call, enter);
}

const textOf = (data: RawData): string => (Array.isArray(data) ? Buffer.concat(data) : Buffer.from(data as Buffer)).toString();
