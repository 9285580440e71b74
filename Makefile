# SPDX-License-Identifier: GPL-2.0
# capprobe: which layer refuses a container a capability
#
#   make            build the program, and the module if kernel headers are present
#   make install    install DKMS module, program, manuals and completion on this
#                   host, and load the module; make uninstall removes all of it
#   make dist       make a source tarball, build/capprobe-VERSION.tar.xz
#   make demo       see it work in a guest, on any Debian machine
#   make vm         open a shell in such a guest
#   make check      run all tests; check-unit, check-static, check-fuzz and check-vm
#                   are parts of it; check-fuzz FUZZ_SECONDS=3600 runs each fuzzer
#                   for an hour; check-vm SUITE=trixie runs the guest tests on that
#                   suite's kernel, and TEST=why selects a single test
#   make coverage   measure how much of the program check-unit covers, by folder
#   make check-matrix  run every guest test on every kernel with both back ends,
#                   which takes hours; SUITE=trixie does only that suite
#   make kernels    put the results of check or check-matrix into the README
#   make check-debug  run the guest tests and five minutes of load on a debug
#                   kernel; builds it first, which takes ten minutes
#   make bench      measure the cost against its goals; also in build/bench.json

VERSION := $(shell sed -n 's/^PACKAGE_VERSION="\(.*\)"/\1/p' dkms.conf)
KVER ?= $(shell uname -r)
PREFIX ?= /usr/local

MODULE_SOURCE := /usr/src/capprobe-$(VERSION)

all: user $(if $(wildcard /lib/modules/$(KVER)/build),kmod)

user:
	$(MAKE) -C user

kmod:
	$(MAKE) -C kmod KVER=$(KVER) KCFLAGS=-Werror modules

# The files of the program; relative paths are below PREFIX.
BINARY := bin/capprobe
BASH_COMPLETION := share/bash-completion/completions/capprobe
ZSH_COMPLETION := share/zsh/site-functions/_capprobe
# fish searches only its own prefix; /etc/fish is for the administrator.
FISH_COMPLETION := $(if $(filter /usr,$(PREFIX)),/usr/share/fish/vendor_completions.d,/etc/fish/completions)/capprobe.fish
UNIT := lib/systemd/system/capprobe-watch.service
MANUALS := share/man/man4/capprobe.4 share/man/man8/capprobe.8
INSTALLED := $(addprefix $(DESTDIR)$(PREFIX)/,$(BINARY) $(BASH_COMPLETION) $(ZSH_COMPLETION) $(UNIT) $(MANUALS)) \
	     $(DESTDIR)$(FISH_COMPLETION)

install:
	@packaging/preflight $(KVER)
	$(MAKE) user
	packaging/transaction $(INSTALLED) -- sh -ec '$(foreach part,kmod user,$(MAKE) install-$(part);) $(MAKE) load'

install-user: user
	install -D -m 755 build/capprobe $(DESTDIR)$(PREFIX)/$(BINARY)
	install -D -m 644 packaging/capprobe.bash $(DESTDIR)$(PREFIX)/$(BASH_COMPLETION)
	install -D -m 644 packaging/capprobe.zsh $(DESTDIR)$(PREFIX)/$(ZSH_COMPLETION)
	install -D -m 644 packaging/capprobe.fish $(DESTDIR)$(FISH_COMPLETION)
	install -d $(DESTDIR)$(PREFIX)/$(dir $(UNIT))
	sed 's|@bindir@|$(PREFIX)/bin|' packaging/capprobe-watch.service.in >$(DESTDIR)$(PREFIX)/$(UNIT)
	for manual in $(MANUALS); do \
		install -D -m 644 doc/$${manual##*/} $(DESTDIR)$(PREFIX)/$$manual || exit; \
	done

# The source that DKMS builds the module from.
install-source:
	install -d $(DESTDIR)$(MODULE_SOURCE)/kmod $(DESTDIR)$(MODULE_SOURCE)/include
	install -m 644 dkms.conf $(DESTDIR)$(MODULE_SOURCE)
	install -m 644 kmod/Kbuild kmod/Makefile kmod/*.[ch] $(DESTDIR)$(MODULE_SOURCE)/kmod
	install -m 644 include/*.h $(DESTDIR)$(MODULE_SOURCE)/include

install-kmod:
	packaging/transaction -- packaging/install-kmod $(KVER)

load:
	packaging/load $(KVER)

uninstall:
	packaging/uninstall $(INSTALLED)

dist:
	@packaging/dist

# Installs missing packages if possible.
dependencies:
	@tests/install-packages tests/packages-build tests/packages-check tests/fuzz/packages tests/vm/packages

demo: guest-dependencies
	@tests/vm/run tests/demo

vm: guest-dependencies
	@tests/vm/run --suite $(SUITE) --shell

guest-dependencies:
	@tests/install-packages tests/vm/packages

SUITE ?= bookworm

check: dependencies
	@$(MAKE) --no-print-directory user
	@tests/check

check-unit: dependencies
	@$(MAKE) --no-print-directory user
	@tests/check unit cli

check-static: dependencies
	@tests/check static

check-fuzz:
	@tests/install-packages tests/packages-build tests/fuzz/packages
	@tests/check fuzz

check-vm: guest-dependencies
	@tests/check $(if $(TEST),,harness) vm

check-matrix: guest-dependencies
	@tests/check matrix

# The table is between two markers in the README.
kernels: build/kernels.md
	sed -i -e '/^<!-- kernels:/,/^<!-- end of kernels/{//!d}' -e '/^<!-- kernels:/r build/kernels.md' README.md

build/kernels.md:
	@echo "make check and make check-matrix make $@" >&2; exit 1

coverage: dependencies
	@tests/coverage

check-debug: guest-dependencies
	@tests/check debug

bench: bench-dependencies
	@$(MAKE) --no-print-directory user
	@tests/bench/run

bench-dependencies:
	@tests/install-packages tests/packages-build tests/vm/packages tests/bench/packages

clean:
	rm -rf build
	if [ -d /lib/modules/$(KVER)/build ]; then $(MAKE) -C kmod KVER=$(KVER) clean; fi

.PHONY: all user kmod install install-user install-source install-kmod load uninstall dist clean dependencies \
	demo vm guest-dependencies check check-unit check-static check-fuzz check-vm check-matrix check-debug coverage kernels bench bench-dependencies
