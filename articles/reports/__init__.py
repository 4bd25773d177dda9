"""One utterance, many reports: statements of equal and nearly equal words found, grouped, and proposed to editors.

words.py       a text as what is compared of it; two texts word by word; plain Python
judging.py     whether two statements report one utterance: plain Python, all thresholds
foreseeing.py  what is compared of a text, worked out beforehand by an import's second process
wordings.py    what is compared of each statement, kept in a narrow table
neighbours.py  the statements that come into question, by index, a bounded number for each
grouping.py    groups made by the machine
unnamed.py     reports that name nobody, settled by who else is named for these words
upkeep.py      when all this happens
deciding.py    what editors decide: the same, not the same, apart from its group
telling.py     what readers see of a group
"""
