"""How texts come in: pasted, from a file, from the web, or many at once.

One text: pasting.py; what is shown of it before it is saved: looking.py. A page of the web: fetching.py. Many records:
importing.py. Whether the archive has it already: near_duplicates.py.
"""
