/* SPDX-License-Identifier: GPL-2.0 */
/*
 * errno_name.h - names of the errors that tests expect; glibc has names only since 2.32
 */
#ifndef ERRNO_NAME_H
#define ERRNO_NAME_H

#include <errno.h>

static inline const char *errno_name(int error)
{
	switch (error) {
	case EPERM:
		return "EPERM";
	case ESRCH:
		return "ESRCH";
	case EINTR:
		return "EINTR";
	case ENOEXEC:
		return "ENOEXEC";
	case EACCES:
		return "EACCES";
	case EEXIST:
		return "EEXIST";
	case EINVAL:
		return "EINVAL";
	case ENOSYS:
		return "ENOSYS";
	case EKEYREJECTED:
		return "EKEYREJECTED";
	case 512:
		return "ERESTARTSYS";
	default:
		return "another error";
	}
}

#endif /* ERRNO_NAME_H */
