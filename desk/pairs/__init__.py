"""Possible doubles: records that may be one, and one record that may be two.

Which pairs wait: doubles.py. What speaks for each: evidence.py; what stands side by side: comparing.py. Speakers whom
nobody has identified: unnamed.py. Which kinds of records: kinds.py. What is ticked on the way: ticking.py.
"""
