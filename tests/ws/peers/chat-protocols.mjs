// Five chat protocols for tests of scenarios, on Node's "ws" package, each at a path of its own: graphql-transport-ws, Phoenix channels,
// Socket.IO's framing, JSON-RPC, and one that asks for the token in a message.
// It prints its port as the first line and ends when its standard input does.
import { createRequire } from 'node:module';

const { WebSocketServer } = createRequire(import.meta.url)('ws');
const TOKEN = 'sesame-token';

function graphql(connection, say) {
  let ready = false;
  connection.on('message', (data) => {
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      return connection.close(4400, 'Invalid message');
    }
    switch (message.type) {
      case 'connection_init':
        ready = message.payload?.token === TOKEN;
        return ready ? say({ type: 'connection_ack' }) : connection.close(4403, 'Forbidden');
      case 'ping': return say({ type: 'pong' });
      case 'pong': return;
      case 'subscribe':
        if (!ready) return connection.close(4401, 'Unauthorized');
        say({ type: 'ping' });
        ['About ', message.payload.variables.text].forEach((chunk) =>
          say({ id: message.id, type: 'next', payload: { data: { answer: { chunk } } } }));
        return say({ id: message.id, type: 'complete' });
      default: return connection.close(4400, 'Invalid message type');
    }
  });
}

function phoenix(connection, say) {
  const joined = new Set();
  connection.on('message', (data) => {
    const [join, reference, topic, event, payload] = JSON.parse(data);
    const reply = (status, response) => say([join, reference, topic, 'phx_reply', { status, response }]);
    if (topic === 'phoenix' && event === 'heartbeat') return reply('ok', {});
    if (event === 'phx_join') {
      joined.add(topic);
      return reply('ok', {});
    }
    if (!joined.has(topic) || event !== 'ask') return reply('error', { reason: 'unmatched topic or event' });
    reply('ok', {});
    say([null, null, topic, 'thinking', { turn: payload.turn }]);
    say([null, null, topic, 'answer', { turn: payload.turn, text: `About ${payload.text}` }]);
  });
}

function socketio(connection) {
  const say = (prefix, value) => connection.send(prefix + (value ? JSON.stringify(value) : ''));
  let admitted = false;
  let alive = true;
  say('0', { sid: 'engine', upgrades: [], pingInterval: 100, pingTimeout: 100 });
  const pings = setInterval(() => {
    if (!alive) return connection.close();
    alive = false;
    say('2');
  }, 100);
  connection.on('close', () => clearInterval(pings));
  connection.on('message', (data) => {
    const text = String(data);
    if (text === '3') {
      alive = true;
    } else if (text.startsWith('40')) {
      admitted = JSON.parse(text.slice(2)).token === TOKEN;
      say(admitted ? '40' : '44', admitted ? { sid: 'socket' } : { message: 'not authorised' });
    } else if (admitted && text.startsWith('42["ask"')) {
      const [, { turn, text: question }] = JSON.parse(text.slice(2));
      say('42', ['started', { turn }]);
      setTimeout(() => say('42', ['done', { turn, text: `About ${question}` }]), 350);
    } else {
      say('42', ['failure', { reason: 'unknown event' }]);
    }
  });
}

function jsonrpc(connection, say) {
  connection.on('message', (data) => {
    const answer = (message) => say({ jsonrpc: '2.0', ...message });
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      return answer({ id: null, error: { code: -32700, message: 'Parse error' } });
    }
    const { id, method, params } = message;
    if (typeof id !== 'number') return answer({ id: null, error: { code: -32600, message: 'The id is a number here' } });
    if (method === 'ping') return answer({ id, result: 'pong' });
    if (method !== 'chat.ask') return answer({ id, error: { code: -32601, message: 'Method not found' } });
    answer({ method: 'chat.started', params: { id } });
    answer({ method: 'chat.delta', params: { id, text: 'About ' } });
    return answer({ id, result: { text: `About ${params.text}` } });
  });
}

function inband(connection, say) {
  say({ type: 'auth_required' });
  connection.on('message', (data) => {
    const { id, type, access_token, text } = JSON.parse(data);
    if (type === 'auth') return say(access_token === TOKEN ? { type: 'auth_ok', user: 'me' } : { type: 'auth_invalid' });
    return say({ id, type: 'result', result: `About ${text}` });
  });
}

const protocols = { '/graphql': graphql, '/socket/websocket': phoenix, '/socket.io/': socketio, '/rpc': jsonrpc, '/inband': inband };
const server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
server.on('connection', (connection, request) =>
  protocols[request.url.split('?')[0]](connection, (message) => connection.send(JSON.stringify(message))));
server.on('listening', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
