// SPDX-License-Identifier: GPL-2.0
/*
 * module_load.c - why the kernel refuses a module although the capability check
 * is granted
 *
 * The loader (kernel/module.c, since 5.19 kernel/module/main.c) checks, in this
 * order: modules_disabled, together with the capability; the security modules,
 * before and after it reads the module; the signature, and lockdown if there is
 * no trusted one; the blacklist; the version magic. All of these but the first
 * are seen here, so a refusal before any of them is due to modules_disabled.
 */
#include <linux/kernel_read_file.h>
#include <linux/kprobes.h>
#include <linux/ptrace.h>
#include <linux/security.h>
#include <linux/string.h>

#include "loss.h"
#include "module_load.h"
#include "syscall_slots.h"
#include "syscall_track.h"
#include "tracepoint.h"

/* Passed from the entry of a hook to its return: what EPERM means. */
struct hook_call {
	enum capprobe_reason refusal;
};

/* For lockdown SELinux has a permission of its own, and returns EACCES. */
static int on_hook_return(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	const struct hook_call *call = (const struct hook_call *)instance->data;
	int error = (int)regs_return_value(regs);
	enum capprobe_reason reason = error == -EPERM ? call->refusal : CAPPROBE_LSM;

	if (error)
		capprobe_track_module_refused(reason, error);
	return 0;
}

NOKPROBE_SYMBOL(on_hook_return);

static int on_hook_entry(struct kretprobe_instance *instance, struct file *file,
			 enum capprobe_reason refusal)
{
	struct hook_call *call = (struct hook_call *)instance->data;

	call->refusal = refusal;
	return !capprobe_track_module_asked(file);
}

NOKPROBE_SYMBOL(on_hook_entry);

/*
 * Probes an LSM hook. Its argument number @argument says what is being loaded,
 * and is @module for modules; @file is the file, if the hook gets one; @refusal
 * is what EPERM means. Each hook needs a handler of its own, as a handler cannot
 * tell from its instance which probe it belongs to: from 5.11 to 5.17
 * get_kretprobe() returns NULL while the probe is being unregistered.
 */
#define PROBE_HOOK(function, argument, module, file, refusal)				\
static int on_##function(struct kretprobe_instance *instance, struct pt_regs *regs)	\
{											\
	return (unsigned int)regs_get_kernel_argument(regs, argument) != (module) ||	\
	       on_hook_entry(instance, file, refusal);					\
}											\
											\
NOKPROBE_SYMBOL(on_##function);								\
											\
static struct kretprobe function##_probe = {						\
	.kp.symbol_name	= #function,							\
	.entry_handler	= on_##function,						\
	.handler	= on_hook_return,							\
	.data_size	= sizeof(struct hook_call),						\
	.maxactive	= CAPPROBE_TRACKED_MAX,						\
}

#define FIRST_ARGUMENT	((struct file *)regs_get_kernel_argument(regs, 0))

PROBE_HOOK(security_kernel_read_file, 1, READING_MODULE, FIRST_ARGUMENT, CAPPROBE_LSM);
PROBE_HOOK(security_kernel_post_read_file, 3, READING_MODULE, FIRST_ARGUMENT, CAPPROBE_LSM);
PROBE_HOOK(security_kernel_load_data, 0, LOADING_MODULE, NULL, CAPPROBE_LSM);
PROBE_HOOK(security_kernel_post_load_data, 2, LOADING_MODULE, NULL, CAPPROBE_LSM);
PROBE_HOOK(security_locked_down, 0, LOCKDOWN_MODULE_SIGNATURE, NULL, CAPPROBE_LOCKDOWN);

static struct kretprobe *hook_probes[] = {
	&security_kernel_read_file_probe,
	&security_kernel_post_read_file_probe,
	&security_kernel_load_data_probe,
	&security_kernel_post_load_data_probe,
	&security_locked_down_probe,
};

/* Without CONFIG_SECURITY the hooks are inline stubs. */
#define HOOK_PROBES	(IS_ENABLED(CONFIG_SECURITY) ? ARRAY_SIZE(hook_probes) : 0)

/*
 * Messages of the loader and the errors that it returns with them. They are from
 * blacklisted() and its caller, check_modinfo(), and check_version() for struct
 * module and for any other symbol.
 */
static const struct message {
	const char		*text;
	int			error;
	enum capprobe_reason	reason;
} messages[] = {
	{ " is blacklisted", -EPERM, CAPPROBE_BLACKLISTED },
	{ ": version magic '", -ENOEXEC, CAPPROBE_VERSION_MAGIC },
	{ ": disagrees about version of symbol module_layout", -ENOEXEC, CAPPROBE_VERSION_MAGIC },
	{ ": disagrees about version of symbol ", -EINVAL, CAPPROBE_VERSION_MAGIC },
};

/*
 * Since 5.19 the tracepoint is in printk() itself. Before that it is where
 * messages are written to the consoles: usually in the same context, but only
 * for messages that the console loglevel lets through.
 */
static void on_console(void *data, const char *text, size_t length)
{
	size_t i;

	if (!capprobe_track_in_module_call())
		return;
	for (i = 0; i < ARRAY_SIZE(messages); i++) {
		if (strnstr(text, messages[i].text, length)) {
			capprobe_track_module_refused(messages[i].reason, messages[i].error);
			return;
		}
	}
}

static unsigned long count_missed_hook_returns(void)
{
	unsigned long missed = 0;
	size_t i;

	for (i = 0; i < HOOK_PROBES; i++)
		missed += hook_probes[i]->nmissed + hook_probes[i]->kp.nmissed;
	return missed;
}

static struct capprobe_miss_counter miss_counter = { .count = count_missed_hook_returns };

int capprobe_module_load_attach(void)
{
	size_t i;
	int err;

	for (i = 0; i < HOOK_PROBES; i++) {
		err = register_kretprobe(hook_probes[i]);
		if (err) {
			pr_err("cannot probe %s: error %d\n", hook_probes[i]->kp.symbol_name, err);
			goto detach;
		}
	}
	err = capprobe_tracepoint_register("console", on_console);
	if (err)
		goto detach;
	capprobe_miss_counter_add(&miss_counter);
	return 0;

detach:
	unregister_kretprobes(hook_probes, i);
	return err;
}

void capprobe_module_load_detach(void)
{
	capprobe_tracepoint_unregister("console", on_console);
	unregister_kretprobes(hook_probes, HOOK_PROBES);
}
