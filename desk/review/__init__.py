"""The review queue: one suggestion after the other, decided at speed and taken back exactly.

Which wait, and in what order: suggestions.py. Who has which before them: holding.py. What a page shows of one:
showing.py; the lines round it: excerpts.py. A decision, whole and once: deciding.py; taken back: undoing.py. What a
second editor looks at again: second_looks.py; how often they agree: agreement.py.
"""
