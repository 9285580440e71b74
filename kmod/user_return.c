// SPDX-License-Identifier: GPL-2.0
/*
 * user_return.c - being called when the current task returns to user space
 *
 * A file that waits has operations of the kernel's own, so that it needs no
 * module: also when it is put on unloading, and released after that. It gets
 * ours when it is armed, with a reference to the module. The kernel itself
 * drops that when release() has returned (__fput() in fs/file_table.c).
 *
 * Nobody else ever gets to see these files: they are in no table of any task.
 */
#include <linux/anon_inodes.h>
#include <linux/cred.h>
#include <linux/err.h>
#include <linux/fcntl.h>
#include <linux/file.h>
#include <linux/module.h>
#include <linux/sched/task.h>

#include "user_return.h"

static int release(struct inode *inode, struct file *file)
{
	struct capprobe_user_return *user_return = file->private_data;

	user_return->armed = NULL;
	WRITE_ONCE(user_return->pins, false);
	user_return->func(user_return);
	return 0;
}

static const struct file_operations operations = {
	.owner		= THIS_MODULE,
	.release	= release,
};

/*
 * As the kernel itself: what a file is made with it keeps, and a container's
 * credentials keep its user namespace.
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
	/* Somebody else may have been faster. */
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
	file->f_op = &operations;
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
	user_return->armed->f_op = &operations;
	return true;
}
