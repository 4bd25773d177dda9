"""The names that begin with what was typed, in terms that each database has its own signs for."""

READ = 1000  # names of a kind that are looked at, whatever was typed
# Three looks at each kind: those called exactly so; the first of all that begin so, in order of the alphabet; and those
# of the most quoted that begin so, where more begin so than were looked at.
OF_A_KIND = """
    SELECT * FROM (
        SELECT kind, record_id, weight, spelling FROM search_spelling
        WHERE kind = %(kind{n})s AND spelling = %(typed)s AND visible_from <= %(now)s LIMIT %(limit)s
    ) exact
    UNION ALL SELECT * FROM (
        SELECT * FROM (
            SELECT kind, record_id, weight, spelling FROM search_spelling
            WHERE kind = %(kind{n})s AND spelling {least} %(typed)s AND spelling {below} %(end)s
            AND visible_from <= %(now)s ORDER BY {in_order} LIMIT %(read)s
        ) first ORDER BY weight DESC, spelling, record_id LIMIT %(limit)s
    ) beginning
    UNION ALL SELECT * FROM (
        SELECT * FROM (
            SELECT kind, record_id, weight, spelling FROM search_spelling
            WHERE kind = %(kind{n})s AND start = %(start)s AND visible_from <= %(now)s
            ORDER BY weight DESC LIMIT %(read)s
        ) quoted WHERE spelling {least} %(typed)s AND spelling {below} %(end)s LIMIT %(limit)s
    ) most_quoted
"""
HIGHEST = chr(0x10FFFF)


def question(typed, kinds, now, limit, **signs):
    """The query and its parameters."""
    query = " UNION ALL ".join(OF_A_KIND.format(n=n, **signs) for n in range(len(kinds)))
    params = {"typed": typed, "end": typed + HIGHEST, "start": typed[:2], "now": now, "limit": limit, "read": READ}
    return query, params | {f"kind{n}": kind for n, kind in enumerate(kinds)}
