/* SPDX-License-Identifier: GPL-2.0 */
/*
 * host.h - host-wide restrictions, independent of capabilities
 */
#ifndef HOST_H
#define HOST_H

#include <stdbool.h>

#define HOST_TEXT_MAX	32
#define HOST_LIST_MAX	4096	/* the kernel shows no more of a setting */

/**
 * struct host - host-wide restrictions
 * @modules_disabled: kernel.modules_disabled: no module loads until the next reboot
 * @signatures: modules must be signed
 * @lockdown: lockdown level as named by the kernel; empty if not supported
 * @blacklist: module_blacklist= of the kernel command line
 * @blacklist_known: @blacklist is complete
 * @lsm: active security modules, comma-separated
 * @lsm_refusing: one of them that can refuse capabilities; empty if there is none
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
 * host_read() - read the restrictions
 * @host: result; what cannot be read counts as not restricted, except for the
 *	blacklist
 */
void host_read(struct host *host);

/**
 * host_wants_signatures() - whether modules must be signed
 * @host: the host
 *
 * Return: true if the kernel's configuration, its command line or lockdown says so.
 */
bool host_wants_signatures(const struct host *host);

/**
 * host_parse_lockdown() - parse the lockdown level
 * @text: /sys/kernel/security/lockdown, as in "none [integrity] confidentiality"
 * @level: result
 */
void host_parse_lockdown(const char *text, char level[HOST_TEXT_MAX]);

/**
 * host_parse_blacklist() - parse the list of blacklisted modules
 * @text: /sys/module/kernel/parameters/module_blacklist; NULL if it cannot be read
 * @host: @blacklist and @blacklist_known are set. The kernel truncates a long list,
 *	which then does not end in a newline; the partial name at its end is dropped
 */
void host_parse_blacklist(const char *text, struct host *host);

/**
 * host_parse_lsm() - find a security module that can refuse capabilities
 * @list: /sys/kernel/security/lsm, as in "lockdown,capability,apparmor"
 * @name: set to the last one; empty if there is none
 */
void host_parse_lsm(const char *list, char name[HOST_TEXT_MAX]);

#endif /* HOST_H */
