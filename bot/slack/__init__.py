"""Slack: commands, buttons, modals, App Home and the only outgoing post."""
