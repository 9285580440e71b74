// SPDX-License-Identifier: GPL-2.0
/*
 * exerciser_calls.c - system calls that check a capability, one group per kernel subsystem
 *
 * The results do not matter. If a call would change the machine, its arguments make it fail
 * after the check.
 */
/* Include this before linux/fs.h, whose macros clash with its enumeration. */
#include <sys/mount.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <grp.h>
#include <linux/audit.h>
#include <linux/bpf.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/fs.h>
#include <linux/keyctl.h>
#include <linux/netlink.h>
#include <linux/perf_event.h>
#include <linux/sched.h>
#include <linux/seccomp.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/fanotify.h>
#include <sys/io.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/quota.h>
#include <sys/resource.h>
#include <sys/shm.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/swap.h>
#include <sys/syscall.h>
#include <sys/sysmacros.h>
#include <sys/timerfd.h>
#include <sys/timex.h>
#include <sys/uio.h>
#include <sys/utsname.h>
#include <sys/xattr.h>
#include <unistd.h>

#include "exerciser.h"

/* Silences warnings about unused results. */
static void done(long result)
{
	(void)result;
}

static void change_owners(const struct exerciser *exerciser, const char *own)
{
	done(chown(own, -1, FOREIGN_UID));
	done(chown(own, FOREIGN_UID, -1));
	done(chmod(own, 02755));
	done(chmod(exerciser->foreign, 0));
}

static void change_attributes(const struct exerciser *exerciser, const char *own)
{
	struct vfs_cap_data cap = { .magic_etc = VFS_CAP_REVISION_2 };
	int fd = open(own, O_RDONLY);
	int flags = FS_APPEND_FL;

	setxattr(own, "security.capability", &cap, sizeof(cap), 0);
	setxattr(own, "trusted.exerciser", "", 0, 0);
	setxattr(exerciser->foreign, "user.exerciser", "", 0, 0);
	if (!ioctl(fd, FS_IOC_SETFLAGS, &flags)) {
		flags = 0;
		ioctl(fd, FS_IOC_SETFLAGS, &flags);
	}
	close(fd);
}

static void open_files(const struct exerciser *exerciser)
{
	struct {
		struct file_handle	handle;
		char			space[MAX_HANDLE_SZ];
	} file = { .handle.handle_bytes = MAX_HANDLE_SZ };
	int mount_id, root, fd;

	fd = open(exerciser->foreign, O_RDONLY);
	fcntl(fd, F_SETLEASE, F_RDLCK);
	close(fd);
	close(open(exerciser->foreign, O_RDWR));
	close(open("/sys/kernel/security/apparmor/.load", O_WRONLY));
	root = open("/", O_RDONLY | O_DIRECTORY);
	name_to_handle_at(AT_FDCWD, "/", &file.handle, &mount_id, 0);
	close(open_by_handle_at(root, &file.handle, O_RDONLY));
	close(root);
}

static void write_policy(void)
{
	int fd = open("/sys/kernel/security/apparmor/.load", O_WRONLY);

	done(write(fd, "no policy", 9));
	close(fd);
}

static void make_files(const char *own)
{
	char node[300];

	snprintf(node, sizeof(node), "%s-node", own);
	mknod(node, S_IFCHR | 0600, makedev(1, 3));
	unlink(node);
}

static void mounts(const char *own)
{
	done(mount("none", "/", "nosuchfilesystem", 0, NULL));
	done(mount("none", own, NULL, MS_BIND, NULL));
	syscall(SYS_pivot_root, "/", "/");
	close(syscall(SYS_fsopen, "nosuchfilesystem", 0));
	close(syscall(SYS_open_tree, AT_FDCWD, "/", 1));
	syscall(SYS_move_mount, -1, "", -1, "", 0);
	done(chroot("/"));
	swapon("/nonexistent", 0);
	swapoff("/nonexistent");
	acct("/nonexistent");
	quotactl(QCMD(Q_GETINFO, USRQUOTA), "/dev/vda", 0, NULL);
	close(fanotify_init(FAN_CLASS_CONTENT, O_RDONLY));
}

