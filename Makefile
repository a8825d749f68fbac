# Two commands matter: `make demo` shows the program, `make test` runs everything that must hold.
# Needed: git, make and Python 3.11 or newer. Choose one with `make demo PYTHON=python3.12`.

SHELL := /bin/sh
PYTHON ?= python3
BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
INSTALL := $(PIP) install --quiet
# Compiled now, so that the first command is as quick as the others.
SELF := $(INSTALL) --no-deps --no-build-isolation -e . && $(BIN)/python -m compileall -q hiring
UV := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" --no-annotate

.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help demo test check wheels clients fuzz bench bench-scorecards bench-jd bench-volume bench-audit lock docs format clean

help:  ## Say what can be made
	@echo "make demo     set up .venv, run the main job on made-up people, say where the files lie"
	@echo "make test     set up .venv, run every gate: ruff, mypy, import rules, tests, coverage"
	@echo "make check    the gates without the tests: quick"
	@echo "make wheels   fetch what the tests install, since they reach no network"
	@echo "make clients  install the spreadsheet programs in JavaScript that some tests use"
	@echo "make fuzz     let a fuzzer make up files to read for 90 s; Linux and Python 3.11 to 3.13"
	@echo "make bench    measure start-up, scorecards and scoring; writes benchmarks/RESULTS.md"
	@echo "make bench-scorecards  the scorecards alone, against writing and unzipping the same files"
	@echo "make bench-jd ADS=DIR  how well advertisements are read, on a folder of labelled ones"
	@echo "make bench-volume      a hundred thousand and a million people, and commands in one process"
	@echo "make bench-audit       how quickly a log of a million entries is verified"
	@echo "make docs     write anew what is made: docs/commands.md, tables of rules, rules as Python"
	@echo "make format   format the code, and mend what ruff can mend"
	@echo "make lock     renew the files of requirements"
	@echo "make clean    remove .venv, the demo and everything else that was made"
	@echo "Another Python: make test PYTHON=python3.12   A few tests: .venv/bin/pytest tests/domain"

# ---------------------------------------------------------------------------------------------
# Set-up: each stamp is made anew when the lock file it rests on has changed.

.venv/.made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
		echo "hiring needs Python 3.11 or newer; '$(PYTHON)' is" \
			"$$($(PYTHON) --version 2>/dev/null || echo missing)." >&2; \
		echo "Name another one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "This Python cannot make a virtual environment." >&2; \
		echo "On Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@echo "making .venv"
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/.runtime: .venv/.made requirements.txt pyproject.toml
	@echo "installing requirements.txt"
	@$(INSTALL) --require-hashes -r requirements.txt
	@$(SELF)
	@touch $@

.venv/.test: .venv/.made requirements-test.txt pyproject.toml
	@echo "installing requirements-test.txt"
	@$(INSTALL) --require-hashes -r requirements-test.txt
	@$(SELF)
	@touch .venv/.runtime
	@touch $@

# The tests reach nothing beyond this machine (tests/wall): what they install is fetched before.
wheels: .venv/.test  ## Fetch what the tests install
	@$(BIN)/python -m tests.wheels

# Spreadsheet programs in JavaScript that save scorecards for the tests; without them, those tests
# are skipped.
CLIENTS := tests/clients

clients: $(CLIENTS)/node_modules/.made  ## Install SheetJS and ExcelJS for the tests

$(CLIENTS)/node_modules/.made: $(CLIENTS)/package-lock.json
	@echo "installing $(CLIENTS)/package-lock.json"
	@cd $(CLIENTS) && npm ci --silent --no-audit --no-fund --ignore-scripts \
		--omit-lockfile-registry-resolved
	@touch $@

# The fuzzer is built for some systems only.
.venv/.fuzz: .venv/.test requirements-fuzz.txt
	@$(BIN)/python -c 'import sys; sys.exit(sys.platform != "linux" or \
		not (3, 11) <= sys.version_info < (3, 14))' || { \
		echo "The fuzzer runs on Linux, on Python 3.11 to 3.13." >&2; exit 1; }
	@echo "installing requirements-fuzz.txt"
	@$(INSTALL) --require-hashes -r requirements-fuzz.txt
	@touch $@

# ---------------------------------------------------------------------------------------------
# What people run.

demo: .venv/.runtime  ## Play the made-up round anew
	@if [ -e demo ]; then \
		aside=demo-$$(date +%Y%m%d-%H%M%S); mv demo "$$aside"; \
		echo "the demo that was here is kept in $$aside"; \
	fi
	@$(BIN)/hiring demo demo
	@echo "(hiring is $(BIN)/hiring here; '. $(BIN)/activate' lets you leave out the folder)"

# On how many cores the tests run.
WORKERS ?= 2

test: check wheels  ## Run every gate
	$(BIN)/coverage erase
	$(BIN)/pytest -n $(WORKERS) --durations 10 --cov --cov-report=
	$(BIN)/python -m tests.coverage_floor

check: .venv/.test  ## Run the gates that run no test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

# For how long, in seconds, over all targets. FUZZ="--target csv" tries one kind of file alone.
FUZZ_SECONDS ?= 90

fuzz: .venv/.fuzz  ## Look for files that break the readers
	$(BIN)/python -m tests.fuzz --seconds $(FUZZ_SECONDS) $(FUZZ)

# BENCH=--quick is a trial run with small sizes.
bench: .venv/.test  ## Measure
	$(BIN)/python -m benchmarks.run $(BENCH)

bench-scorecards: .venv/.test  ## Measure scorecards out and back
	$(BIN)/python -m benchmarks.run --only Scorecards $(BENCH)

# ADS is a folder of advertisements in text files, with expected.csv and sources.csv.
bench-jd: .venv/.test  ## Measure how advertisements are read
	$(BIN)/python -m benchmarks.ads $(ADS) --output benchmarks/RESULTS.md

# VOLUME="--people 20000" is a trial run; --postgres URL measures a server too.
bench-volume: .venv/.test  ## Measure many people
	$(BIN)/python -m benchmarks.warm
	$(BIN)/python -m benchmarks.volume $(VOLUME)

# AUDIT="--entries 20000" is a trial run.
bench-audit: .venv/.test  ## Measure the log's chain
	$(BIN)/python -m benchmarks.audit $(AUDIT)

docs: .venv/.test  ## Write what is made from the code
	$(BIN)/python -m tests.write_ad_rules
	$(BIN)/python -m tests.write_columns
	$(BIN)/python -m tests.write_commands
	$(BIN)/python -m tests.write_compliance
	$(BIN)/python -m tests.write_rules
	$(BIN)/python -m tests.write_wording

format: .venv/.test  ## Format the code
	$(BIN)/ruff check --fix-only .
	$(BIN)/ruff format .

# ---------------------------------------------------------------------------------------------
# The lock files hold versions and hashes for every platform and Python from 3.11 on, and no
# address of where packages come from: that is for each machine to say. LOCK_FLAGS=--upgrade
# takes newer versions.

LOCK_FLAGS ?=

lock: .venv/.made  ## Renew the lock files
	@test -x $(BIN)/uv || $(INSTALL) uv
	$(UV) $(LOCK_FLAGS) --group build --output-file requirements.txt pyproject.toml
	$(UV) $(LOCK_FLAGS) --group test --constraint requirements.txt \
		--output-file requirements-test.txt pyproject.toml
	$(UV) $(LOCK_FLAGS) --group fuzz --output-file requirements-fuzz.txt

clean:  ## Remove what was made
	rm -rf $(CLIENTS)/node_modules
	rm -rf .venv build dist demo htmlcov .coverage .coverage.* coverage.json *.egg-info \
		.mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
