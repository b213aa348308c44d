# Two commands do everything on a fresh machine with Python 3.11 or newer: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
ADDRESS ?= 127.0.0.1
PORT ?= 8501
# The packs a new database begins with; later starts keep what it has.
CITY ?= malang
ELECTION ?= pemilu_2024

.PHONY: help run serve test check bench demo clean

help:            ## what there is
	@grep -E '^[a-z]+: .*##' $(MAKEFILE_LIST) | sed 's/:[^#]*##/  -/'

run: $(VENV)/.ready       ## serve the demonstration city on http://localhost:8501
	@$(BIN)/python -m lib serve --demo --address $(ADDRESS) --port $(PORT)

serve: $(VENV)/.ready     ## serve an office's own database, without demonstration data
	@KENTONGAN_CITY=$(CITY) KENTONGAN_ELECTION=$(ELECTION) $(BIN)/python -m lib serve --address $(ADDRESS) --port $(PORT)

test: $(VENV)/.ready-tests  ## run every test
	@test -x "$$(command -v chromium)" || echo "Chromium is missing: the browser tests are skipped. (Debian: apt install chromium)"
	@$(BIN)/python -m pytest

check: $(VENV)/.ready-tests ## lint
	@$(BIN)/ruff check .

bench: $(VENV)/.ready-tests ## measure speed beside stated peers
	@$(BIN)/python -m tests.bench

demo: $(VENV)/.ready-tests ## make the demonstration workbooks anew from their seed
	@$(BIN)/python -m lib.demo.generate

clean:           ## remove what was set up; the database stays
	rm -rf $(VENV) .pytest_cache .ruff_cache .hypothesis

$(VENV)/.ready: requirements.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Kentongan needs Python 3.11 or newer.")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.ready-tests: $(VENV)/.ready tests/requirements.txt
	$(BIN)/pip install --quiet --disable-pip-version-check -r tests/requirements.txt
	@touch $@