static void identities(void)
{
	gid_t gid = getgid();

	done(setgid(gid));
	done(setgroups(1, &gid));
	done(setuid(getuid()));
	prctl(PR_CAPBSET_DROP, 63, 0, 0, 0);
	prctl(PR_SET_SECUREBITS, 0, 0, 0, 0);
	prctl(PR_SET_MM, PR_SET_MM_START_CODE, 0, 0, 0);
}

static void processes(const struct exerciser *exerciser)
{
	struct sched_param param = { .sched_priority = 1 };
	char byte;
	struct iovec local = { &byte, 1 };

	kill(exerciser->victim, 0);
	kill(1, 0);
	ptrace(PTRACE_SEIZE, exerciser->victim, NULL, NULL);
	process_vm_readv(1, &local, 1, &local, 1, 0);
	syscall(SYS_kcmp, getpid(), 1, 0, 0, 0);
	setpriority(PRIO_PROCESS, exerciser->victim, 1);
	setpriority(PRIO_PROCESS, 0, -1);
	setpriority(PRIO_PROCESS, 0, 0);
	sched_setscheduler(0, SCHED_FIFO, &param);
	param.sched_priority = 0;
	sched_setscheduler(0, SCHED_OTHER, &param);
	syscall(SYS_ioprio_set, 1, 0, 1 << 13);
}

static void new_process(void)
{
	pid_t taken = getpid();
	struct clone_args args = {
		.exit_signal = SIGCHLD,
		.set_tid = (uintptr_t)&taken,
		.set_tid_size = 1,
	};

	if (!syscall(SYS_clone3, &args, sizeof(args)))
		_exit(0);
}

static void limits(void)
{
	struct rlimit none = { 0, 0 }, more = { 0, 4096 };
	static char page[4096];

	setrlimit(RLIMIT_CORE, &none);
	setrlimit(RLIMIT_CORE, &more);
	setrlimit(RLIMIT_MEMLOCK, &none);
	mlock(page, sizeof(page));
	munlock(page, sizeof(page));
}

static void shared_memory(const struct exerciser *exerciser)
{
	void *address = shmat(exerciser->shm, NULL, 0);

	if (address != (void *)-1)
		shmdt(address);
	shmctl(exerciser->shm, SHM_LOCK, NULL);
	shmctl(exerciser->shm, SHM_UNLOCK, NULL);
}

static void sockets(void)
{
	struct sockaddr_in low = {
		.sin_family = AF_INET,
		.sin_port = htons(1),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	struct ifreq interface = { .ifr_name = "nonexistent0" };
	int one = 1, fd = socket(AF_INET, SOCK_STREAM, 0);

	bind(fd, (struct sockaddr *)&low, sizeof(low));
	setsockopt(fd, SOL_SOCKET, SO_MARK, &one, sizeof(one));
	setsockopt(fd, SOL_SOCKET, SO_DEBUG, &one, sizeof(one));
	setsockopt(fd, IPPROTO_IP, IP_TRANSPARENT, &one, sizeof(one));
	ioctl(fd, SIOCGIFINDEX, &interface);
	ioctl(fd, SIOCSIFFLAGS, &interface);
	close(fd);
	close(socket(AF_INET, SOCK_RAW, IPPROTO_ICMP));
	close(socket(AF_PACKET, SOCK_RAW, 0));
}

static void ask_audit(int fd, int type)
{
	struct {
		struct nlmsghdr	header;
		char		text[16];
	} message = {
		.header = { .nlmsg_len = sizeof(message), .nlmsg_flags = NLM_F_REQUEST },
		.text = "exerciser",
	};

	message.header.nlmsg_type = type;
	send(fd, &message, sizeof(message), 0);
}

static void audit(void)
{
	struct sockaddr_nl readers = { .nl_family = AF_NETLINK, .nl_groups = 1 };
	int fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_AUDIT);

	ask_audit(fd, AUDIT_GET);
	ask_audit(fd, AUDIT_USER);
	close(fd);
	fd = socket(AF_NETLINK, SOCK_RAW, NETLINK_AUDIT);
	bind(fd, (struct sockaddr *)&readers, sizeof(readers));
	close(fd);
}

