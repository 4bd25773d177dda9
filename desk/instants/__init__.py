"""Which instant “tomorrow 6:00 Riyadh” is; and how an instant is said.

reading.py decides. The words are taken apart in saying.py and days.py, a word at a time (phrase.py); zones.py knows the
clocks.
"""
