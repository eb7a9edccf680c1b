# `make ingest` and `make test` do all the set-up there is; both may be run again at any time.

VENV := .venv
INSTALLED := $(VENV)/installed-from-lock
TESTABLE := $(VENV)/tests-installed-from-lock
BIN := $(VENV)/bin

.PHONY: ingest second test slow check schemas lock
.DELETE_ON_ERROR:

ingest: $(INSTALLED)
	$(BIN)/foi ingest

# What `foi second --model` needs besides.
second: requirements-second.lock $(INSTALLED)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes --requirement requirements-second.lock

test: $(TESTABLE)
	$(BIN)/python -m pytest -n 2 --dist worksteal

# What waits for a schedule to come round, or goes through all specimens.
slow: $(TESTABLE)
	$(BIN)/python -m pytest -m slow

check: $(TESTABLE)
	$(BIN)/ruff check .
	$(BIN)/mypy

$(INSTALLED): requirements.lock pyproject.toml
	@python=$$(for p in python3 python3.13 python3.12 python3.11; do \
	    "$$p" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' 2>/dev/null && echo "$$p" && break; \
	  done); \
	  test -n "$$python" || { echo "Python 3.11, 3.12 or 3.13 is wanted and none was found." >&2; exit 1; }; \
	  echo "Making $(VENV) with $$python and installing what requirements.lock names: a minute or two, once."; \
	  "$$python" -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(TESTABLE): tests/requirements.lock $(INSTALLED)
	@echo "Installing what the tests need besides, as tests/requirements.lock names it."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes --requirement tests/requirements.lock
	@touch $@

# What editors are told of the files that people write, made from their models.
schemas: $(INSTALLED)
	$(BIN)/python -m flows.tidy.people.editor_schemas
	$(BIN)/python -m flows.second.reading

# Needs uv on the path; writes hashes and no addresses.
lock: LOCKING := --quiet --universal --no-emit-index-url --no-header --no-strip-extras --generate-hashes
lock:
	uv pip compile $(LOCKING) --group build pyproject.toml -o requirements.lock
	uv pip compile $(LOCKING) --extra second --constraint requirements.lock pyproject.toml -o requirements-second.lock
	uv pip compile $(LOCKING) --extra second --group dev --constraint requirements.lock pyproject.toml -o tests/requirements.lock
