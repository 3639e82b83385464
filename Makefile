# `make site` and `make test` need Python 3.11 or later with venv, and nothing else installed first.
# Without make: README names the python commands.

PYTHON ?= python3
# Tests run in one process a core; a file's tests stay together, so that what they build is built once.
PYTEST ?= -n auto --dist loadfile
# `make lock UPGRADE=--upgrade` takes the newest versions that requirements*.in allow.
UPGRADE ?=

VENV := .venv
PY := $(VENV)/bin/python
INSTALL := $(PY) -m pip install --disable-pip-version-check --no-input --quiet --require-hashes
# With a pipe or a narrow locale too, Chinese is printed as it is.
export PYTHONUTF8 = 1

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help site serve check test lint packages audit bench lock clean

help: ## these lines
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-7s %s\n", $$1, $$2 }' Makefile

site: $(VENV)/.site-stamp ## build everything under site/
	@$(PY) -m gen build

serve: $(VENV)/.site-stamp ## live preview on 127.0.0.1:8000
	@$(PY) -m gen serve

check: $(VENV)/.site-stamp ## findings on texts, data and translations
	@$(PY) -m gen check

test: packages lint tests/node_modules/.stamp ## all tests; the system packages they need stand in packages.txt
	@$(PY) -m pytest $(PYTEST)

lint: $(VENV)/.test-stamp ## ruff and mypy
	@$(PY) -m ruff check --quiet
	@$(PY) -m mypy --no-error-summary

audit: packages $(VENV)/.test-stamp tests/node_modules/.stamp bench/node_modules/.stamp ## the long checks of every page
	@$(PY) -m pytest -m audit

bench: $(VENV)/.bench-stamp bench/node_modules/.stamp ## benchmarks, as ratios to other tools on the same content
	@$(PY) -m bench
	@$(PY) -m bench.paper
	@$(PY) -m bench.search
	@$(PY) -m bench.recognizers

lock: $(VENV)/.test-stamp ## requirements*.in -> requirements*.txt
	@for name in requirements requirements-test requirements-bench requirements-recognizers; do \
	  echo "$$name.in -> $$name.txt"; \
	  UV_CUSTOM_COMPILE_COMMAND="make lock" $(PY) -m uv pip compile --no-config --quiet $(UPGRADE) --universal \
	    --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --output-file $$name.txt $$name.in || exit; \
	done

packages: # names every missing system package, then fails
	@lost=; while read -r name command; do \
	  case "$$name" in ''|'#'*) continue ;; esac; \
	  for one in $$(echo "$$command" | tr '|' ' '); do command -v "$$one" > /dev/null && continue 2; done; \
	  lost="$$lost $$name (no $$command)"; \
	done < packages.txt; \
	if [ -n "$$lost" ]; then echo "make: packages.txt: missing:$$lost; install them, or let .ci/run do it" >&2; exit 1; fi

clean: ## take away what make made, .venv included
	rm -rf $(VENV) tests/node_modules bench/node_modules site .site.* .cache docs/zh docs/zh-hant docs/en docs/downloads docs/assets/gongbao/icon.png .mypy_cache .pytest_cache .ruff_cache .hypothesis

# One environment; a stamp says that it holds what the lock of that name says.
$(PY):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null || \
	  { echo "make: $(PYTHON): expected Python 3.11 or later; name one: make PYTHON=/path/to/python3.12" >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || \
	  { rm -rf $(VENV); echo "make: $(PYTHON): expected the venv module with pip; on Debian: apt install python3-venv" >&2; exit 1; }

$(VENV)/.site-stamp: requirements.txt | $(PY)
	@echo "installing requirements.txt into $(VENV)"
	@$(INSTALL) -r requirements.txt
	@touch $@

$(VENV)/.test-stamp: requirements-test.txt | $(PY)
	@echo "installing requirements-test.txt into $(VENV)"
	@$(INSTALL) -r requirements-test.txt
	@touch $@

$(VENV)/.bench-stamp: requirements-bench.txt | $(PY)
	@echo "installing requirements-bench.txt into $(VENV)"
	@$(INSTALL) -r requirements-bench.txt
	@touch $@

# What tests and audits need from npm, as locked, without the scripts that packages would run.
%/node_modules/.stamp: %/package-lock.json
	@echo "installing $< into $*/node_modules"
	@npm ci --prefer-offline --prefix $* --ignore-scripts --no-audit --no-fund --loglevel=error || \
	  { echo "make: $<: expected npm to install it; npm needs its registry, or a cache that holds these packages" >&2; exit 1; }
	@touch $@
