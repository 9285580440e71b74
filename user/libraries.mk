# SPDX-License-Identifier: GPL-2.0
# What the program is linked with, by pkg-config's names.
PACKAGES := libnl-3.0 libnl-genl-3.0 libcap smartcols jansson libseccomp libkmod liblzma libzstd zlib
