# Every target does its own set-up: Python 3.11+, make and git are all it asks for.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: demo test test-browser lint build clean

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "newskg needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable . hypothesis mypy pytest ruff types-networkx build hatchling
	@touch $(STAMP)

demo: $(STAMP) ## build examples/pages into output/ and say how to open it
	$(BIN)/kg build examples/pages -o output

lint: $(STAMP)
	$(BIN)/ruff check kg tests
	$(BIN)/ruff format --check kg tests
	$(BIN)/mypy

test: lint ## all checks and all tests but those in a browser
	$(BIN)/python -m pytest -m "not browser"

test-browser: $(STAMP) ## opens a built page in chromium; needs chromium on the PATH
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt playwright
	$(BIN)/python -m pytest -m browser tests/view

build: $(STAMP) ## wheel and sdist in dist/
	$(BIN)/python -m build

clean:
	rm -rf $(VENV) dist build *.egg-info
