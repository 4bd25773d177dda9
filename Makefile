# make run   sets everything up and serves a filled archive on http://127.0.0.1:8000 (PORT=8123 make run: elsewhere)
# make test  sets up and runs all tests, on SQLite, on PostgreSQL and in a browser
# make bench ARCHIVE=file.jsonl  imports a file into fresh databases, beside plain SQL, and times every page (bench/results.md)

PORT ?= 8000
SYSTEM_PYTHON ?= $(shell command -v python3.11 || command -v python3)
PYTHON := .venv/bin/python
# What is compiled once serves the second run, and every process that a test starts.
unexport PYTHONDONTWRITEBYTECODE
PYTEST := $(PYTHON) -m pytest -q -n auto $(PYTEST_FLAGS)
PRODUCTION := DEBUG=0 ALLOWED_HOSTS=archive.example CONTACT=editors@archive.example SECRET_KEY=$$($(PYTHON) -c "import secrets; print(secrets.token_urlsafe(64))")

.PHONY: run test format bench clean

run: .venv/run-installed
	@$(PYTHON) manage.py prepare_demo
	@$(PYTHON) manage.py runserver --noreload 127.0.0.1:$(PORT)

test: .venv/test-installed
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m ruff check .
	$(PYTHON) manage.py makemigrations --check --dry-run
	$(PRODUCTION) $(PYTHON) manage.py check --deploy --fail-level WARNING
	$(PYTEST)
	$(PYTEST) --postgresql

format: .venv/test-installed
	$(PYTHON) -m ruff format .
	$(PYTHON) -m ruff check --fix .

.venv/run-installed: requirements.txt
	test -x $(PYTHON) || $(SYSTEM_PYTHON) -m venv .venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/test-installed: requirements.txt requirements-dev.txt
	test -x $(PYTHON) || $(SYSTEM_PYTHON) -m venv .venv
	$(PYTHON) -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch .venv/run-installed $@

bench: .venv/test-installed
	$(PYTHON) -m bench.run $(ARCHIVE)

clean:
	rm -rf .venv archive.sqlite3* staticfiles
