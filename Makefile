# `make run` serves the workspace on http://localhost:8501; `make test` checks everything.
# Both set up what they need, with uv where it is there and pip otherwise, and do nothing twice.

PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
UV := $(shell uv --version >/dev/null 2>&1 && echo uv)

.PHONY: run test lint types contract wheel bench soak screenshots check

run: .venv/ok
	$(BIN)/streamlit run app.py --server.address localhost --server.port $(PORT)

test: .venv/dev
	CHROMIUM="$$(.ci/chromium)" $(BIN)/pytest -q -m "not soak" -n 2 --dist loadfile --no-loadscope-reorder --ignore=tests/benchmarks

lint: .venv/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check --quiet .

types: .venv/dev
	$(BIN)/mypy

contract: .venv/dev
	$(BIN)/lint-imports --no-logo

wheel: .venv/dev
	.ci/wheel

bench: .venv/dev
	$(BIN)/pytest -q tests/benchmarks

soak: .venv/dev
	CHROMIUM="$$(.ci/chromium)" $(BIN)/pytest -q -m soak

screenshots: .venv/dev
	CHROMIUM="$$(.ci/chromium)" $(BIN)/python -m tests.browser.screenshots out/screenshots

check: lint types contract test

# What the application needs; then what its developers need on top.
ifdef UV
.venv/ok: pyproject.toml uv.lock
	uv sync --quiet --no-dev --inexact --compile-bytecode
	touch $@

.venv/dev: pyproject.toml uv.lock
	uv sync --quiet --compile-bytecode
	touch .venv/ok $@
else
.venv/ok: pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/pip install --quiet --editable .
	touch $@

.venv/dev: .venv/ok
	$(BIN)/pip install --quiet --editable . --group dev
	touch $@
endif
