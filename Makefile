# make demo: set up and run the main job on the example list. make test: set up and run every check. make docs: the
# documentation as pages in build/site. They need only Python 3.11 or newer and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements/test.lock
SETUP := $(BIN)/pip install --quiet --disable-pip-version-check --constraint $(LOCK)
CODE := src tests benchmarks scripts fuzz

.PHONY: demo test check docs handout fuzz long mutation hooks lock spark spark-test system-tools slims inlislite
.PHONY: usb usb-test wheelhouse windows-test clean

demo: $(VENV)/installed
	rm -rf hasil
	$(BIN)/koleksi process examples/donasi.csv --out hasil || test $$? -eq 1
	@echo
	@ls -l hasil
	@echo "Buka hasil/laporan.html, hasil/label.pdf, hasil/tinjau.xlsx / open these first"

test: check
	$(BIN)/python -m pytest

check: $(VENV)/tested
	$(BIN)/ruff check $(CODE)
	$(BIN)/ruff format --check $(CODE)
	$(BIN)/mypy

# A link to nowhere or a page that stands in no menu stops it. Nothing is fetched but the packages of the extra `docs`.
docs: $(VENV)/documented
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict --quiet
	@echo "build/site/index.html"

# The two pages for those who are trained, docs/panduan/selebaran-pelatih.pdf; a test holds them against the script.
handout: $(VENV)/installed
	$(BIN)/python scripts/handout.py

# ruff and mypy before each commit (.pre-commit-config.yaml).
hooks: $(VENV)/tested
	$(SETUP) -e '.[dev]'
	$(BIN)/pre-commit install

