# The commands of this project; `make` alone lists them.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.DEFAULT_GOAL := help
.PHONY: help try test browser format chaos fuzz bench lock clean

help: ## list these commands
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

try: $(VENV)/installed ## the bot beside a local page that behaves like Slack
	@$(BIN)/python -m bot try

test: $(VENV)/installed-dev ## lint, types, import rules and every test but the browser's
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/lint-imports --no-logo > .import-rules.log || { cat .import-rules.log; exit 1; }
	@$(BIN)/mypy --no-error-summary
	@$(BIN)/pytest -q -n auto --dist loadfile -m "not browser"

browser: $(VENV)/installed-dev ## the page in a real Chromium, which must be installed
	@$(BIN)/pytest -q -m browser

format: $(VENV)/installed-dev ## put the code into the one format
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

chaos: $(VENV)/installed-dev ## kill a real bot again and again; nothing may be lost or come twice
	@$(BIN)/python -m tests.chaos

fuzz: $(VENV)/installed-dev ## read calendars that were damaged at random; SECONDS=60
	@$(BIN)/python -m tests.fuzz $(or $(SECONDS),60)

bench: $(VENV)/installed-dev ## every figure the README quotes
	@$(BIN)/python -m benchmarks

lock: ## renew the exact versions in requirements*.txt (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --upgrade pyproject.toml --output-file requirements.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --quiet --extra test --constraints requirements.txt pyproject.toml --output-file requirements-dev.txt

clean: ## remove what these commands made
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .import-rules.log

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Resonance needs Python 3.11 or newer; set PYTHON=python3.x") if sys.version_info < (3, 11) else None'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt | $(VENV)/bin/python
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@
