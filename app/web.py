"""The web application: pages and feeds, Slack's one address, and in a rehearsal the sandbox and its clock."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount, Route

from app.build import House, api_url
from app.clock import epoch, real_now
from app.control import PATH, Control
from app.links import PageLinks
from app.rehearsal import Stepper
from bot.slack.app import Bot, make_bolt, slack_endpoint
from bot.slack.channel import sender
from bot.slack.commands import COMMANDS
from bot.text.rehearsal import BOARD, PUBLIC_FEED
from bot.text.roles import named
from bot.web.app import routes
from bot.web.errors import exception_handlers
from bot.web.headers import SecurityHeaders
from bot.web.site import Site
from process.seats import PersonId
from sandbox.build import create_app
from sandbox.settings import Command, Member, SandboxSettings
from slack_bolt import App
