"""How a database answers the queries of a page, as it tells itself: what it reads through, and how much work it is.

Work is measured in steps of the virtual machine on SQLite, in rows that the nodes of the plan gave on PostgreSQL.
"""

import json
import re
from contextlib import contextmanager

from django.db import connection

LARGE = "articles_(article|articlerevision|statement|statementspan|participation|reference|placemention|attribution)"
LARGE = re.compile(rf"\b({LARGE}|people_person|people_personname|search_(entry|words\w*))\b")
SCAN = re.compile(r"^SCAN (\S+)(?! (USING|VIRTUAL))")
ONLY_FOR_SMALL = {"seqscan", "bitmapscan", "hashjoin", "mergejoin"}  # how PostgreSQL reads small tables through
TO_THE_INDEX = "SET LOCAL statement_timeout"  # begins a question to the index of words
TELL_PLANS = "; ".join(f"SET LOCAL {name} = {value}" for name, value in {
    "client_min_messages": "log", "auto_explain.log_min_duration": 0, "auto_explain.log_nested_statements": "on",
    "auto_explain.log_analyze": "on", "auto_explain.log_timing": "off", "auto_explain.log_format": "json",
}.items())  # fmt: skip


def analyzed():
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


@contextmanager
def remembered():
    """The queries that are asked in here."""
    asked = []

    def remember(execute, sql, params, many, context):
        if re.match(r"\s*(SELECT|WITH|SET LOCAL)", sql):
            asked.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(remember):
        yield asked


def queries_of(client, path):
    with remembered() as asked:
        response = client.get(path)
        assert response.status_code == 200, path
        response.getvalue()
    return asked


def explained(sql, params):
    """What the plan of a query reads through, and how much work it was: ([table], amount)."""
    return {"sqlite": explained_by_sqlite, "postgresql": explained_by_postgresql}[connection.vendor](sql, params)


def explained_by_sqlite(sql, params):
    steps = []
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        plan = [row[3] for row in cursor.fetchall()]
        connection.connection.set_progress_handler(lambda: steps.append(1) and None, 10)
        cursor.execute(sql, params)
        cursor.fetchall()
        connection.connection.set_progress_handler(None, 0)
    aliases = dict(re.findall(r'"(\w+)" (?:AS )?"?([A-Z]\d+)\b', sql))
    names = {alias: table for table, alias in aliases.items()}
    scanned = [found[1] for line in plan if (found := SCAN.match(line))]
    return [names.get(name, name) for name in scanned if LARGE.search(names.get(name, name))], len(steps)


def explained_by_postgresql(sql, params):
    left_out = ONLY_FOR_SMALL - (
        {"bitmapscan"} if sql.startswith(TO_THE_INDEX) else set()
    )  # as an index of words is read
    with connection.cursor() as cursor, plans_told() as plans:
        for way in left_out:
            cursor.execute(f"SET LOCAL enable_{way} = off")
        cursor.execute(sql, params)
        for way in left_out:
            cursor.execute(f"SET LOCAL enable_{way} TO DEFAULT")
    plans = [[node for node in nodes_of(plan) if node["Actual Loops"]] for plan in plans]
    nodes = [node for plan in plans if not any(map(is_window, plan)) for node in plan]
    scanned = [node["Relation Name"] for node in nodes if node["Node Type"] == "Seq Scan"]
    amount = sum((node["Actual Rows"] + node.get("Rows Removed by Filter", 0)) * node["Actual Loops"] for node in nodes)
    return [name for name in scanned if LARGE.search(name)], amount


def is_window(node):
    """Whether the list of windows is read, into which the index is looked: twelve a year, whatever they hold."""
    return node.get("Relation Name") == "search_windows"


@contextmanager
def plans_told():
    """The plans of what is asked in here, those of the queries inside of functions too."""
    plans, own = [], connection.connection

    def take(told):
        _duration, is_plan, plan = (told.message_primary or "").partition("plan:\n")
        if is_plan:
            plans.append(json.loads(plan)["Plan"])

    own.add_notice_handler(take)
    with connection.cursor() as cursor:
        cursor.execute(f"LOAD 'auto_explain'; {TELL_PLANS}")
        yield plans
        cursor.execute("SET LOCAL auto_explain.log_min_duration = -1; SET LOCAL client_min_messages TO DEFAULT")
    own.remove_notice_handler(take)


def nodes_of(plan):
    yield plan
    for inner in plan.get("Plans", []):
        yield from nodes_of(inner)
