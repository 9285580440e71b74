/* SPDX-License-Identifier: GPL-2.0 */
/*
 * compat.h - differences between kernel versions
 *
 * Included before everything else in every file. No other file depends on the
 * version of the kernel.
 */
#ifndef CAPPROBE_COMPAT_H
#define CAPPROBE_COMPAT_H

#include <linux/build_bug.h>
#include <linux/capability.h>
#include <linux/cgroup.h>
#include <linux/fs.h>
#include <linux/ftrace.h>
#include <linux/kprobes.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/version.h>

#undef pr_fmt
#define pr_fmt(fmt)	KBUILD_MODNAME ": " fmt

/**
 * compat_cap_mask() - convert a capability set to a bitmask
 * @set: the set
 *
 * Up to 6.2 a kernel_cap_t is two u32, the low one first, and since then a u64: the
 * same eight bytes on little-endian machines.
 */
static inline u64 compat_cap_mask(kernel_cap_t set)
{
	u64 mask;

	BUILD_BUG_ON(IS_ENABLED(CONFIG_CPU_BIG_ENDIAN));
	BUILD_BUG_ON(sizeof(set) != sizeof(mask));
	memcpy(&mask, &set, sizeof(mask));
	return mask;
}

/*
 * Since 5.11 ftrace callbacks get a struct ftrace_regs, which with
 * DYNAMIC_FTRACE_WITH_ARGS always has the arguments of the function. Before that
 * they get a struct pt_regs if they ask for it. COMPAT_FTRACE is 1 if either is
 * available.
 */
#if defined(CONFIG_DYNAMIC_FTRACE_WITH_ARGS)
#define COMPAT_FTRACE		1
#define COMPAT_FTRACE_FLAGS	0
#define compat_ftrace_regs	ftrace_regs

static __always_inline unsigned long compat_ftrace_arg(struct ftrace_regs *regs, int n)
{
#ifdef ftrace_regs_get_argument
	return ftrace_regs_get_argument(regs, n);
#else
	return regs_get_kernel_argument(&regs->regs, n);
#endif
}
#elif defined(CONFIG_DYNAMIC_FTRACE_WITH_REGS)
#define COMPAT_FTRACE		1
#define COMPAT_FTRACE_FLAGS	(FTRACE_OPS_FL_SAVE_REGS | FTRACE_OPS_FL_RECURSION_SAFE)
#define compat_ftrace_regs	pt_regs

static __always_inline unsigned long compat_ftrace_arg(struct pt_regs *regs, int n)
{
	return regs_get_kernel_argument(regs, n);
}
#else
#define COMPAT_FTRACE		0
#endif

/**
 * compat_return_address() - return address of a function
 * @regs: registers on its entry
 */
static __always_inline unsigned long compat_return_address(const struct pt_regs *regs)
{
	return *(unsigned long *)kernel_stack_pointer((struct pt_regs *)regs);
}

/**
 * compat_cgroup_id() - cgroup_id(), which takes no const pointer up to 5.10
 * @cgroup: the cgroup
 */
static inline u64 compat_cgroup_id(const struct cgroup *cgroup)
{
	return cgroup_id((struct cgroup *)cgroup);
}

/**
 * compat_cgroup_ancestor_id() - id of the ancestor of a cgroup at a level
 * @cgroup: the cgroup
 * @level: level of the ancestor, 0 for the root; at most that of @cgroup itself
 *
 * Takes constant time. Since 6.1 a cgroup has pointers to its ancestors instead
 * of their ids.
 */
static inline u64 compat_cgroup_ancestor_id(const struct cgroup *cgroup, int level)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 1, 0)
	return cgroup_id(cgroup->ancestors[level]);
#else
	return cgroup->ancestor_ids[level];
#endif
}

/**
 * compat_vm_forbid() - clear flags of a mapping
 * @vma: the mapping, in mmap() of its file
 * @flags: VM_MAYWRITE etc.
 */
static inline void compat_vm_forbid(struct vm_area_struct *vma, unsigned long flags)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
	vm_flags_clear(vma, flags);
#else
	vma->vm_flags &= ~flags;
#endif
}

/**
 * compat_file_quiet() - exclude a file from fsnotify events
 * @file: the file
 *
 * All anonymous files share an inode, which any user can watch. Since 6.13
 * FMODE_NONOTIFY is one value of a field of two bits.
 */
static inline void compat_file_quiet(struct file *file)
{
#ifdef FMODE_FSNOTIFY_MASK
	file->f_mode &= ~FMODE_FSNOTIFY_MASK;
#endif
	file->f_mode |= FMODE_NONOTIFY;
}

/*
 * Flags of tasks that never return to user space. Since 6.4 user processes may
 * have kernel-only threads other than those of io_uring.
 */
#ifdef PF_USER_WORKER
#define COMPAT_NO_USER_SPACE	(PF_KTHREAD | PF_IO_WORKER | PF_USER_WORKER)
#else
#define COMPAT_NO_USER_SPACE	(PF_KTHREAD | PF_IO_WORKER)
#endif

#endif /* CAPPROBE_COMPAT_H */
