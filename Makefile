# Each target does all it needs first. `make help` lists them.

PYTHON ?= python3
PORT ?= 8000
DATA ?=
# How many tests run at once.
WORKERS ?= 2
# Walks by every role through every page: the same on either database.
ONE_DATABASE := $(patsubst %,--ignore=tests/trips/test_%.py,\
	doors doors_answers doors_api doors_headers doors_methods doors_scopes \
	plain_words)

# What needs a server that is not always there.
WITH_SERVERS := $(patsubst %,--ignore=tests/config/test_%.py,object_store replica)

VENV := .venv
BIN := $(VENV)/bin
PY := $(BIN)/python
UV := $(BIN)/uv
VENDOR := src/putright/config/static/vendor/NOTICE.txt
DJANGO := DJANGO_SETTINGS_MODULE=putright.config.settings $(PY) -m django
A_KEY = $(shell $(PY) -c 'import secrets; print(secrets.token_hex(40))')
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header \
	$(if $(UPGRADE),--upgrade)
# The project itself, linked in place; setuptools is already here, so nothing is fetched.
LINK := $(UV) pip install --quiet --python $(PY) --offline --no-deps \
	--no-build-isolation --editable .
export PYTHON
# Compiled once and kept: else each process that is started compiles all of it anew.
unexport PYTHONDONTWRITEBYTECODE

.DELETE_ON_ERROR:
.PHONY: help setup run test test-quick check audit bench load faults screenshots prove lock clean

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## /\1\t/p' Makefile | expand -t 12

setup: $(VENV)/.dev $(VENV)/.npm-dev $(VENDOR) ## everything that running and testing need

run: $(VENV)/.run $(VENDOR) ## the demonstration landlord, at PORT (8000)
	$(BIN)/putright init --demo
	$(BIN)/putright serve --port $(PORT)

test: setup ## every test, on SQLite and then again on PostgreSQL
	@sh scripts/need.sh browser postgresql pdf objects
	$(PY) -m pytest -n $(WORKERS) --ignore tests/browser
	$(PY) -m pytest -n $(WORKERS) tests/browser
	$(PY) -m tests.postgres -n $(WORKERS) tests/apps tests/trips tests/faults \
		tests/keeping tests/upgrades $(ONE_DATABASE)

test-quick: setup ## the tests that need neither browser nor server
	$(PY) -m pytest -n $(WORKERS) --ignore tests/browser $(WITH_SERVERS)

check: setup ## format, lint, types, import walls, migrations, deploy, locks
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo --no-cache
	$(BIN)/djlint --quiet --lint src
	mkdir -p build/check
	PUTRIGHT_HOME=build/check $(DJANGO) makemigrations --check --dry-run
	PUTRIGHT_HOME=build/check PUTRIGHT_HTTPS=1 PUTRIGHT_SECRET_KEY=$(A_KEY) \
		$(DJANGO) check --deploy --fail-level WARNING

audit: setup ## known faults in the packages; needs an advisory service that answers
	$(PY) -m scripts.audit

bench: setup ## the benchmarks: each figure, its goal, what it was measured against
	$(PY) -m scripts.bench $(if $(SIZE),--size $(SIZE))
	$(PY) -m scripts.bench.peers $(if $(SIZE),--size $(SIZE))

faults: setup ## the program killed a thousand times while people work; KILLS=
	@sh scripts/need.sh postgresql
	$(PY) -m scripts.faults $(if $(KILLS),$(KILLS) $(KILLS))

screenshots: setup ## pictures of the demonstration's pages, into docs/screens
	@sh scripts/need.sh browser
	$(PY) -m scripts.screenshots

load: setup ## many people at work at once; USERS (200), SECONDS (300)
	@sh scripts/need.sh postgresql
	$(PY) -m scripts.load --users $(or $(USERS),200) \
		--seconds $(or $(SECONDS),300)

prove: setup ## proofs on real data in the folder DATA
	$(PY) -m scripts.prove $(if $(DATA),"$(DATA)")

lock: $(VENV)/.run ## the locks, from requirements/*.in and package.json; UPGRADE=1 for newer
	$(LOCK) requirements/uv.in -o requirements/uv.txt
	$(LOCK) requirements/run.in --constraint requirements/uv.txt \
		-o requirements/run.txt
	$(LOCK) requirements/dev.in --constraint requirements/uv.txt \
		--constraint requirements/run.txt -o requirements/dev.txt
	$(LOCK) requirements/peer-statistics.in -o requirements/peer-statistics.txt
	$(LOCK) requirements/peer-helpdesk.in -o requirements/peer-helpdesk.txt
	$(BIN)/npm install --package-lock-only --silent
	$(PY) -m scripts.plain_lock

clean: ## what was built, not what was entered
	rm -rf $(VENV) node_modules build $(dir $(VENDOR)) src/*.egg-info
	find . -name __pycache__ -prune -exec rm -rf {} +

# The stamps: a file in the venv, newer than the lock that it was made from.

$(VENV)/.uv: requirements/uv.txt
	@sh scripts/need.sh venv
	@test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --no-input --disable-pip-version-check \
		--require-hashes --requirement requirements/uv.txt
	@touch $@

# What `make run` needs, leaving what the tests need where it is already there.
$(VENV)/.run: $(VENV)/.uv requirements/run.txt pyproject.toml
	$(UV) pip install --quiet --python $(PY) --no-build --require-hashes \
		--requirement requirements/run.txt
	$(LINK)
	@touch $@

# What the tests need holds what `make run` needs, at the same versions.
$(VENV)/.dev: $(VENV)/.uv requirements/run.txt requirements/dev.txt pyproject.toml
	$(UV) pip sync --quiet --python $(PY) --no-build --require-hashes \
		requirements/uv.txt requirements/dev.txt
	$(LINK)
	@touch $(VENV)/.run $@

# What pages use; and, apart, what only the tests use as well.
$(VENV)/.npm: package.json package-lock.json .npmrc | $(VENV)/.run
	$(BIN)/npm ci --ignore-scripts --silent --omit=dev
	@touch $@

$(VENV)/.npm-dev: package.json package-lock.json .npmrc | $(VENV)/.dev
	$(BIN)/npm ci --ignore-scripts --silent
	@touch $(VENV)/.npm $@

$(VENDOR): $(VENV)/.npm scripts/assets.py
	$(PY) scripts/assets.py
