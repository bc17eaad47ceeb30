# The portal's few commands. `make` alone lists them.
.DEFAULT_GOAL := help
.PHONY: help setup run test check format bench lock environment install

# Without compiled modules every start would take seconds longer.
unexport PYTHONDONTWRITEBYTECODE
export PORT ?= 8000
# Trust whom the machine trusts: a ministry may have a certificate authority of its own.
export UV_SYSTEM_CERTS ?= true

# The newest Python that fits; looked for once, and only when an environment must be made.
PYTHON = $(eval PYTHON := $$(shell for name in python3.14 python3.13 python3.12 python3.11 python3; do \
	$$$$name -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null \
	&& echo $$$$name && break; done))$(PYTHON)
BIN = .venv/bin
UV := $(or $(shell command -v uv),.tools/bin/uv)
LOCK = $(UV) pip compile --quiet --universal --generate-hashes --no-annotate --no-header --upgrade pyproject.toml

help: ## this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1 \t\2/p' Makefile

setup: environment ## everything needed: virtual environment, development database, reference data, translations
	@$(BIN)/python manage.py prepare

run: environment ## set up, with sample people, and serve on http://127.0.0.1:8000 (PORT=… changes it)
	@$(BIN)/python manage.py serve --sample

test: environment ## all tests on PostgreSQL and Redis, the main job on SQLite too
	@$(BIN)/python -m tests.machine --install
	@$(BIN)/python -m pytest -n 4 --dist worksteal $(ARGS)

check: environment ## everything that can be said without running the tests
	@$(BIN)/python -m tests.machine --install
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint --check --lint templates
	$(BIN)/lint-imports
	$(BIN)/mypy .
	$(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python -m tests.checks.sizes
	$(BIN)/python -m tests.checks.catalogues

format: environment ## put code and templates into their agreed shape
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/djlint --reformat --quiet templates

bench: environment ## measure selection, search and pages (JSON lines)
	@$(BIN)/python -m bench

lock: environment ## choose the newest allowed versions anew and pin them
	$(LOCK) --output-file requirements.lock
	$(LOCK) --group dev --output-file requirements-dev.lock

environment: # nothing to do while the environment holds what the lock file says
	@cmp -s requirements-dev.lock .venv/requirements.lock || $(MAKE) --no-print-directory install

install:
	@test -n "$(PYTHON)" || { echo "Python 3.11 to 3.14 is missing: apt-get install python3 (brew install python)"; exit 1; }
	@test -x $(UV) || $(PYTHON) -m pip install --quiet --no-deps --no-compile --target .tools uv 2>/dev/null || \
		{ $(PYTHON) -m venv .tools >/dev/null && .tools/bin/pip install --quiet uv; } || \
		{ echo "pip is missing: apt-get install python3-venv (brew install uv)"; exit 1; }
	@test -x $(BIN)/python || $(UV) venv --quiet --python $(PYTHON) .venv
	@$(UV) pip sync --quiet --require-hashes --python $(BIN)/python requirements-dev.lock
	@cp requirements-dev.lock .venv/requirements.lock
	@$(BIN)/python -m tests.machine
