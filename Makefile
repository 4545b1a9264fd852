# make serve   write with the page beside you      make test        everything CI runs
# make build   the site into public/               make test-long   the same, of every page and more edits
# make check   lint, types, the site's own checks
.DEFAULT_GOAL := serve
.PHONY: serve build test test-long check lint types content bench fuzz setup goldens reference lock format clean

# Tests start the program hundreds of times: each time it would be compiled anew.
unexport PYTHONDONTWRITEBYTECODE

bin := .venv/bin
PORT ?= 8000

serve: .venv/.stamp
	@$(bin)/explainer serve --port $(PORT)

build: .venv/.stamp
	@$(bin)/explainer build

check: .venv/.stamp
	@$(MAKE) --no-print-directory -j2 types content lint

lint: .venv/.stamp
	$(bin)/ruff check .
	$(bin)/ruff format --check .

types: .venv/.stamp
	$(bin)/mypy

content: .venv/.stamp
	$(bin)/explainer check

test test-long: check
	@$(bin)/python tests/browser_tools.py
	$(if $(filter test-long,$@),TEST_LONG=1) $(bin)/pytest -n 2 --dist loadfile --no-loadscope-reorder

# Our generator beside others, written to docs/bench.md (35 minutes): BENCH="--pages 100 --peers hugo"
bench: .venv/.stamp
	@$(bin)/python -m bench $(BENCH)

setup: .venv/.stamp

.venv/.stamp: requirements.lock pyproject.toml
	@scripts/setup

# Changes a small site at random and looks for crashes: make fuzz SECONDS=3600 SEED=7
SECONDS ?= 60
fuzz: .venv/.stamp
	$(bin)/python tests/fuzz.py $(SECONDS) $(SEED)

# Writes what the golden tests expect anew, for review as a difference.
goldens: .venv/.stamp
	$(bin)/python tests/test_golden.py
	$(bin)/python tests/test_errors.py
	$(bin)/python tests/test_museum.py

# Writes docs/reference.md and the schemas of this site's files, from the program.
reference: .venv/.stamp
	@$(bin)/explainer reference > docs/reference.md
	@$(bin)/explainer schema schema

# Pins every dependency again, at its newest, and of these what a new site needs; needs uv.
lock:
	uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --extra dev --custom-compile-command "make lock" \
	  --output-file requirements.lock pyproject.toml
	echo hatchling | uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-annotate --constraint requirements.lock \
	  --custom-compile-command "make lock, where the program is developed" \
	  --output-file generator/skeleton/requirements.lock pyproject.toml -

format: .venv/.stamp
	$(bin)/ruff check --fix .
	$(bin)/ruff format .

clean:
	rm -rf .venv public .explainer .pytest_cache .mypy_cache .ruff_cache .hypothesis
