// SPDX-License-Identifier: GPL-2.0
/*
 * user_return.c - callbacks for when the current task returns to user space
 *
 * A spare file has file operations of the kernel itself, so it does not depend on
 * the module: on unloading it can be put, and is released some time after that.
 * It gets our operations when it is armed, together with a reference to the
 * module, which the kernel drops after release() has returned (__fput() in
 * fs/file_table.c).
 *
 * These files are in no task's file table, so nobody else has access to them.
 */
#include <linux/anon_inodes.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/module.h>
#include <linux/sched/task.h>

#include "user_return.h"

static int user_return_release(struct inode *inode, struct file *file)
{
	struct capprobe_user_return *user_return = file->private_data;

	user_return->armed = NULL;
	WRITE_ONCE(user_return->pins, false);
	user_return->func(user_return);
	return 0;
}

static const struct file_operations user_return_fops = {
	.owner		= THIS_MODULE,
	.release	= user_return_release,
};

/*
 * With the kernel's own credentials: a file holds those that it was created with,
 * and a container's would hold its user namespace.
 */
static struct file *make_file(struct capprobe_user_return *user_return)
{
	const struct cred *own = override_creds(rcu_access_pointer(init_task.cred));
	struct file *file = anon_inode_getfile("[capprobe]", &generic_ro_fops, user_return,
					       O_RDONLY);

	revert_creds(own);
	if (!IS_ERR(file))
		compat_file_quiet(file);
	return file;
}

int capprobe_user_return_prepare(struct capprobe_user_return *user_return)
{
	struct file *file;

	if (READ_ONCE(user_return->spare))
		return 0;
	file = make_file(user_return);
	if (IS_ERR(file))
		return PTR_ERR(file);
	/* The task and the worker may both be doing this. */
	if (cmpxchg(&user_return->spare, NULL, file))
		fput(file);
	return 0;
}

void capprobe_user_return_drop(struct capprobe_user_return *user_return)
{
	if (user_return->spare)
		fput(user_return->spare);
	user_return->spare = NULL;
}

bool capprobe_user_return_arm(struct capprobe_user_return *user_return)
{
	struct file *file = READ_ONCE(user_return->spare);

	if (!file || !try_module_get(THIS_MODULE))
		return false;
	WRITE_ONCE(user_return->spare, NULL);
	WRITE_ONCE(user_return->pins, true);
	user_return->armed = file;
	file->f_op = &user_return_fops;
	fput(file);
	return true;
}

void capprobe_user_return_suspend(struct capprobe_user_return *user_return)
{
	WRITE_ONCE(user_return->pins, false);
	user_return->armed->f_op = &generic_ro_fops;
	module_put(THIS_MODULE);
}

bool capprobe_user_return_resume(struct capprobe_user_return *user_return)
{
	if (!try_module_get(THIS_MODULE))
		return false;
	WRITE_ONCE(user_return->pins, true);
	user_return->armed->f_op = &user_return_fops;
	return true;
}
