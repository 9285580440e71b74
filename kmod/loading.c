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

/* As many as calls can be followed. */
#define ASKED	128

static int on_question(struct kretprobe_instance *instance, struct pt_regs *regs);
static int on_answer(struct kretprobe_instance *instance, struct pt_regs *regs);

/**
 * struct question - a function that asks the security modules
 * @probe: of its return
 * @argument: which of its arguments says what is asked about
 * @module: and its value for a module
 * @refusal: what an answer of EPERM amounts to
 */
struct question {
	struct kretprobe	probe;
	unsigned int		argument;
	unsigned int		module;
	enum capprobe_reason	refusal;
};

#define QUESTION(function, number, value, reason) {	\
	.probe = {					\
		.kp.symbol_name	= function,		\
		.entry_handler	= on_question,		\
		.handler	= on_answer,		\
		.maxactive	= ASKED,		\
	},						\
	.argument = number,				\
	.module = value,				\
	.refusal = reason,				\
}

static struct question questions[] = {
	QUESTION("security_kernel_read_file", 1, READING_MODULE, CAPPROBE_LSM),
	QUESTION("security_kernel_post_read_file", 3, READING_MODULE, CAPPROBE_LSM),
	QUESTION("security_kernel_load_data", 0, LOADING_MODULE, CAPPROBE_LSM),
	QUESTION("security_kernel_post_load_data", 2, LOADING_MODULE, CAPPROBE_LSM),
	QUESTION("security_locked_down", 0, LOCKDOWN_MODULE_SIGNATURE, CAPPROBE_LOCKDOWN),
};

/* A kernel without security modules asks nobody. */
#define QUESTIONS	(IS_ENABLED(CONFIG_SECURITY) ? ARRAY_SIZE(questions) : 0)

static const struct question *question_of(struct kretprobe_instance *instance)
{
	return container_of(compat_kretprobe(instance), struct question, probe);
}

static int on_question(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	const struct question *question = question_of(instance);

	return (unsigned int)regs_get_kernel_argument(regs, question->argument) !=
	       question->module || !capprobe_settle_asked();
}

NOKPROBE_SYMBOL(on_question);

/* SELinux has a permission of its own for what lockdown forbids, and says EACCES. */
static int on_answer(struct kretprobe_instance *instance, struct pt_regs *regs)
{
	int error = (int)regs_return_value(regs);

	if (error)
		capprobe_settle_refused(error == -EPERM ? question_of(instance)->refusal :
							  CAPPROBE_LSM, error);
	return 0;
}

NOKPROBE_SYMBOL(on_answer);

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

static void detach_questions(size_t count)
{
	while (count--)
		unregister_kretprobe(&questions[count].probe);
}

int capprobe_loading_attach(void)
{
	size_t i;
	int err;

	for (i = 0; i < QUESTIONS; i++) {
		err = register_kretprobe(&questions[i].probe);
		if (err) {
			pr_err("cannot probe %s: error %d\n", questions[i].probe.kp.symbol_name,
			       err);
			goto detach;
		}
	}
	err = capprobe_tracepoint_register("console", on_console);
	if (!err)
		return 0;
detach:
	detach_questions(i);
	return err;
}

void capprobe_loading_detach(void)
{
	capprobe_tracepoint_unregister("console", on_console);
	detach_questions(QUESTIONS);
}

unsigned long capprobe_loading_missed(void)
{
	unsigned long missed = 0;
	size_t i;

	for (i = 0; i < QUESTIONS; i++)
		missed += questions[i].probe.nmissed + questions[i].probe.kp.nmissed;
	return missed;
}