static void machine(void)
{
	struct timex wrong = { .modes = ADJ_TICK, .tick = 1 };
	struct utsname name;

	uname(&name);
	done(sethostname(name.nodename, strlen(name.nodename)));
	done(setdomainname(name.domainname, strlen(name.domainname)));
	syscall(SYS_settimeofday, NULL, NULL);
	adjtimex(&wrong);
	syscall(SYS_reboot, 0, 0, 0, NULL);
	syscall(SYS_kexec_load, 0, 0, NULL, 0);
	syscall(SYS_delete_module, "no module", 0);
	vhangup();
	iopl(3);
	iopl(0);
	ioperm(0x80, 1, 1);
	ioperm(0x80, 1, 0);
	klogctl(9, NULL, 0);
}

static void events(void)
{
	struct perf_event_attr counter = {
		.type = PERF_TYPE_SOFTWARE,
		.size = sizeof(counter),
		.config = PERF_COUNT_SW_CPU_CLOCK,
		.disabled = 1,
	};
	struct epoll_event wakeup = { .events = EPOLLIN | EPOLLWAKEUP };
	int epoll = epoll_create1(0), pipes[2];

	close(syscall(SYS_perf_event_open, &counter, -1, 0, -1, 0));
	close(timerfd_create(CLOCK_BOOTTIME_ALARM, 0));
	if (!pipe(pipes)) {
		epoll_ctl(epoll, EPOLL_CTL_ADD, pipes[0], &wakeup);
		close(pipes[0]);
		close(pipes[1]);
	}
	close(epoll);
}

static void bpf(void)
{
	union bpf_attr map = {
		.map_type = BPF_MAP_TYPE_HASH,
		.key_size = 4,
		.value_size = 4,
		.max_entries = 1,
	};

	close(syscall(SYS_bpf, BPF_MAP_CREATE, &map, sizeof(map)));
}

static void keys(void)
{
	long key = syscall(SYS_add_key, "user", "exerciser", "x", 1, KEY_SPEC_PROCESS_KEYRING);

	syscall(SYS_keyctl, KEYCTL_CHOWN, key, FOREIGN_UID, -1);
	syscall(SYS_keyctl, KEYCTL_SET_TIMEOUT, key, 1000);
}

/* Last, because everything afterwards passes through the filter. */
static void filter(void)
{
	struct sock_filter allow = BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
	struct sock_fprog program = { 1, &allow };

	syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program);
}

void exerciser_make_calls(const struct exerciser *exerciser, const char *own)
{
	close(open(own, O_CREAT | O_WRONLY, 0600));
	change_attributes(exerciser, own);
	change_owners(exerciser, own);
	open_files(exerciser);
	write_policy();
	make_files(own);
	mounts(own);
	identities();
	processes(exerciser);
	new_process();
	limits();
	shared_memory(exerciser);
	sockets();
	audit();
	machine();
	events();
	bpf();
	keys();
	filter();
	unlink(own);
}

static int open_namespace(pid_t pid, const char *name)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%d/ns/%s", pid, name);
	return open(path, O_RDONLY | O_CLOEXEC);
}

void exerciser_touch(pid_t pid)
{
	int user = open_namespace(pid, "user"), uts = open_namespace(pid, "uts");
	struct rlimit limit;
	char byte;
	struct iovec local = { &byte, 1 };

	kill(pid, 0);
	prlimit(pid, RLIMIT_CORE, NULL, &limit);
	process_vm_readv(pid, &local, 1, &local, 1, 0);
	syscall(SYS_kcmp, getpid(), pid, 0, 0, 0);
	setpriority(PRIO_PROCESS, pid, -1);
	setns(uts, CLONE_NEWUTS);
	ptrace(PTRACE_SEIZE, pid, NULL, NULL);
	setns(user, CLONE_NEWUSER);
	close(user);
	close(uts);
}
