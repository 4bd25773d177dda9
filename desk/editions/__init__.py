"""Before and after an article is published: what is open, what readers will see, and what a change does.

What is open: checklist.py; suggestions accepted as they were shown: checking.py. What will be seen: outlook.py. A new
text for readers: correcting.py. Removal by law: removing.py. The acts themselves stand in articles/editions.py.
"""
