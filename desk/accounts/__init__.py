"""Accounts of the newsroom: how they are opened, guarded and watched.

throttle.py slows down who guesses passwords; devices.py knows a browser again; sessions.py lists and ends sessions;
second_factor.py asks for a code; trail.py keeps what happened; browsers.py names a browser.
"""
