"""The workbench: words of a text are selected and quoted by hand, and its statements decided beside it.

What stands on the page: columns.py. What a selection means:
selecting.py and finding.py. Who said it: guessing.py proposes, asking.py asks, speaking.py reads the answer. What is
done: acts.py. Statements whose words are no longer in the text: orphans.py; where they may stand now: replacing.py.
"""
