/* SPDX-License-Identifier: GPL-2.0 */
/*
 * user_return.h - callbacks for when the current task returns to user space
 *
 * This is what task_work_add() is for, which is not exported to modules. But the
 * last fput() of a file uses it: the task calls the file's release() on its way
 * to user space or when it exits.
 */
#ifndef CAPPROBE_USER_RETURN_H
#define CAPPROBE_USER_RETURN_H

#include <linux/fs.h>

/**
 * struct capprobe_user_return - a callback, which is used by one task at a time
 * @func: called by the task that has armed it; process context, may sleep
 * @spare: file to arm it with, NULL if it cannot be armed
 * @armed: file that it is armed with, NULL if it is not
 * @pins: it holds a reference to this module
 */
struct capprobe_user_return {
	void		(*func)(struct capprobe_user_return *user_return);
	struct file	*spare;
	struct file	*armed;
	bool		pins;
};

/**
 * capprobe_user_return_prepare() - make sure that a callback can be armed
 * @user_return: the callback; @func is set
 *
 * Context: process context, may sleep.
 * Return: 0 or a negative errno.
 */
int capprobe_user_return_prepare(struct capprobe_user_return *user_return);

/**
 * capprobe_user_return_drop() - undo capprobe_user_return_prepare()
 * @user_return: the callback; not armed, or suspended
 *
 * Context: process context.
 */
void capprobe_user_return_drop(struct capprobe_user_return *user_return);

/**
 * capprobe_user_return_arm() - have a callback called when the current task
 *	returns to user space, stops for a tracer, or exits
 * @user_return: the callback; not armed
 *
 * Holds a reference to the module until the callback has returned.
 *
 * Context: process context of a task that has a user space and is not exiting;
 * does not sleep.
 * Return: false if the callback is not prepared or the module is being unloaded.
 */
bool capprobe_user_return_arm(struct capprobe_user_return *user_return);

/**
 * capprobe_user_return_suspend() - drop the reference to the module
 * @user_return: the callback, armed by the current task
 *
 * The callback is not called unless it is resumed.
 *
 * Context: process context, preemption off: once it is enabled the module may be
 * unloaded.
 */
void capprobe_user_return_suspend(struct capprobe_user_return *user_return);

/**
 * capprobe_user_return_resume() - undo capprobe_user_return_suspend()
 * @user_return: the callback; the current task has suspended it, and has neither
 *	returned to user space nor stopped for a tracer since
 *
 * Context: process context, does not sleep.
 * Return: false if the module is being unloaded.
 */
bool capprobe_user_return_resume(struct capprobe_user_return *user_return);

#endif /* CAPPROBE_USER_RETURN_H */
