# Everything a person does with this project, by name. `make` alone lists them.
# Needs Python 3.11 or newer, git and make; everything else is fetched into .venv, each package checked by its hash.

PORT ?= 8000
BIN := .venv/bin
PY := $(BIN)/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --no-input
# uv fetches in seconds what takes pip minutes; where it cannot run or reach its registry, pip does the same.
FETCH := fetch() { $(PY) -m uv pip install --quiet --compile-bytecode "$$@" 2>/dev/null || $(PIP) "$$@"; }; fetch --require-hashes
CATALOGUES := $(wildcard src/whrin/locale/*/LC_MESSAGES/django.po)
LOCK := $(PY) -m uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header

# The loopback has no certificate and the sample people have no second factor; the programme says so when it starts.
# The address is the machine itself: nothing outside it can reach the sample.
# Letters are caught and go nowhere; those to the lists are taken in 24 ports further.
LOOPBACK := WHRIN_HTTPS=0 WHRIN_SECOND_FACTOR=0 WHRIN_PORT=$(PORT) WHRIN_ADDRESS=http://localhost:$(PORT) \
	WHRIN_MAIL=catch WHRIN_MAIL_DOMAIN=lists.localhost WHRIN_LMTP=127.0.0.1:$(shell expr $(PORT) + 24)

.DEFAULT_GOAL := help
# What `make bench` measures: all, or those that are named (make bench PROMISES="xpath search_speed").
PROMISES ?= $(shell grep -l '__name__ == "__main__"' benchmarks/*.py | xargs -n 1 basename -s .py)

.PHONY: help run test journeys lint format types contracts messages check bench lock clean

help: ## Say what can be done
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: .venv/.messages ## Set up, load the sample network, serve it on this machine (make run PORT=8000)
	@$(LOOPBACK) $(BIN)/whrin demo
	@$(LOOPBACK) exec $(BIN)/whrin serve

test: .venv/.dev .venv/.messages ## Run the tests, on SQLite
	$(PY) -m pytest $(PYTEST)

journeys: .venv/.dev .venv/.messages ## Walk through the running site in Chromium (needs Debian's Chromium)
	$(PY) -m pytest -m journey tests/journeys $(PYTEST)

lint: .venv/.dev ## Check the code's and the templates' form
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	git ls-files -z 'src/whrin/*.html' | xargs -0r $(BIN)/djade --target-version 5.2 --check

format: .venv/.dev ## Bring code and templates into form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	git ls-files -z 'src/whrin/*.html' | xargs -0r $(BIN)/djade --target-version 5.2

types: .venv/.dev ## Check the types
	$(BIN)/mypy

contracts: .venv/.dev ## Check which room looks into which, and that each change of a model has its migration
	$(BIN)/lint-imports
	@var=$$(mktemp -d) && trap 'rm -rf "$$var"' EXIT && WHRIN_VAR=$$var $(PY) src/manage.py makemigrations --check --dry-run

messages: .venv/.dev ## Gather new texts into the catalogues (needs gettext), and say what waits for a translator
	$(PY) -m tests.architecture.catalogues --update

check: lint types contracts test ## All of the above that needs no browser

bench: .venv/.dev .venv/.messages ## Measure what we promise, each beside a peer or a limit
	@for name in $(PROMISES); do \
		began=$$(date +%s); echo "== $$name"; $(PY) -m benchmarks.$$name $(BENCH) || exit 1; \
		echo "-- $$name: $$(($$(date +%s) - began)) s"; done

lock: .venv/.dev ## Choose new versions of everything we stand on, with their hashes
	$(PIP) uv
	$(LOCK) --upgrade requirements/fetch.in -o requirements/fetch.txt
	$(LOCK) --upgrade requirements/build.in -o requirements/build.txt
	$(LOCK) --upgrade pyproject.toml -o requirements/base.txt
	$(LOCK) --all-extras pyproject.toml -c requirements/base.txt -o requirements/production.txt
	$(LOCK) --all-extras --group dev pyproject.toml -c requirements/base.txt -o requirements/dev.txt

clean: ## Remove what was built; the data in var/ stays
	rm -rf .venv build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find src -name '*.mo' -delete

# --- What the names above stand on: done once, and again only when a file they read has changed -----------------------

# A name on the path may be an empty shim, so each one is asked whether it works.
.venv/.made:
	@for python in python3.13 python3.12 python3.11 python3.14 python3 python; do \
		if "$$python" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
			echo "Making .venv with $$("$$python" --version)"; "$$python" -m venv .venv && touch $@ && exit 0; \
		fi; \
	done; \
	echo 'No Python 3.11 or newer with its "venv" module was found.' >&2; \
	echo 'On Debian or Ubuntu: sudo apt-get install python3 python3-venv' >&2; \
	echo 'On macOS: brew install python   Elsewhere: see www.python.org/downloads' >&2; \
	exit 1

.venv/.base: .venv/.made requirements/fetch.txt requirements/build.txt requirements/base.txt pyproject.toml
	@echo "Fetching what the platform stands on (once; seconds with uv, a minute or two with pip)"
	@$(PIP) --require-hashes --only-binary uv -r requirements/fetch.txt || true
	@$(FETCH) -r requirements/build.txt
	@$(FETCH) -r requirements/base.txt
	@$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

.venv/.dev: .venv/.base requirements/dev.txt
	@echo "Fetching the tools for tests and checks"
	@$(FETCH) -r requirements/dev.txt
	@touch $@

# Babel reads the catalogues, so that nobody needs gettext to run the site.
.venv/.messages: .venv/.base $(CATALOGUES)
	@if [ -n "$(CATALOGUES)" ]; then $(PY) -m babel.messages.frontend --quiet compile -d src/whrin/locale -D django; fi
	@touch $@
