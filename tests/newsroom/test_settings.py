"""Production settings that are missing or unsafe stop the start with one sentence."""

import os
import subprocess
import sys

import pytest
from django.core.checks import run_checks

LONG_KEY = "k3y-" * 20
PRODUCTION = {"DEBUG": "0", "SECRET_KEY": LONG_KEY, "ALLOWED_HOSTS": "archive.example"}


def start(**environment):
    """Start a process on these settings alone; return its exit status and what it complained of."""
    own = {k: v for k, v in os.environ.items() if k not in {"DEBUG", "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL"}}
    done = subprocess.run(
        [sys.executable, "manage.py", "check"], env={**own, **environment}, capture_output=True, text=True
    )
    return done.returncode, done.stderr.strip().splitlines()


def test_nothing_set_gives_a_development_site():
    assert start()[0] == 0


def test_a_complete_production_environment_starts():
    assert start(**PRODUCTION)[0] == 0


@pytest.mark.parametrize(
    ("change", "named"),
    [
        ({"SECRET_KEY": ""}, "SECRET_KEY"),
        ({"SECRET_KEY": "short"}, "SECRET_KEY"),
        ({"ALLOWED_HOSTS": ""}, "ALLOWED_HOSTS"),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS"),
        ({"DEBUG": "1"}, "DEBUG"),
        ({"CONTACT": "the editors"}, "CONTACT"),
        ({"CONTACT": "javascript:alert(1)@x"}, "CONTACT"),
        ({"EMAIL_HOST": "mail.example"}, "EMAIL_FROM"),
    ],
)
def test_an_unsafe_production_environment_stops_with_one_sentence(change, named):
    status, complaint = start(**{**PRODUCTION, **change})
    assert status != 0
    assert len(complaint) == 1
    assert named in complaint[0]


@pytest.mark.parametrize("contact", ["desk@archive.example", "https://archive.example/write?to=desk"])
def test_a_contact_is_an_address_of_mail_or_of_a_page(contact):
    assert start(**PRODUCTION, CONTACT=contact)[0] == 0


@pytest.mark.parametrize(("contact", "warned"), [("", True), ("desk@archive.example", False)])
def test_a_public_site_that_names_nobody_to_write_to_is_warned(settings, contact, warned):
    settings.CONTACT = contact
    complaints = [complaint.id for complaint in run_checks(include_deployment_checks=True)]
    assert ("newsroom.W001" in complaints) is warned
    assert "newsroom.W001" not in [complaint.id for complaint in run_checks()]
