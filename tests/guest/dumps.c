// SPDX-License-Identifier: GPL-2.0
/*
 * dumps CGROUP ROUNDS - dump the series ROUNDS times while cgroups below CGROUP come and go
 * and are folded
 *
 * Each of those cgroups has one check for CAP_SYS_ADMIN, refused as not-effective, which
 * happens to nobody else here. So every dump that was not interrupted must add up to the
 * number of checks so far. Run as root, with small tables. Prints one line per result, as in
 * TAP.
 */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <linux/capability.h>
#include <linux/genetlink.h>
#include <linux/netlink.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "capprobe.h"

static int failed;
static int family = GENL_ID_CTRL;

/* Number of checks that the child has caused. */
static volatile unsigned long *made;

static void result(bool ok, const char *name)
{
	printf("%s %s\n", ok ? "ok" : "not ok", name);
	failed |= !ok;
	fflush(stdout);
}

static void die(const char *what)
{
	perror(what);
	exit(2);
}

static void enter(const char *cgroup)
{
	char path[2 * PATH_MAX];
	int fd;

	snprintf(path, sizeof(path), "%s/cgroup.procs", cgroup);
	fd = open(path, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || write(fd, "0", 1) != 1)
		die(path);
	close(fd);
}

static void be_refused(void)
{
	if (seteuid(65534) || !sethostname("x", 1) || seteuid(0))
		die("sethostname() was not refused");
}

static void live_and_die(const char *parent, unsigned long number)
{
	char cgroup[256];

	snprintf(cgroup, sizeof(cgroup), "%s/%lu", parent, number);
	if (mkdir(cgroup, 0755))
		die(cgroup);
	enter(cgroup);
	be_refused();
	++*made;
	enter(parent);
	if (rmdir(cgroup))
		die(cgroup);
}

static pid_t spawn_lives(const char *parent)
{
	pid_t pid = fork();
	unsigned long number;

	if (pid < 0)
		die("fork");
	for (number = 0; !pid; number++)
		live_and_die(parent, number);
	return pid;
}

static int open_socket(void)
{
	const struct sockaddr_nl address = { .nl_family = AF_NETLINK };
	int fd = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_GENERIC);

	if (fd < 0 || bind(fd, (const struct sockaddr *)&address, sizeof(address)))
		die("socket");
	return fd;
}

struct request {
	struct nlmsghdr		header;
	struct genlmsghdr	generic;
	char			attributes[32];
};

static struct request request_for(int command, int flags)
{
	return (struct request){
		.header = {
			.nlmsg_len = NLMSG_LENGTH(GENL_HDRLEN),
			.nlmsg_type = family,
			.nlmsg_flags = NLM_F_REQUEST | flags,
		},
		.generic = { .cmd = command, .version = CAPPROBE_ABI },
	};
}

static const void *attribute(const struct nlmsghdr *header, int type)
{
	const char *at = (const char *)NLMSG_DATA(header) + GENL_HDRLEN;
	const char *end = (const char *)header + header->nlmsg_len;

	while (at + NLA_HDRLEN <= end) {
		const struct nlattr *next = (const void *)at;

		if ((next->nla_type & NLA_TYPE_MASK) == type)
			return at + NLA_HDRLEN;
		at += NLA_ALIGN(next->nla_len);
	}
	return NULL;
}

static void find_family(int fd)
{
	struct request request = request_for(CTRL_CMD_GETFAMILY, 0);
	struct nlattr *name = (void *)request.attributes;
	char answer[8192];
	const __u16 *id;

	name->nla_type = CTRL_ATTR_FAMILY_NAME;
	name->nla_len = NLA_HDRLEN + sizeof(CAPPROBE_NAME);
	strcpy((char *)name + NLA_HDRLEN, CAPPROBE_NAME);
	request.header.nlmsg_len += NLA_ALIGN(name->nla_len);
	if (send(fd, &request, request.header.nlmsg_len, 0) < 0 ||
	    recv(fd, answer, sizeof(answer), 0) < 0)
		die("family");
	id = attribute((void *)answer, CTRL_ATTR_FAMILY_ID);
	if (!id)
		die("the module is not loaded");
	family = *id;
}

struct dump {
	void		(*add)(struct dump *dump, const struct nlmsghdr *header);
	unsigned long	sum;		/* of the child's refusals */
	size_t		longest;	/* length of the longest cgroup path */
	bool		interrupted;
	unsigned int	parts;
	int		error;
};

static void add_series(struct dump *dump, const struct nlmsghdr *header)
{
	const struct capprobe_series_key *key = attribute(header, CAPPROBE_SERIES_KEY);
	const __u64 *total = attribute(header, CAPPROBE_SERIES_TOTAL);

	if (key && total && key->type == CAPPROBE_TYPE_CHECK && key->cap == CAP_SYS_ADMIN &&
	    key->reason == CAPPROBE_NOT_EFFECTIVE)
		dump->sum += *total;
}

