// SPDX-License-Identifier: GPL-2.0
/*
 * namespace.c - the namespaces of a process
 */
#include <fcntl.h>
#include <linux/nsfs.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "process/namespace.h"

const char *const namespace_names[NAMESPACE_COUNT] = {
#define NAMESPACE_NAME(symbol, name) [NAMESPACE_##symbol] = name,
	NAMESPACES(NAMESPACE_NAME)
#undef NAMESPACE_NAME
};

static const char *path_of(enum namespace namespace, char path[16])
{
	snprintf(path, 16, "ns/%s", namespace_names[namespace]);
	return path;
}

uint32_t namespace_inode(int process, enum namespace namespace)
{
	char path[16], link[64];
	ssize_t length = readlinkat(process, path_of(namespace, path), link, sizeof(link) - 1);
	const char *number;

	if (length < 0)
		return 0;
	/* "mnt:[4026531841]"; following the link would cost the kernel an inode. */
	link[length] = '\0';
	number = strchr(link, '[');
	return number ? strtoul(number + 1, NULL, 10) : 0;
}

static uint32_t inode(int fd)
{
	struct stat file;

	return fstat(fd, &file) ? 0 : file.st_ino;
}

/* Opens the user namespace that owns a namespace; -1 on failure. */
static int open_owner(int process, enum namespace namespace)
{
	char path[16];
	int owner, fd = openat(process, path_of(namespace, path), O_RDONLY | O_CLOEXEC);

	if (fd < 0 || namespace == NAMESPACE_USER)
		return fd;
	owner = ioctl(fd, NS_GET_USERNS);
	close(fd);
	return owner;
}

/* Walks up from @fd, which it closes. */
static enum namespace_power walk(int fd, uint32_t own, uid_t euid)
{
	enum namespace_power power = NAMESPACE_SELF;

	while (inode(fd) != own) {
		int parent;
		uid_t maker;

		if (inode(fd) == NAMESPACE_INITIAL_USER) {
			power = NAMESPACE_NONE;
			break;
		}
		parent = ioctl(fd, NS_GET_PARENT);
		if (parent < 0 || ioctl(fd, NS_GET_OWNER_UID, &maker)) {
			if (parent >= 0)
				close(parent);
			power = NAMESPACE_UNKNOWN;
			break;
		}
		close(fd);
		fd = parent;
		power = NAMESPACE_ABOVE;
		if (inode(fd) == own && maker == euid) {
			power = NAMESPACE_OWNER;
			break;
		}
	}
	close(fd);
	return power;
}

enum namespace_power namespace_power(int process, uid_t euid, enum namespace namespace,
				     uint32_t *target)
{
	uint32_t own = namespace_inode(process, NAMESPACE_USER);
	int fd = open_owner(process, namespace);

	*target = fd < 0 ? 0 : inode(fd);
	if (!own || !*target) {
		if (fd >= 0)
			close(fd);
		return NAMESPACE_UNKNOWN;
	}
	return walk(fd, own, euid);
}
