# Two commands do everything: `make demo` and `make test`. Each sets up its own environment first.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
DEMO ?= .demo

.PHONY: demo test check format docs clean

$(VENV)/run.stamp: pyproject.toml
	$(PYTHON) scripts/require_python.py
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet -e '.[web]'
	touch $@

$(VENV)/dev.stamp: $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet -e '.[dev]'
	touch $@

## Read the example articles into a ledger, print its claims with their sources, and point to the page.
demo: $(VENV)/run.stamp
	@$(BIN)/python scripts/demo.py $(DEMO)

## Install what the tests need (a browser too) and run them all.
test: $(VENV)/dev.stamp
	sh scripts/install_browser.sh
	$(MAKE) --no-print-directory check
	$(BIN)/python -m pytest

check: $(VENV)/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/dev.stamp
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

## Make the parts of docs/ that come from the vocabulary and the command line.
docs: $(VENV)/dev.stamp
	$(BIN)/python scripts/make_docs.py

clean:
	rm -rf $(VENV) $(DEMO) .mypy_cache .ruff_cache .pytest_cache .hypothesis
