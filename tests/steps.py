"""How much work something is, without a clock: on a busy machine a test that counts says the same."""

import sys


def steps(act):
    """How many functions are called, those of the interpreter included."""
    called = 0

    def count(_frame, event, _function):
        nonlocal called
        called += event in {"call", "c_call"}

    sys.setprofile(count)
    try:
        act()
    finally:
        sys.setprofile(None)
    return called


def lines(act):
    """How many lines are run, and one more for each time round a loop within a line."""
    run = 0

    def count(_frame, event, _given):
        nonlocal run
        run += event == "line"
        return count

    sys.settrace(count)
    try:
        act()
    finally:
        sys.settrace(None)
    return run
