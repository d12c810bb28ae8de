# make demo: set up and run the main job on the example list. make test: set up and run every check.
# Both need only Python 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SETUP := $(BIN)/pip install --quiet --disable-pip-version-check

.PHONY: demo test fuzz mutation system-tools clean

demo: $(VENV)/installed
	rm -rf hasil
	$(BIN)/koleksi process examples/donasi.csv --out hasil || test $$? -eq 1
	@echo
	@ls -l hasil
	@echo "Buka hasil/laporan.html, hasil/label.pdf, hasil/tinjau.xlsx / open these first"

test: $(VENV)/tested
	$(BIN)/ruff check src tests benchmarks scripts
	$(BIN)/mypy
	$(BIN)/python -m pytest

# Looks for new counterexamples: many examples, chosen anew each time. What it finds is written down as an @example.
ROUNDS ?= 3
fuzz: $(VENV)/tested
	for round in $$(seq $(ROUNDS)); do HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -m hypothesis || exit 1; done

# Changes the rules that decide something (setup.cfg says which) one by one and lists the changes that no test notices.
# Hours for all; one room: make mutation ONLY='koleksi.isbn*'. A change to look at: .venv/bin/mutmut show NAME.
ONLY ?=
mutation: $(VENV)/tested
	$(SETUP) -e '.[test,mutation]'
	CI=1 $(BIN)/mutmut run $(if $(ONLY),'$(ONLY)')
	$(BIN)/mutmut results

$(VENV)/installed: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(SETUP) -e .
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(SETUP) -e '.[test]'
	touch $@

# Programs that the tests use as judges where they are present (Debian): MARC tools, PHP's CSV reader, barcode readers.
system-tools:
	apt-get update -q
	DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends \
	  yaz libmarc-record-perl libmarc-lint-perl libmarc-xml-perl php-cli poppler-utils libzbar0

clean:
	rm -rf $(VENV) hasil dist build mutants
