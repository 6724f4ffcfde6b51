"""A backend for tests on Python's "websockets" package: echo at /echo, an agent backend at /ws.

    python3 agent_backend.py [CERT KEY]

It prints its port as the first line and ends when its standard input does. With PEM files it serves TLS.
A request needs "Authorization: Bearer TOKEN"; the token "refused" and a missing one are closed with 1008.
"""
import asyncio
import json
import ssl
import sys
from datetime import datetime, timezone
from http import HTTPStatus

from websockets.legacy.server import serve

EVENTS = ["agent_started", "agent_thinking", "tool_executing", "tool_completed", "agent_completed"]


async def only_known_paths(path, _headers):
    if path.split("?")[0] not in ("/echo", "/ws"):
        return HTTPStatus.FORBIDDEN, [], b""
    return None


async def talk(connection):
    if connection.path.startswith("/echo"):
        async for message in connection:
            await connection.send(message)
    else:
        await agent(connection)


async def agent(connection):
    scheme, _, token = connection.request_headers.get("Authorization", "").partition(" ")
    if scheme != "Bearer" or token in ("", "refused"):
        await connection.close(1008, "authentication required")
        return
    user = "user-" + token

    async def send(**message):
        message["timestamp"] = datetime.now(timezone.utc).isoformat()
        await connection.send(json.dumps(message))

    await send(type="connection_established", connection_id=str(connection.id), user_id=user, mode="main",
               golden_path_events=EVENTS)
    async for text in connection:
        try:
            message = json.loads(text)
        except ValueError:
            await send(type="error_message", error_code="INVALID_JSON", error_message="not JSON", details={},
                       recovery_suggestions=[])
            continue
        kind = message.get("type")
        if kind == "ping":
            await send(type="pong", data={"timestamp": message.get("timestamp"), "user_id": user})
        elif kind == "heartbeat":
            await send(type="heartbeat_ack")
        elif kind == "agent_request":
            for name in EVENTS:
                await send(**event(name, message, user))
        else:
            await send(type="ack", received_type=kind, status="acknowledged")


def event(name, request, user):
    task = request.get("task")
    details = {
        "agent_thinking": {"thought": f"about {task}"},
        "tool_executing": {"tool_name": "search", "parameters": {"query": task}},
        "tool_completed": {"tool_name": "search", "results": [1, 2, 3], "duration": 0},
        "agent_completed": {"final_response": f"Answer to: {task}"},
    }
    ids = {"user_id": request.get("user_id") or user, "thread_id": request.get("thread_id"),
           "turn_id": request.get("turn_id")}
    return {"type": name, "run_id": f"run-{ids['turn_id']}", "agent_name": request.get("agent_name", "assistant"),
            "payload": ids | details.get(name, {})}


async def main(certificate):
    tls = None
    if certificate:
        tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        tls.load_cert_chain(*certificate)
    async with serve(talk, "127.0.0.1", 0, ssl=tls, max_size=1048576, process_request=only_known_paths) as server:
        print(server.sockets[0].getsockname()[1], flush=True)
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


asyncio.run(main(sys.argv[1:]))
