"""The command line: one file per word. Heavy libraries may be imported inside its
functions, each with its reason.
"""
