/* SPDX-License-Identifier: GPL-2.0 */
/* What of the kernel's headers those parts of the module need that are tested here. */
#ifndef LINUX_COMPILER_H
#define LINUX_COMPILER_H

#define READ_ONCE(x)		(x)
#define WRITE_ONCE(x, value)	((x) = (value))

#endif /* LINUX_COMPILER_H */
