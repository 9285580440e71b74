// SPDX-License-Identifier: GPL-2.0
/*
 * debugfs.c - the files under /sys/kernel/debug/capprobe
 *
 * session: open(2) creates a session, CAPPROBE_IOC_START starts it, mmap(2) maps
 * its rings, poll(2) waits for records, close(2) ends it. A mapping holds the
 * file, and the file holds the module.
 */
#include <linux/debugfs.h>
#include <linux/module.h>
#include <linux/poll.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

#include "debugfs.h"
#include "debugfs_text.h"
#include "session.h"

static struct dentry *directory;

static void wake_poller(struct capprobe_session *session)
{
	wake_up_interruptible(&session->wait);
}

static int session_open(struct inode *inode, struct file *file)
{
	struct capprobe_session *session;

	if (!capable(CAP_SYS_ADMIN))
		return -EPERM;
	session = capprobe_session_new(wake_poller);
	if (!session)
		return -ENOMEM;
	file->private_data = session;
	return nonseekable_open(inode, file);
}

static int session_release(struct inode *inode, struct file *file)
{
	capprobe_session_free(file->private_data);
	return 0;
}

static long session_start(struct capprobe_session *session, void __user *argument)
{
	struct capprobe_session_start *request;
	long err;

	request = memdup_user(argument, sizeof(*request));
	if (IS_ERR(request))
		return PTR_ERR(request);

	if (request->abi == CAPPROBE_ABI)
		err = capprobe_session_start(session, request);
	else
		err = -EPROTO;
	request->abi = CAPPROBE_ABI;
	if ((!err || err == -EPROTO) && copy_to_user(argument, request, sizeof(*request)))
		err = -EFAULT;
	kfree(request);
	return err;
}

static long session_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	if (command != CAPPROBE_IOC_START)
		return -ENOTTY;
	return session_start(file->private_data, (void __user *)argument);
}

static int session_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct capprobe_session *session = file->private_data;
	const struct capprobe_rings *rings = &session->rings;
	void *area;

	/* Pairs with the release in session.c: the rings are allocated. */
	if (!smp_load_acquire(&session->started))
		return -ENODEV;
	if (!(vma->vm_flags & VM_SHARED) || vma->vm_flags & VM_EXEC)
		return -EACCES;

	switch ((u64)vma->vm_pgoff << PAGE_SHIFT) {
	case CAPPROBE_MMAP_HEADS:
		area = rings->heads;
		break;
	case CAPPROBE_MMAP_TAILS:
		area = rings->tails;
		break;
	case CAPPROBE_MMAP_SLOTS:
		area = rings->slots;
		break;
	default:
		return -EINVAL;
	}
	compat_vm_forbid(vma, VM_MAYEXEC);
	if (area != rings->tails) {
		if (vma->vm_flags & VM_WRITE)
			return -EACCES;
		compat_vm_forbid(vma, VM_MAYWRITE);
	}
	return remap_vmalloc_range(vma, area, 0);
}

static __poll_t session_poll(struct file *file, poll_table *table)
{
	struct capprobe_session *session = file->private_data;

	/* Pairs with the release in session.c, as in session_mmap(). */
	if (!smp_load_acquire(&session->started))
		return EPOLLERR;
	poll_wait(file, &session->wait, table);
	return capprobe_session_pending(session) ? EPOLLIN | EPOLLRDNORM : 0;
}

static const struct file_operations session_fops = {
	.owner		= THIS_MODULE,
	.open		= session_open,
	.release	= session_release,
	.unlocked_ioctl	= session_ioctl,
	.mmap		= session_mmap,
	.poll		= session_poll,
};

void capprobe_debugfs_init(void)
{
	directory = debugfs_create_dir(CAPPROBE_NAME, NULL);
	capprobe_debugfs_text_init(directory);
	debugfs_create_file_unsafe(CAPPROBE_SESSION_FILE, 0600, directory, NULL, &session_fops);
}

void capprobe_debugfs_exit(void)
{
	debugfs_remove_recursive(directory);
}
