# Two commands matter: `make run` (read the example pages, write a report) and `make test`.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check --quiet
OUT    ?= out
PAGES  ?= examples/pages
LEDGER ?= $(OUT)/$(notdir $(abspath $(PAGES))).sayso
PACK   ?= $(if $(filter examples/pages,$(PAGES)),--pack examples/tarvenia.yaml)
TESTS  ?= tests
JOBS   ?= auto

.PHONY: run test check lint types floors bench serve fix reference lock train clean

run: $(VENV)/.run  ## read the example pages (or PAGES=dir) into a ledger and write the report
	@mkdir -p $(OUT)
	$(BIN)/sayso read $(PAGES) --ledger $(LEDGER) $(PACK)
	$(BIN)/sayso report --ledger $(LEDGER) --out $(LEDGER:.sayso=.html)
	@$(BIN)/sayso show suspects --ledger $(LEDGER) | cut -f1-4 | expand -t 52,76,114 | head -n 8
	@$(BIN)/sayso show findings --ledger $(LEDGER) | awk -F'\t' '{printf "%-10s%-11s%-42.40s%.78s\n", $$1, $$2, $$3, $$5}' | head -n 8
	@echo "Open $(LEDGER:.sayso=.html) in a browser. The ledger: $(LEDGER)"

serve: $(VENV)/.run  ## read the ledger of PAGES (or LEDGER=file) in a browser, on this machine only
	@test -e $(LEDGER) || $(MAKE) run
	$(BIN)/sayso serve --ledger $(LEDGER)

test: $(VENV)/.dev  ## run the tests
	$(BIN)/python -m pytest -q -n $(JOBS) $(TESTS)

check: lint types floors test  ## everything CI runs

lint: $(VENV)/.dev
	$(BIN)/ruff check src tests training
	$(BIN)/ruff format --check src tests training

types: $(VENV)/.dev
	$(BIN)/mypy

floors: $(VENV)/.dev  ## the import rules between rooms
	$(BIN)/lint-imports

bench: $(VENV)/.dev  ## figures on real corpora (SAYSO_SHARED or ../shared), else the small set in tests/eval
	$(BIN)/sayso bench

fix: $(VENV)/.dev reference  ## format and mend what can be mended
	$(BIN)/ruff check --fix src tests training
	$(BIN)/ruff format src tests training

reference: $(VENV)/.dev  ## write the pages under docs/reference that come from the code
	$(BIN)/python -m sayso.cli.reference

lock: ## renew the lock files (needs uv)
	uv pip compile --quiet --universal --generate-hashes --no-header --extra model pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --generate-hashes --no-header --extra model --extra dev pyproject.toml -o requirements-dev.lock

train:  ## train, distil and export the statement model again (hours; see training/README.md)
	cd training && $(PYTHON) train.py && $(PYTHON) distill.py && $(PYTHON) export.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements.lock
	$(PIP) install --no-deps -e . ./packages/sayso-model-en
	@touch $@

$(VENV)/.dev: requirements-dev.lock | $(VENV)/bin/python
	$(PIP) install --require-hashes -r requirements-dev.lock
	$(PIP) install --no-deps -e . ./packages/sayso-model-en
	@touch $@ $(VENV)/.run

clean:
	rm -rf $(VENV) $(OUT)
