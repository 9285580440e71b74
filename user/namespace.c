// SPDX-License-Identifier: GPL-2.0
/*
 * namespace.c - the namespaces of a process
 */
#include <fcntl.h>
#include <linux/nsfs.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "namespace.h"

const char *const namespace_names[NAMESPACE_COUNT] = {
#define NAMESPACE_NAME(symbol, name) [NAMESPACE_##symbol] = name,
	NAMESPACES(NAMESPACE_NAME)
#undef NAMESPACE_NAME
};

static const char *path_of(pid_t pid, enum namespace namespace, char path[64])
{
	if (pid)
		snprintf(path, 64, "/proc/%d/ns/%s", pid, namespace_names[namespace]);
	else
		snprintf(path, 64, "/proc/self/ns/%s", namespace_names[namespace]);
	return path;
}

uint32_t namespace_inode(pid_t pid, enum namespace namespace)
{
	char path[64];
	struct stat file;

	return stat(path_of(pid, namespace, path), &file) ? 0 : file.st_ino;
}

static uint32_t inode(int fd)
{
	struct stat file;

	return fstat(fd, &file) ? 0 : file.st_ino;
}

/* The user namespace that a namespace belongs to; -1 where it cannot be told. */
static int open_owner(pid_t pid, enum namespace namespace)
{
	char path[64];
	int owner, fd = open(path_of(pid, namespace, path), O_RDONLY | O_CLOEXEC);

	if (fd < 0 || namespace == NAMESPACE_USER)
		return fd;
	owner = ioctl(fd, NS_GET_USERNS);
	close(fd);
	return owner;
}

/* From @fd, which is closed, upwards. */
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

enum namespace_power namespace_power(pid_t pid, uid_t euid, enum namespace namespace,
				     uint32_t *target)
{
	uint32_t own = namespace_inode(pid, NAMESPACE_USER);
	int fd = open_owner(pid, namespace);

	*target = fd < 0 ? 0 : inode(fd);
	if (!own || !*target) {
		if (fd >= 0)
			close(fd);
		return NAMESPACE_UNKNOWN;
	}
	return walk(fd, own, euid);
}
