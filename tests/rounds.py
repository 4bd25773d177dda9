"""How often a test that acts at random does so: `TEST_ROUNDS=10 make test` tries ten times as long."""

import os

ROUNDS = int(os.environ.get("TEST_ROUNDS", "1"))
