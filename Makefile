# demo: run the main job on data/sample and show the result. test: the whole test run. Both make the environment they need.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
TRAIN := .venv-train/bin
TRAINED := .venv-train/.ready

.DEFAULT_GOAL := demo
.PHONY: demo test lint bench bench-accuracy bench-topics train evaluate derived golden mutations clean

demo: $(READY)
	@$(BIN)/onrecord demo

test: $(READY)
	@$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=term

lint: $(READY)
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/python -m onrecord.flows.derived --check

# With TOPICS=FOLDER, the folder of the sets that topics are judged on, also how well topics are told.
bench: $(READY) $(if $(TOPICS),bench-topics)
	@$(BIN)/python -m bench.speed

# GOLD: folder that holds data/ of an annotated corpus (docs/accuracy.md).
bench-accuracy: $(READY)
	@$(BIN)/python -m bench.accuracy --gold "$(or $(GOLD),$(error say where the annotated corpus is: make bench-accuracy GOLD=path/to/polnear))"

# Training grows trees with a library that the engine does not need: it has an environment of its own (docs/training.md).
train evaluate: $(TRAINED)
	@$(TRAIN)/python -m bench.accuracy.training$(if $(filter evaluate,$@),.evaluate) --gold "$(or $(GOLD),$(error say where the annotated corpus is: make $@ GOLD=path/to/polnear))"
	@$(if $(filter evaluate,$@),$(TRAIN)/python -m bench.accuracy.document)

bench-topics: $(READY)
	@$(BIN)/python -m bench.topics.accuracy --topics "$(TOPICS)"
	@$(BIN)/python -m bench.topics.bursts --topics "$(TOPICS)"

derived: $(READY)
	@$(BIN)/python -m onrecord.flows.derived

# What the engine finds in the project's own texts, for people to read in a review: tests/golden.
golden: $(READY)
	@$(BIN)/python -m bench.golden

# Whether the tests notice when the code is wrong. With ONLY=NAME one mutation of bench/mutations/mutations.toml.
mutations: $(READY)
	@$(BIN)/python -m bench.mutations $(if $(ONLY),--only "$(ONLY)")

clean:
	rm -rf $(VENV) .venv-train

$(TRAINED): bench/accuracy/training/requirements.lock pyproject.toml
	@$(PYTHON) -m venv .venv-train
	@$(TRAIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r bench/accuracy/training/requirements.lock
	@$(TRAIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(TRAINED)

# Pinned and hashed; pip alone is enough, and the project itself needs no download.
$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("onrecord needs Python 3.11 or newer; set PYTHON=python3.11 or another") if sys.version_info < (3, 11) else None'
	@echo "Making the environment in $(VENV) (about two minutes the first time) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(READY)
