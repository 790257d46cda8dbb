"""The rules of the process: plan, ledger, state, obligations, reminders. Standard
library only; time is an argument.
"""
