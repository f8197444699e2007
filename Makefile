# For developers. Everything goes through run.py, which makes and keeps .venv; on Windows call run.py itself.
PYTHON ?= python3
RUN = $(PYTHON) run.py
ROOT := $(CURDIR)

.DEFAULT_GOAL := help
.PHONY: help setup check test screens lint format types app wheel-check bench search-report pictures

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 16

setup: ## make .venv with the development tools, or bring it up to date
	@$(RUN) dev pip --version > /dev/null

check: ## formatting, lint, types and tests: run it before every commit
	@$(RUN) check

test: ## the test-suite; make test ARGS="-k clock -x" passes arguments to pytest
	@$(RUN) test $(ARGS)

screens: ## keep every screen as it looks now in tests/screens/; read the diff before you commit it
	@THRESHOLDS_UPDATE_SCREENS=1 $(RUN) test tests/tui/test_screens.py -k "kept"

lint: ## ruff's findings
	@$(RUN) dev ruff check .

format: ## put the code in ruff's form and mend what ruff can mend
	@$(RUN) dev ruff check --fix-only --quiet .
	@$(RUN) dev ruff format .

types: ## mypy's findings
	@$(RUN) dev mypy

app: ## open the app
	@$(RUN) app $(ARGS)

wheel-check: ## build wheel and sdist, install the wheel in a fresh environment elsewhere, and use it there
	@set -eu; unset PIP_USER PIP_TARGET PIP_PREFIX PYTHONPATH PYTHONHOME; work=$$(mktemp -d); trap 'rm -rf "$$work"' EXIT; cd "$$work"; \
	$(PYTHON) -m venv build; build/bin/python -m pip install -q --disable-pip-version-check build; \
	build/bin/python -m build --quiet --wheel --outdir direct "$(ROOT)"; \
	build/bin/python -m build --quiet --outdir dist "$(ROOT)"; \
	for way in direct dist; do build/bin/python -m zipfile -l $$way/*.whl | awk '{print $$1}' | sort > $$way.txt; done; \
	diff direct.txt dist.txt; grep -q '^thresholds/_data/' dist.txt; \
	$(PYTHON) -m venv fresh; fresh/bin/python -m pip install -q --disable-pip-version-check dist/*.whl; \
	mkdir elsewhere; cd elsewhere; \
	../fresh/bin/thresholds guide list; \
	../fresh/bin/thresholds suggest --partnership brent --indicator PHY-4-02 --json; \
	echo "The wheel finds its data and starts without the development tools."

pictures: ## the README's pictures, made anew from the app itself
	@$(RUN) dev docs/pictures.py

bench: ## measure against the targets
	@$(RUN) dev benchmarks/run.py $(ARGS)

search-report: ## how well search finds what a trainer would tick; ARGS=--methods compares other methods
	@$(RUN) dev benchmarks/search_report.py $(ARGS)
