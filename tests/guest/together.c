// SPDX-License-Identifier: GPL-2.0
/*
 * together FILE THREADS COUNT - COUNT times, make finit_module(2) calls with FILE from THREADS
 * threads at once
 */
#include <err.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static pthread_barrier_t start;
static const char *path;
static int count;

static void *call(void *unused)
{
	int file = open(path, O_RDONLY | O_CLOEXEC), i;

	if (file < 0)
		err(1, "%s", path);
	for (i = 0; i < count; i++) {
		pthread_barrier_wait(&start);
		syscall(SYS_finit_module, file, "", 0);
	}
	return unused;
}

int main(int argc, char **argv)
{
	pthread_t *threads;
	int i, n;

	if (argc != 4)
		errx(2, "usage: together FILE THREADS COUNT");
	path = argv[1];
	n = atoi(argv[2]);
	count = atoi(argv[3]);
	threads = calloc(n, sizeof(*threads));
	if (!threads || pthread_barrier_init(&start, NULL, n))
		errx(1, "no barrier");
	for (i = 0; i < n; i++) {
		if (pthread_create(&threads[i], NULL, call, NULL))
			errx(1, "no thread");
	}
	for (i = 0; i < n; i++)
		pthread_join(threads[i], NULL);
	return 0;
}
