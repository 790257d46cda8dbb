"""All SQL: what is remembered. Values come in and go out; nothing here reads a clock
(leases use the database's own).
"""
