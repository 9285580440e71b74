/* SPDX-License-Identifier: GPL-2.0 */
/*
 * host.h - what the host forbids to everybody, whatever the capabilities
 */
#ifndef HOST_H
#define HOST_H

#include <stdbool.h>

#define HOST_TEXT_MAX	32
#define HOST_LIST_MAX	4096	/* as much as the kernel shows of a setting */

/**
 * struct host - the host's own restrictions
 * @modules_disabled: kernel.modules_disabled: no module until the next reboot
 * @signatures: only modules that are signed
 * @lockdown: its level as the kernel names it; empty where it has none
 * @blacklist: module_blacklist= of the kernel's command line
 * @blacklist_known: whether that is all of it
 * @lsm: its security modules, separated by commas
 * @lsm_refusing: one of them that can refuse capabilities; empty for none
 */
struct host {
	bool	modules_disabled;
	bool	signatures;
	char	lockdown[HOST_TEXT_MAX];
	char	blacklist[HOST_LIST_MAX];
	bool	blacklist_known;
	char	lsm[HOST_LIST_MAX];
	char	lsm_refusing[HOST_TEXT_MAX];
};

/**
 * host_read() - find out
 * @host: where to; but for the blacklist, what cannot be read is not forbidden
 */
void host_read(struct host *host);

/**
 * host_wants_signatures() - no module is taken that is not signed
 * @host: the host
 *
 * Return: whether that is so, be it by the kernel's configuration, its command line, or lockdown.
 */
bool host_wants_signatures(const struct host *host);

/**
 * host_parse_lockdown() - the level that is in force
 * @text: /sys/kernel/security/lockdown, as in "none [integrity] confidentiality"
 * @level: where to
 */
void host_parse_lockdown(const char *text, char level[HOST_TEXT_MAX]);

/**
 * host_parse_blacklist() - the modules that are not to be loaded
 * @text: /sys/module/kernel/parameters/module_blacklist; NULL where that cannot
 *	be read
 * @host: where to put it, and whether it is known. Of a list that the kernel
 *	cuts, which then has no end of line, it is the whole names
 */
void host_parse_blacklist(const char *text, struct host *host);

/**
 * host_parse_lsm() - one of the security modules that can refuse capabilities
 * @list: /sys/kernel/security/lsm, as in "lockdown,capability,apparmor"
 * @name: where to; empty where there is none. Of several it is the last
 */
void host_parse_lsm(const char *list, char name[HOST_TEXT_MAX]);

#endif /* HOST_H */
