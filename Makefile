# Every target works from any folder: make -C path/to/fristvogter test
ROOT := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))
BIN := .venv/bin
PYTHON ?= python3
UV ?= uv
LOCK = $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-header --no-annotate --no-sources

.DEFAULT_GOAL := help
.PHONY: help run test install check format lint types walls pytest e2e simulate pictures bench lock house sbom clean
MAKEFLAGS += --no-print-directory --no-builtin-rules
.ONESHELL:
SHELL := /bin/sh
.SHELLFLAGS := -ec

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9]+:.*## / {printf "make %-8s %s\n", $$1, $$2}' $(ROOT)Makefile

run: ## install what is needed and start everything in one process
	@cd $(ROOT)
	$(PYTHON) requirements/boot.py run
	exec $(BIN)/fristvogter run

test: ## install what the tests need and check all but the browser (SQLite and a real PostgreSQL)
	@cd $(ROOT)
	$(PYTHON) requirements/boot.py test
	$(MAKE) check

install: ## install what all the tests need, the browser's driver too
	@cd $(ROOT)
	$(PYTHON) requirements/boot.py e2e

check: format lint types walls pytest ## format, lint, types, walls of the house, tests; installs nothing

format:
	@cd $(ROOT)
	$(BIN)/ruff format --check .

lint:
	@cd $(ROOT)
	$(BIN)/ruff check .

types:
	@cd $(ROOT)
	$(BIN)/mypy

walls:
	@cd $(ROOT)
	$(BIN)/lint-imports

pytest:
	@cd $(ROOT)
	$(BIN)/pytest -q

e2e: ## install the browser driver and test the pages in a real Chromium
	@cd $(ROOT)
	$(PYTHON) requirements/boot.py e2e
	$(BIN)/pytest -q -m e2e tests

simulate: ## live through SEEDS (10000) schedules of faults; FIRST=n SEEDS=1 tells one story again
	@cd $(ROOT)
	$(BIN)/python -m tests.simulation $(or $(SEEDS),10000) $(or $(FIRST),0)

pictures: ## take the pictures of docs/ from the sandbox with a browser
	@cd $(ROOT)
	$(PYTHON) requirements/boot.py e2e
	$(BIN)/python -m tests.e2e.take_pictures

bench: ## measure the anchors of bench/ (some minutes)
	@cd $(ROOT)
	$(PYTHON) requirements/boot.py test
	$(BIN)/python -m bench

house: ## sizes and names of our rooms beside the models, and the files each road enters
	@cd $(ROOT)
	$(PYTHON) -m bench.house
	if [ -f bench/roads.py ] && [ -x $(BIN)/python ]; then $(BIN)/python -m bench.roads; fi

sbom: ## what an installation is made of, as CycloneDX JSON
	@cd $(ROOT)
	$(PYTHON) -m bench.sbom

lock: ## write requirements*.txt anew from pyproject.toml (needs uv: pip install uv)
	@cd $(ROOT)
	$(LOCK) --group e2e pyproject.toml --output-file requirements/e2e.txt
	$(LOCK) --group test --constraint requirements/e2e.txt pyproject.toml --output-file requirements/test.txt
	$(LOCK) --constraint requirements/e2e.txt pyproject.toml --output-file requirements.txt
	! grep -nE 'https?:|--(index|extra|find|trusted)' requirements.txt requirements/*.txt

clean: ## throw away everything the machine made, the virtual environment included
	@cd $(ROOT)
	rm -rf .venv build dist htmlcov .coverage *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
