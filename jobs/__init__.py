"""Scheduled work: the ticks, the planner that notices, the delivery that
tells. Knows no channel by name.
"""
