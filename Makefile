# SPDX-License-Identifier: GPL-2.0
# capprobe: which layer refuses a container a capability
#
#   make            the program, and the module where kernel headers are present
#   make install    on a host: DKMS, program, manual pages, completion; loads
#                   the module; make uninstall takes all of it away
#   make dist       the sources as a tarball, build/capprobe-VERSION.tar.xz
#   make demo       see it work, on any Debian machine, in a guest
#   make vm         a shell in such a guest
#   make check      all tests; check-unit, check-static, check-fuzz and check-vm are
#                   parts; check-fuzz FUZZ_SECONDS=3600 has each fuzzer run for an hour;
#                   check-vm SUITE=trixie runs the guest tests on that one's kernel,
#                   and with TEST=why that test alone
#   make check-matrix  every guest test on every kernel, with either back end,
#                   which takes hours; SUITE=trixie does a part of it
#   make kernels    puts what check or check-matrix found into the README
#   make check-debug  the guest tests and five minutes of load on a kernel that
#                   checks itself; builds it first, which takes ten minutes
#   make bench      what it costs, next to its goals; also in build/bench.json

VERSION := $(shell sed -n 's/^PACKAGE_VERSION="\(.*\)"/\1/p' dkms.conf)
KVER ?= $(shell uname -r)
PREFIX ?= /usr/local

MODULE_SOURCE := /usr/src/capprobe-$(VERSION)

all: user $(if $(wildcard /lib/modules/$(KVER)/build),kmod)

user:
	$(MAKE) -C user

kmod:
	$(MAKE) -C kmod KVER=$(KVER) KCFLAGS=-Werror modules

# What the program's part of an installation consists of, below PREFIX where it is no absolute path.
BINARY := bin/capprobe
BASH_COMPLETION := share/bash-completion/completions/capprobe
ZSH_COMPLETION := share/zsh/site-functions/_capprobe
# Of the prefixes fish looks in its own only; /etc/fish is the administrator's.
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

# What DKMS builds the module from.
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

# Packages that are missing are installed where that can be done.
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

# Between the two lines in the README that say so.
kernels: build/kernels.md
	sed -i -e '/^<!-- kernels:/,/^<!-- end of kernels/{//!d}' -e '/^<!-- kernels:/r build/kernels.md' README.md

build/kernels.md:
	@echo "make check and make check-matrix make $@" >&2; exit 1

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
	demo vm guest-dependencies check check-unit check-static check-fuzz check-vm check-matrix check-debug kernels bench bench-dependencies