static void add_cgroup(struct dump *dump, const struct nlmsghdr *header)
{
	const char *path = attribute(header, CAPPROBE_CGROUP_PATH);
	size_t length = path ? ((const struct nlattr *)path)[-1].nla_len - NLA_HDRLEN : 0;

	if (length > dump->longest)
		dump->longest = length;
}

/* Returns whether the dump is complete. */
static bool take_part(int fd, struct dump *dump)
{
	static char part[32768];
	struct nlmsghdr *header = (void *)part;
	ssize_t left = recv(fd, NULL, 0, MSG_PEEK | MSG_TRUNC);

	/* Receive into exactly its size: a larger buffer makes the kernel send larger parts. */
	if (left < 0 || left > (ssize_t)sizeof(part) || recv(fd, part, left, 0) != left)
		die("recv");
	dump->parts++;
	for (; NLMSG_OK(header, left); header = NLMSG_NEXT(header, left)) {
		dump->interrupted |= !!(header->nlmsg_flags & NLM_F_DUMP_INTR);
		if (header->nlmsg_type == NLMSG_DONE || header->nlmsg_type == NLMSG_ERROR) {
			dump->error = *(int *)NLMSG_DATA(header);
			return true;
		}
		dump->add(dump, header);
	}
	return false;
}

static struct dump dump_all(int fd, int command,
			    void (*add)(struct dump *dump, const struct nlmsghdr *header))
{
	struct request request = request_for(command, NLM_F_DUMP);
	struct dump dump = { .add = add };

	if (send(fd, &request, request.header.nlmsg_len, 0) < 0)
		die("send");
	while (!take_part(fd, &dump))
		;
	return dump;
}

static struct dump dump_series(int fd)
{
	struct dump dump = dump_all(fd, CAPPROBE_CMD_SERIES, add_series);

	if (dump.error)
		die("the dump broke off");
	return dump;
}

#define HIERARCHY	"/sys/fs/cgroup"
#define KEPT_MAX	1024	/* paths of this length or more are not kept: doc/abi.md */

/* With paths up to the maximum length, checks the longest one that is reported. */
static void try_longest_path(const char *parent)
{
	char path[PATH_MAX], *end;
	size_t longest = 0;
	struct dump dump;
	int fd;

	end = stpcpy(path, parent);
	while (end - path + 201 + sizeof("/cgroup.procs") < sizeof(path)) {
		*end = '/';
		memset(end + 1, 'x', 200);
		end += 201;
		*end = '\0';
		if (mkdir(path, 0755))
			die(path);
		enter(path);
		be_refused();
		if (end - path - strlen(HIERARCHY) < KEPT_MAX)
			longest = end - path - strlen(HIERARCHY);
	}
	enter(parent);
	fd = open_socket();
	dump = dump_all(fd, CAPPROBE_CMD_CGROUPS, add_cgroup);
	close(fd);
	for (; end - path > (ssize_t)strlen(parent); *(end -= 201) = '\0')
		rmdir(path);
	if (dump.error || dump.longest != longest)
		printf("# error %d; %zu bytes, not %zu\n", -dump.error, dump.longest, longest);
	result(!dump.error && dump.longest == longest, "the longest path that is to be told is");
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int argc, char **argv)
{
	unsigned long rounds, round, before, parts = 0, base, interrupted = 0, wrong = 0;
	double longest = 0, start;
	struct dump dump;
	pid_t child;
	int fd;

	if (argc != 3)
		return 2;
	rounds = atol(argv[2]);
	made = mmap(NULL, sizeof(*made), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (made == MAP_FAILED)
		die("mmap");
	fd = open_socket();
	find_family(fd);
	try_longest_path(argv[1]);
	base = dump_series(fd).sum;
	child = spawn_lives(argv[1]);
	for (round = 0; round < rounds; round++) {
		before = *made;
		start = seconds();
		dump = dump_series(fd);
		longest = seconds() - start > longest ? seconds() - start : longest;
		parts += dump.parts;
		interrupted += dump.interrupted;
		/* The child may have been refused without having counted it yet. */
		if (!dump.interrupted && (dump.sum - base < before || dump.sum - base > *made + 1))
			wrong++;
		if (waitpid(child, NULL, WNOHANG))
			die("the child ended");
	}
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	printf("# %lu lifetimes; %lu dumps of %lu parts, %lu interrupted, %lu wrong; at most %.3f s\n",
	       *made, rounds, parts / rounds, interrupted, wrong, longest);
	result(wrong == 0, "no dump that says that it is whole has counted twice");
	result(interrupted > 0, "some say that they are not");
	result(longest < 5, "and none waits for long");
	return failed;
}
