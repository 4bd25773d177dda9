"""Find and fix: narrow a list to the records of one flaw, and mend them together.

kinds.py says of each kind of record what can be asked and set; filters.py asks; edits.py plans an edit, does it and
takes it back.
"""
