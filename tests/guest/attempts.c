// SPDX-License-Identifier: GPL-2.0
/*
 * attempts COUNT - make COUNT finit_module(2) calls under a seccomp filter that fails them
 * with EPERM, like that of a container engine
 */
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

static int install_filter(void)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_finit_module, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog program = { sizeof(code) / sizeof(*code), code };

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program);
}

int main(int argc, char **argv)
{
	long count = argc > 1 ? atol(argv[1]) : 1;

	if (install_filter()) {
		perror("attempts: seccomp");
		return 1;
	}
	while (count--) {
		if (!syscall(SYS_finit_module, -1, "", 0) || errno != EPERM) {
			fprintf(stderr, "attempts: finit_module() was not refused\n");
			return 1;
		}
	}
	return 0;
}
