"""Imports point one way: each package knows only those to its left."""

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ORDER = ["extraction", "people", "articles", "search", "desk", "api", "newsroom"]
PLAIN_PYTHON = [
    "extraction",
    "people/naming.py",
    "people/likeness.py",
    "people/romanising.py",
    "people/sounds.py",
    "search/query.py",
    "desk/instants",
    "desk/pairs/ticking.py",
]


def modules_of(part):
    path = ROOT / part
    return [path] if path.is_file() else sorted(path.rglob("*.py"))


def imports_of(module):
    """The packages a module imports, by their first name; relative imports stay at home."""
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


@pytest.mark.parametrize("package", ORDER)
def test_a_package_imports_only_those_to_its_left(package):
    to_its_right = set(ORDER[ORDER.index(package) + 1 :])
    turned_back = {
        f"{module.relative_to(ROOT)} imports {name}"
        for module in modules_of(package)
        for name in imports_of(module)
        if name in to_its_right
    }
    assert turned_back == set()


@pytest.mark.parametrize("part", PLAIN_PYTHON)
def test_plain_python_stays_plain(part):
    assert [m for m in modules_of(part) if "django" in set(imports_of(m))] == []


def test_no_module_of_the_product_imports_the_tests():
    product = [module for package in ORDER for module in modules_of(package)]
    assert [m for m in product if "tests" in set(imports_of(m))] == []


def test_the_parser_is_imported_in_one_place_and_only_when_asked():
    product = [module for package in ORDER for module in modules_of(package)]
    assert [m.name for m in product if "spacy" in set(imports_of(m))] == ["parsing.py"]
    loaded = "import django; django.setup(); import newsroom.wsgi, newsroom.urls, articles.admin, extraction, sys; "
    loaded += "print([name for name in ('spacy', 'extraction.syntax', 'extraction.parsing') if name in sys.modules])"
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings"}
    told = subprocess.run(
        [sys.executable, "-c", loaded], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.strip() == "[]"
