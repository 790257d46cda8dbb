"""The calendars people subscribe to: state to entries, entries to bytes. The
only room that knows icalendar.
"""
