/* SPDX-License-Identifier: GPL-2.0 */
/*
 * user_return.h - being called when the current task returns to user space
 *
 * That is what task works are for, which the kernel does not let modules add.
 * The last fput() of a file adds one: the file's release() is called by the
 * task on its way to user space, or as it exits.
 */
#ifndef CAPPROBE_USER_RETURN_H
#define CAPPROBE_USER_RETURN_H

#include <linux/fs.h>

/**
 * struct capprobe_user_return - a call that is to come, one at a time
 * @func: is called, by the task that armed it; process context, may sleep
 * @spare: a file to arm it with
 * @armed: the file that it was armed with, until @func is called
 * @pins: it keeps this module from being unloaded
 */
struct capprobe_user_return {
	void		(*func)(struct capprobe_user_return *user_return);
	struct file	*spare;
	struct file	*armed;
	bool		pins;
};

/**
 * capprobe_user_return_prepare() - see to it that it can be armed
 * @user_return: which; @func is set
 *
 * Nothing is done where it can be already.
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno.
 */
int capprobe_user_return_prepare(struct capprobe_user_return *user_return);

/**
 * capprobe_user_return_drop() - undo that
 * @user_return: which; it is not armed, or has been suspended
 *
 * Context: process context.
 */
void capprobe_user_return_drop(struct capprobe_user_return *user_return);

/**
 * capprobe_user_return_arm() - be called when the current task returns to user
 *	space, stops for a tracer, or exits
 * @user_return: which; not armed yet
 *
 * The module stays until the call has returned.
 *
 * Context: process context of a task that has a user space and is not exiting;
 * never sleeps.
 * Return: whether it will be; not where nothing was prepared or the module is
 * being unloaded.
 */
bool capprobe_user_return_arm(struct capprobe_user_return *user_return);

/**
 * capprobe_user_return_suspend() - do without, and let the module go
 * @user_return: that is armed, by the current task
 *
 * Context: process context, preemption off: the module may be unloaded as soon
 * as it is on again, before or after the task returns to user space.
 */
void capprobe_user_return_suspend(struct capprobe_user_return *user_return);

/**
 * capprobe_user_return_resume() - be called after all
 * @user_return: that was suspended, by the current task, which has not been in
 *	user space since, nor stopped for a tracer
 *
 * Context: process context, never sleeps.
 * Return: whether it will be; not where the module is being unloaded.
 */
bool capprobe_user_return_resume(struct capprobe_user_return *user_return);

#endif /* CAPPROBE_USER_RETURN_H */
