/* SPDX-License-Identifier: GPL-2.0 */
/*
 * compat.h - what differs between the kernels that capprobe supports
 *
 * Included before everything else in every file. No other file looks at the
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
 * compat_cap_mask() - a set of capabilities as one mask, bit N for number N
 * @set: the set
 *
 * Up to 6.2 a kernel_cap_t is two u32, the low one first; since then it is one
 * u64: on a little-endian machine the same eight bytes.
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
 * Since 5.11 an ftrace callback gets a struct ftrace_regs, and an architecture
 * with DYNAMIC_FTRACE_WITH_ARGS fills in the arguments of the function for
 * everybody. Before, it gets a struct pt_regs, on demand. COMPAT_FTRACE says
 * that there is either.
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
 * compat_return_address() - where a function returns to
 * @regs: the registers on its entry
 */
static __always_inline unsigned long compat_return_address(const struct pt_regs *regs)
{
	return *(unsigned long *)kernel_stack_pointer((struct pt_regs *)regs);
}

/**
 * compat_cgroup_id() - cgroup_id(), which up to 5.10 does not promise to leave
 *	the cgroup as it is
 * @cgroup: the cgroup
 */
static inline u64 compat_cgroup_id(const struct cgroup *cgroup)
{
	return cgroup_id((struct cgroup *)cgroup);
}

/**
 * compat_cgroup_ancestor_id() - the id of a cgroup above another, or of itself
 * @cgroup: the cgroup
 * @level: of the one above it, not greater than its own; 0 is the root
 *
 * Takes one step, however deep the cgroup is. Since 6.1 a cgroup has pointers to
 * those above it instead of their ids.
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
 * compat_vm_forbid() - take flags from a mapping for good
 * @vma: the mapping, in its file's mmap()
 * @flags: VM_MAYWRITE and its like
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
 * compat_file_quiet() - have nobody told what happens to a file
 * @file: the file
 *
 * Any user can watch the one inode that anonymous files share. Since 6.13 two
 * flags together stand for less than one.
 */
static inline void compat_file_quiet(struct file *file)
{
#ifdef FMODE_FSNOTIFY_MASK
	file->f_mode &= ~FMODE_FSNOTIFY_MASK;
#endif
	file->f_mode |= FMODE_NONOTIFY;
}

/*
 * Tasks that never return to user space. Since 6.4 the kernel clones more of
 * them from a process than those of io_uring.
 */
#ifdef PF_USER_WORKER
#define COMPAT_NO_USER_SPACE	(PF_KTHREAD | PF_IO_WORKER | PF_USER_WORKER)
#else
#define COMPAT_NO_USER_SPACE	(PF_KTHREAD | PF_IO_WORKER)
#endif

#endif /* CAPPROBE_COMPAT_H */
