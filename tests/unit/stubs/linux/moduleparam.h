/* SPDX-License-Identifier: GPL-2.0 */
/* Nothing: what is needed of it the test defines itself. */
