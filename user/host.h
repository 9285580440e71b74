/* SPDX-License-Identifier: GPL-2.0 */
/*
 * host.h - what the host forbids to everybody, whatever the capabilities
 */
#ifndef HOST_H
#define HOST_H

#include <stdbool.h>

#define HOST_TEXT_MAX	32

/**
 * struct host - the host's own restrictions
 * @modules_disabled: kernel.modules_disabled: no module until the next reboot
 * @signatures: only modules that are signed
 * @lockdown: its level as the kernel names it; empty where it has none
 */
struct host {
	bool	modules_disabled;
	bool	signatures;
	char	lockdown[HOST_TEXT_MAX];
};

/**
 * host_read() - find out
 * @host: where to; what cannot be read is not forbidden
 */
void host_read(struct host *host);

/**
 * host_parse_lockdown() - the level that is in force
 * @text: /sys/kernel/security/lockdown, as in "none [integrity] confidentiality"
 * @level: where to
 */
void host_parse_lockdown(const char *text, char level[HOST_TEXT_MAX]);

#endif /* HOST_H */