# Renews the versions that tests and docs are run with, for Python 3.11 and newer on every system.
lock: | $(BIN)/python
	$(BIN)/pip install --quiet --disable-pip-version-check uv
	$(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	  --extra test --extra docs --extra dev --extra mutation --extra fuzz --extra ocr --extra spark \
	  --custom-compile-command "make lock" --output-file $(LOCK) pyproject.toml

# Looks for new counterexamples: many examples, chosen anew each time. What it finds is written down as an @example. Then
# every door through which files of others come in, with atheris where there is a wheel of it (fuzz/); SECONDS for each.
ROUNDS ?= 3
SECONDS ?= 300
fuzz: $(VENV)/tested
	$(SETUP) -e '.[test,fuzz]'
	$(BIN)/python fuzz/run.py $(SECONDS)
	for round in $$(seq $(ROUNDS)); do HYPOTHESIS_PROFILE=fuzz $(BIN)/python -m pytest -m hypothesis || exit 1; done

# The second day, in full: 1,000 sequences of six runs with random edits between them, and 500 runs killed.
long: $(VENV)/tested
	KOLEKSI_LONG=1 $(BIN)/python -m pytest tests/test_second_day_machine.py tests/crash

# Changes the rules that decide something (setup.cfg says which) one by one and lists the changes that no test notices.
# Hours for all; one room: make mutation ONLY='koleksi.isbn*'. What a change is: .venv/bin/mutmut show NAME. One that
# makes a loop endless may eat all memory: each process gets 8 GB.
ONLY ?=
mutation: $(VENV)/tested
	$(SETUP) -e '.[test,mutation]'
	ulimit -v 8000000; CI=1 $(BIN)/mutmut run $(if $(ONLY),'$(ONLY)')
	$(BIN)/mutmut results

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: pyproject.toml $(LOCK) | $(BIN)/python
	$(SETUP) -e .
	touch $@

$(VENV)/tested: $(VENV)/installed
	$(SETUP) -e '.[test]'
	touch $@

# The engine of clusters beside it (740 MB; Java 17 or newer must be there): `make test` then runs its tests too.
spark: $(VENV)/tested
	$(SETUP) -e '.[test,spark]'

spark-test: spark
	$(BIN)/python -m pytest tests/test_spark.py

$(VENV)/documented: $(VENV)/installed
	$(SETUP) -e '.[docs]'
	touch $@

# Wheels for Windows (Python 3.11 to 3.14) in build/paket, for computers that have Python and no internet.
wheelhouse: $(VENV)/tested
	rm -rf build/paket
	$(BIN)/python scripts/stick.py wheels build/paket
	@echo 'Salin build/paket ke USB. Di komputer Windows yang punya Python, dari folder di atas paket:'
	@echo '  py -m pip install --no-index --find-links paket koleksi'
	@echo '  py -m koleksi'

# The folder for a USB stick (docs/stik.md). EMBED: python-*-embed-amd64.zip of python.org, unpacked with koleksi inside;
# SETTINGS, PACK and PROFILE: koleksi.toml, ISBN pack and habits of the district.
STICK ?= build/stik
EMBED ?=
SETTINGS ?=
PACK ?=
PROFILE ?=
usb: wheelhouse
	$(BIN)/python scripts/stick.py lay '$(STICK)' --wheels build/paket $(if $(EMBED),--embed '$(EMBED)') \
	  $(if $(SETTINGS),--settings '$(SETTINGS)') $(if $(PACK),--pack '$(PACK)') $(if $(PROFILE),--profile '$(PROFILE)')
	@du -sh '$(STICK)'

# That stick walked by a Windows Python under Debian's wine (apt install wine): Mulai.cmd, a list that is dragged, the
# next day, a photo. EMBED as above.
usb-test: wheelhouse
	@test -n '$(EMBED)' || { echo 'make usb-test EMBED=python-3.11.9-embed-amd64.zip (python.org, Windows embeddable package, 64-bit)'; exit 2; }
	rm -rf build/stik-uji
	$(BIN)/python scripts/stick.py lay build/stik-uji --wheels build/paket --embed '$(EMBED)'
	KOLEKSI_STICK='$(CURDIR)/build/stik-uji' $(BIN)/python -m pytest -rs tests/test_stick_windows.py

# The plugin against a real SLiMS through its own pages: make slims SLIMS=/path/to/a/checkout. Needs what `make
# system-tools` installs, and for SLiMS itself php-gd, php-xml, php-intl, php-curl and php-zip (php-pear for its MARC).
# Then two walks with lists of noise: what is right, changed and lost on the way, and rows after imports again.
SLIMS ?=
slims: $(VENV)/tested
	SLIMS='$(SLIMS)' $(BIN)/python -m pytest -s -rs tests/test_slims_plugin.py -k real
	test -z '$(SLIMS)' || $(BIN)/python tests/slims_round_trip.py '$(SLIMS)'
	test -z '$(SLIMS)' || $(BIN)/python tests/slims_again.py '$(SLIMS)'

# INLISLite 3's own import and export: make inlislite INLISLITE=/path/to/a/checkout. VENDOR: a folder with Yii 2, PHPExcel
# and moonlandsoft/yii2-phpexcel 1, as composer or its docker/vendor have them. Needs PHP with mysql, xml, zip, gd and
# mbstring, and MariaDB. Rows after imports again, and what is right, changed and lost. With PAGES=pages through its own
# pages, in Chromium; VENDOR then has all packages of its composer.lock (tests/inlislite_pages.py).
INLISLITE ?=
VENDOR ?= $(INLISLITE)/docker/vendor
PAGES ?=
inlislite: $(VENV)/tested
	@test -n '$(INLISLITE)' || echo "skipped: no checkout (make inlislite INLISLITE=/path/to/a/checkout VENDOR=...)"
	test -z '$(INLISLITE)' || $(BIN)/python tests/inlislite_walk.py '$(INLISLITE)' '$(VENDOR)' $(PAGES)

# Programs that the tests use as judges where they are present (Debian): MARC tools, PHP's CSV reader, barcode
# readers; PHP and MariaDB for the SLiMS plugin.
system-tools:
	apt-get update -q
	DEBIAN_FRONTEND=noninteractive apt-get install -qy --no-install-recommends \
	  yaz libmarc-record-perl libmarc-lint-perl libmarc-xml-perl php-cli php-mysql php-mbstring mariadb-server \
	  poppler-utils libzbar0

# The tests under Windows's own Python, one file at a time (an hour; TESTS='tests/test_save.py ...' for some), and lists
# that must become the same bytes there as here. Needs wine; EMBED: python-3.11.x-embed-amd64.zip of python.org.
TESTS ?=
windows-test: $(VENV)/tested
	@test -n '$(EMBED)' || { echo 'EMBED=python-3.11.9-embed-amd64.zip (python.org/downloads/windows)'; exit 2; }
	$(SETUP) -e '.[dev]'
	$(BIN)/python scripts/windows_tests.py lay build/windows --embed '$(EMBED)'
	$(BIN)/python scripts/windows_tests.py run build/windows $(TESTS)

clean:
	rm -rf $(VENV) hasil dist build mutants
