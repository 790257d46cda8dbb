"""A stand-in Slack workspace for rehearsal: it speaks Slack's wire protocol over HTTP and knows
nothing of the bot behind it.
"""
