// SPDX-License-Identifier: GPL-2.0
/*
 * loading.c - why the kernel refuses a module although the capability is there
 *
 * The loader (kernel/module.c, since 5.19 kernel/module/main.c) looks at
 * modules_disabled together with the capability, then asks the security
 * modules, before and after it reads the module, then checks the signature and
 * asks whether the kernel is locked down where there is none that it trusts,
 * then looks at the blacklist and at the version magic. All of these but the
 * first are seen here, so what is refused before any of them was
 * modules_disabled.
 */
#include <linux/kernel_read_file.h>
#include <linux/kprobes.h>
#include <linux/ptrace.h>
#include <linux/security.h>
#include <linux/string.h>

#include "loading.h"
#include "settle.h"
#include "tracepoint.h"

/* What an answer of EPERM amounts to, from the question to the answer. */
struct asked {
	enum capprobe_reason refusal;
};

/* SELinux has a permission of its own for what lockdown forbids, and says EACCES. */
static int on_answer(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	const struct asked *asked = (const struct asked *)instance->data;
	int error = (int)regs_return_value(regs);

	if (error)
		capprobe_settle_refused(error == -EPERM ? asked->refusal : CAPPROBE_LSM, error);
	return 0;
}

NOKPROBE_SYMBOL(on_answer);

static int ask(struct kretprobe_instance *instance, struct file *file,
	       enum capprobe_reason refusal)
{
	struct asked *asked = (struct asked *)instance->data;

	asked->refusal = refusal;
	return !capprobe_settle_asked(file);
}

NOKPROBE_SYMBOL(ask);

/*
 * A function that asks the security modules: which of its arguments says what
 * is asked about, its value for a module, the file if it is told, and what an
 * answer of EPERM amounts to. Each has a handler of its own, because none can
 * ask its instance which probe it belongs to: from 5.11 to 5.17 get_kretprobe()
 * answers NULL while the probe is being unregistered.
 */
#define ON_QUESTION(function, argument, module, file, refusal)				\
static int on_##function(struct kretprobe_instance *instance, struct pt_regs *regs)	\
{											\
	return (unsigned int)regs_get_kernel_argument(regs, argument) != (module) ||	\
	       ask(instance, file, refusal);						\
}											\
											\
NOKPROBE_SYMBOL(on_##function);								\
											\
static struct kretprobe function##_probe = {						\
	.kp.symbol_name	= #function,							\
	.entry_handler	= on_##function,						\
	.handler	= on_answer,							\
	.data_size	= sizeof(struct asked),						\
	.maxactive	= CAPPROBE_SETTLES,						\
}

#define FIRST_ARGUMENT	((struct file *)regs_get_kernel_argument(regs, 0))

ON_QUESTION(security_kernel_read_file, 1, READING_MODULE, FIRST_ARGUMENT, CAPPROBE_LSM);
ON_QUESTION(security_kernel_post_read_file, 3, READING_MODULE, FIRST_ARGUMENT, CAPPROBE_LSM);
ON_QUESTION(security_kernel_load_data, 0, LOADING_MODULE, NULL, CAPPROBE_LSM);
ON_QUESTION(security_kernel_post_load_data, 2, LOADING_MODULE, NULL, CAPPROBE_LSM);
ON_QUESTION(security_locked_down, 0, LOCKDOWN_MODULE_SIGNATURE, NULL, CAPPROBE_LOCKDOWN);

static struct kretprobe *questions[] = {
	&security_kernel_read_file_probe,
	&security_kernel_post_read_file_probe,
	&security_kernel_load_data_probe,
	&security_kernel_post_load_data_probe,
	&security_locked_down_probe,
};

/* A kernel without security modules asks nobody. */
#define QUESTIONS	(IS_ENABLED(CONFIG_SECURITY) ? ARRAY_SIZE(questions) : 0)

/*
 * What the loader says, and returns with it: blacklisted() and its caller,
 * check_modinfo(), check_version() for struct module and for any other symbol.
 */
static const struct remark {
	const char		*text;
	int			error;
	enum capprobe_reason	reason;
} remarks[] = {
	{ " is blacklisted", -EPERM, CAPPROBE_BLACKLISTED },
	{ ": version magic '", -ENOEXEC, CAPPROBE_VERSION_MAGIC },
	{ ": disagrees about version of symbol module_layout", -ENOEXEC, CAPPROBE_VERSION_MAGIC },
	{ ": disagrees about version of symbol ", -EINVAL, CAPPROBE_VERSION_MAGIC },
};

/*
 * Since 5.19 in the context of the printk() itself. Before, of whoever writes
 * to the consoles, which is mostly the same, and only of what is written there:
 * the loglevel of the console decides.
 */
static void on_console(void *data, const char *text, size_t length)
{
	size_t i;

	if (!capprobe_settle_loads())
		return;
	for (i = 0; i < ARRAY_SIZE(remarks); i++) {
		if (strnstr(text, remarks[i].text, length)) {
			capprobe_settle_refused(remarks[i].reason, remarks[i].error);
			return;
		}
	}
}

int capprobe_loading_attach(void)
{
	size_t i;
	int err;

	for (i = 0; i < QUESTIONS; i++) {
		err = register_kretprobe(questions[i]);
		if (err) {
			pr_err("cannot probe %s: error %d\n", questions[i]->kp.symbol_name, err);
			goto detach;
		}
	}
	err = capprobe_tracepoint_register("console", on_console);
	if (!err)
		return 0;
detach:
	unregister_kretprobes(questions, i);
	return err;
}

void capprobe_loading_detach(void)
{
	capprobe_tracepoint_unregister("console", on_console);
	unregister_kretprobes(questions, QUESTIONS);
}

unsigned long capprobe_loading_missed(void)
{
	unsigned long missed = 0;
	size_t i;

	for (i = 0; i < QUESTIONS; i++)
		missed += questions[i]->nmissed + questions[i]->kp.nmissed;
	return missed;
}
