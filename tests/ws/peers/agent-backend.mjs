// A backend for tests on Node's "ws" package: echo at /echo, an agent backend at /ws.
//   NODE_PATH=…/node_modules node agent-backend.mjs [CERT KEY]
// It prints its port as the first line and ends when its standard input does. With PEM files it serves TLS.
// A request needs "Authorization: Bearer TOKEN"; the token "refused" and a missing one are closed with 1008.
import { readFileSync } from 'node:fs';
import { createServer as createHttp } from 'node:http';
import { createServer as createHttps } from 'node:https';
import { createRequire } from 'node:module';

const { WebSocketServer } = createRequire(import.meta.url)('ws');
const EVENTS = ['agent_started', 'agent_thinking', 'tool_executing', 'tool_completed', 'agent_completed'];
const [cert, key] = process.argv.slice(2);
const http = cert ? createHttps({ cert: readFileSync(cert), key: readFileSync(key) }) : createHttp();
const server = new WebSocketServer({ noServer: true, maxPayload: 1048576 });
let connections = 0;

http.on('request', (request, response) => response.writeHead(request.url === '/health' ? 200 : 404).end());
http.on('upgrade', (request, socket, head) => {
  const path = request.url.split('?')[0];
  if (path !== '/echo' && path !== '/ws') {
    socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\nConnection: close\r\n\r\n');
    return;
  }
  server.handleUpgrade(request, socket, head, (connection) => {
    connection.on('error', () => {});
    (path === '/echo' ? echo : agent)(connection, request);
  });
});

function echo(connection) {
  connection.on('message', (data, binary) => connection.send(data, { binary }));
}

function agent(connection, request) {
  const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (!token || token === 'refused') {
    connection.close(1008, 'authentication required');
    return;
  }
  const user = `user-${token}`;
  const send = (message) => connection.send(JSON.stringify({ ...message, timestamp: new Date().toISOString() }));
  send({ type: 'connection_established', connection_id: `c${++connections}`, user_id: user, mode: 'main', golden_path_events: EVENTS });
  connection.on('message', (data) => {
    let message;
    try {
      message = JSON.parse(data);
    } catch {
      return send({ type: 'error_message', error_code: 'INVALID_JSON', error_message: 'not JSON', details: {}, recovery_suggestions: [] });
    }
    switch (message.type) {
      case 'ping': return send({ type: 'pong', data: { timestamp: message.timestamp, user_id: user } });
      case 'heartbeat': return send({ type: 'heartbeat_ack' });
      case 'agent_request': return EVENTS.forEach((type) => send(event(type, message, user)));
      default: return send({ type: 'ack', received_type: message.type, status: 'acknowledged' });
    }
  });
}

function event(type, { agent_name = 'assistant', task, thread_id, turn_id, user_id }, user) {
  const details = {
    agent_thinking: { thought: `about ${task}` },
    tool_executing: { tool_name: 'search', parameters: { query: task } },
    tool_completed: { tool_name: 'search', results: [1, 2, 3], duration: 0 },
    agent_completed: { final_response: `Answer to: ${task}` },
  };
  return { type, run_id: `run-${turn_id}`, agent_name, payload: { user_id: user_id ?? user, thread_id, turn_id, ...details[type] } };
}

http.listen(0, '127.0.0.1', () => console.log(http.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
