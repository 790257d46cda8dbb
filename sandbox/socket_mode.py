"""Socket Mode: the app connects to us; envelopes go out over its WebSocket, acknowledgements come back."""

import asyncio
import json
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as AckTimeout
from dataclasses import dataclass, field
from uuid import uuid4

from starlette.websockets import WebSocket, WebSocketDisconnect

from sandbox.events import Answer, Call
from sandbox.settings import SandboxSettings
from sandbox.wire import JSON

ENVELOPES = {"command": "slash_commands", "interactive": "interactive", "event": "events_api"}


@dataclass(kw_only=True, eq=False)
class Connection:
    socket: WebSocket
    loop: asyncio.AbstractEventLoop
    waiting: dict[str, Future[JSON]] = field(default_factory=dict)


class Sockets:
    def __init__(self, settings: SandboxSettings, take_ticket: Callable[[str], bool]) -> None:
        self._settings = settings
        self._take_ticket = take_ticket
        self._lock = threading.Lock()
        self._connections: list[Connection] = []

    @property
    def open(self) -> bool:
        return bool(self._connections)

    async def endpoint(self, socket: WebSocket) -> None:
        if not self._take_ticket(socket.query_params.get("ticket", "")):
            await socket.close(code=4401)
            return
        await socket.accept()
        connection = Connection(socket=socket, loop=asyncio.get_running_loop())
        with self._lock:
            self._connections.append(connection)
        try:
            await self._serve(connection)
        finally:
            with self._lock:
                self._connections.remove(connection)

    async def _serve(self, connection: Connection) -> None:
        info = {"app_id": self._settings.app_id}
        await connection.socket.send_json({"type": "hello", "num_connections": len(self._connections), "connection_info": info})
        try:
            while True:
                self._acknowledged(connection, await connection.socket.receive_text())
        except WebSocketDisconnect:
            return

    def _acknowledged(self, connection: Connection, text: str) -> None:
        try:
            ack = json.loads(text)
        except ValueError:
            return  # the app's own keep-alive chatter
        waiting = connection.waiting.pop(str(ack.get("envelope_id")), None) if isinstance(ack, dict) else None
        if waiting is not None:
            waiting.set_result(ack.get("payload") or {})

    def deliver(self, call: Call) -> Answer:
        """Send to one connection (they take turns) and wait for its ack."""
        with self._lock:
            if not self._connections:
                return Answer(error="no_app")
            self._connections.append(self._connections.pop(0))
            connection = self._connections[-1]
        envelope = self._envelope(call)
        ack: Future[JSON] = Future()
        connection.waiting[envelope["envelope_id"]] = ack
        asyncio.run_coroutine_threadsafe(connection.socket.send_json(envelope), connection.loop)
        try:
            return Answer(body=ack.result(timeout=self._settings.ack_seconds))
        except AckTimeout:
            connection.waiting.pop(envelope["envelope_id"], None)
            return Answer(error="operation_timeout")

    def _envelope(self, call: Call) -> JSON:
        envelope: JSON = {
            "envelope_id": str(uuid4()),
            "type": ENVELOPES[call.kind],
            "payload": call.payload,
            "accepts_response_payload": call.kind != "event",
        }
        if call.kind == "event":
            envelope |= {"retry_attempt": call.retry_num, "retry_reason": call.retry_reason}
        return envelope

    def disconnect(self, reason: str = "refresh_requested") -> int:
        """Tell every app to connect anew, as Slack does now and then; returns how many were told."""
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            asyncio.run_coroutine_threadsafe(self._hang_up(connection.socket, reason), connection.loop)
        return len(connections)

    async def _hang_up(self, socket: WebSocket, reason: str) -> None:
        await socket.send_json({"type": "disconnect", "reason": reason})
        await socket.close()
