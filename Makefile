# Shorthand for the plain commands of docs/install.md. `make` alone lists the targets.

VENV := .venv
BIN := $(VENV)/bin
HAWKWATCH := $(BIN)/hawkwatch
LOCK := pyproject.toml uv.lock
ROOMS := analysis casework cli config console crawlers evidence operations pipelines records search testbed
ENVIRONMENT := $(VENV)/.made
TOOLS := $(VENV)/.made-tools
BROWSER := $(VENV)/.made-browser
TEST_TOOLS := $(VENV)/.made-test-tools
FULL_TOOLS := $(VENV)/.made-full-tools

# Pythons in the order in which they are tried; a pyenv shim may be on PATH and yet not run.
PYTHONS := python3.13 python3.12 python3.11 python3
# Exits 0 where the interpreter is new enough and can make an environment.
MAKES := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))

.DEFAULT_GOAL := help
.PHONY: help setup demo test test-full soak lint console weights clean
.SUFFIXES:
.NOTPARALLEL:

help: ## list the targets
	@sed -n 's/^\([a-z%-]*\):.*## \(.*\)/\1\t\2/p' Makefile | while IFS='	' read -r name text; do \
		printf '  make %-10s %s\n' "$$(printf %s "$$name" | sed 's/%/NAME/')" "$$text"; done

setup: $(ENVIRONMENT) $(BROWSER) ## make .venv with hawkwatch and scrapy in it; find or install a Chromium and a Chinese font
	@echo "Ready: $(HAWKWATCH) and $(BIN)/scrapy. Try: make demo"

demo: setup ## crawl invented sites on this machine, show what was found, serve the console (ONCE=1: end instead)
	$(HAWKWATCH) demo $(if $(ONCE),--once)

console: setup ## serve the console and the schedules of ./var on a loopback port
	$(HAWKWATCH) serve

test: $(TOOLS) $(BROWSER) $(TEST_TOOLS) ## install what tests need; run the linters and the tests (at most 15 minutes)
	@$(MAKE) --no-print-directory lint
	$(BIN)/pytest -n 2 --dist loadfile

test-full: $(FULL_TOOLS) $(BROWSER) $(TEST_TOOLS) ## the tests with their full counts (at most 75 minutes)
	@$(MAKE) --no-print-directory lint
	$(BIN)/pytest -n 2 --dist loadfile -m 'not soak' --timeout 1800

soak: $(TOOLS) $(BROWSER) $(TEST_TOOLS) ## the long runs
	$(BIN)/pytest -m soak --timeout 0

bench-%: $(TOOLS) ## run benchmarks/NAME.py; figures go to benchmarks/out/NAME.json
	@test -f benchmarks/$(subst -,_,$*).py || { echo "There is no benchmarks/$(subst -,_,$*).py; there are:" \
		$(notdir $(wildcard benchmarks/*.py)) >&2; exit 2; }
	@mkdir -p benchmarks/out
	$(BIN)/python -m benchmarks.$(subst -,_,$*)

weights: $(TOOLS) ## rebuild the judgement's weights from the labelled posts; prints cross-validated figures
	$(BIN)/python -m training.weights
	$(BIN)/python -m training.categories
	$(BIN)/python -m training.looks

lint: $(TOOLS) ## ruff, mypy --strict and the floors of docs/architecture.md
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

clean: ## remove the environment and every cache; what was collected (var/) stays
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist benchmarks/out

# --inexact leaves alone what is there already: uv itself, where this file put it there, and the developers' tools.
$(ENVIRONMENT): $(LOCK)
	@$(call sync,--no-dev)
	@touch $@

$(TOOLS): $(LOCK)
	@$(call sync,--group dev)
	@touch $@ $(ENVIRONMENT)

$(FULL_TOOLS): $(LOCK)
	@$(call sync,--group dev --extra images)
	@touch $@ $(TOOLS) $(ENVIRONMENT)

$(BROWSER): | $(ENVIRONMENT)
	$(HAWKWATCH) doctor --install
	@touch $@

$(TEST_TOOLS): | $(TOOLS)
	$(BIN)/python -m operations.provision tests
	@touch $@

# What is compiled here need not be by every process, where it may not write beside the code (a user of its own,
# PYTHONDONTWRITEBYTECODE): a command starts in half the time.
# The locked environment: by the machine's uv where it has one (which also finds, or fetches, a Python), else by a
# uv that pip puts into the environment.
define sync
set -e; \
if uv --version >/dev/null 2>&1; then \
	uv=uv; python="--python >=3.11,<3.15"; \
else \
	uv=$(BIN)/uv; \
	$$uv --version >/dev/null 2>&1 || { $(bootstrap); }; \
	python=; \
fi; \
echo "$$uv sync --frozen --inexact --compile-bytecode $(1)"; \
UV_PROJECT_ENVIRONMENT=$(VENV) "$$uv" sync --quiet --frozen --inexact --compile-bytecode $(1) $$python; \
$(BIN)/python -m compileall -q $(ROOMS)
endef

define bootstrap
	$(python); \
	echo "Making $(VENV) with $$python"; \
	"$$python" -m venv --clear $(VENV); \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv
endef

# Sets $$python to an interpreter that can make an environment; Debian keeps that part in a package of its own.
define python
for python in $(PYTHONS) none; do \
	if "$$python" -c '$(MAKES)' >/dev/null 2>&1; then break; fi; \
done; \
if [ "$$python" = none ] && command -v apt-get >/dev/null; then \
	if [ "$$(id -u)" = 0 ]; then root=; else root="sudo -n"; fi; \
	echo "Installing python3-venv"; \
	{ $$root apt-get -qq update && $$root apt-get -qq install -y python3-venv; } >/dev/null 2>&1 || true; \
	if python3 -c '$(MAKES)' >/dev/null 2>&1; then python=python3; fi; \
fi; \
if [ "$$python" = none ]; then \
	echo "Hawkwatch needs Python 3.11 or newer with its venv module, or uv." >&2; \
	echo "On Debian and Ubuntu: apt-get install python3-venv. See docs/install.md." >&2; \
	exit 2; \
fi
endef
