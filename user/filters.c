// SPDX-License-Identifier: GPL-2.0
/*
 * filters.c - what seccomp filters answer
 */
#include <arpa/inet.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <pcap/pcap.h>

#include "filters.h"
#include "symbolic.h"

/* The two headers describe the same instructions. */
_Static_assert(sizeof(struct bpf_insn) == sizeof(struct sock_filter) &&
	       offsetof(struct bpf_insn, k) == offsetof(struct sock_filter, k), "not the same");

#define WORDS	(sizeof(struct seccomp_data) / sizeof(uint32_t))

/*
 * libpcap's interpreter is made for packets, so it loads words in network
 * order; words are all that seccomp has its filters load. Nothing is to be
 * found behind @visible, and looking there ends the filter with 0.
 */
static uint32_t run(const struct filter *filter, const uint32_t words[WORDS], size_t visible)
{
	const struct bpf_program program = {
		.bf_len = filter->length,
		.bf_insns = (struct bpf_insn *)filter->code,
	};
	const struct pcap_pkthdr header = { .len = sizeof(struct seccomp_data), .caplen = visible };

	return pcap_offline_filter(&program, &header, (const u_char *)words);
}

struct filters_answer filters_evaluate(const struct filters *filters, uint32_t arch, int nr)
{
	struct filters_answer answer = { .action = SECCOMP_RET_ALLOW };
	const struct seccomp_data data = { .nr = nr, .arch = arch };
	uint32_t words[WORDS];
	size_t i;

	memcpy(words, &data, sizeof(words));
	for (i = 0; i < WORDS; i++)
		words[i] = htonl(words[i]);
	for (i = 0; i < filters->count; i++) {
		const struct filter *filter = &filters->filters[i];
		uint32_t action = run(filter, words, sizeof(words));

		if (run(filter, words, offsetof(struct seccomp_data, args)) != action)
			answer.arguments = true;
		/* As signed numbers KILL_PROCESS is the least. */
		if ((int32_t)(action & SECCOMP_RET_ACTION_FULL) <=
		    (int32_t)(answer.action & SECCOMP_RET_ACTION_FULL))
			answer.action = action;
	}
	return answer;
}

enum filters_passes filters_passes(uint32_t action, bool traced)
{
	switch (action & SECCOMP_RET_ACTION_FULL) {
	case SECCOMP_RET_ALLOW:
	case SECCOMP_RET_LOG:
		return FILTERS_ALLOW;
	case SECCOMP_RET_USER_NOTIF:
		return FILTERS_ASK;
	case SECCOMP_RET_TRACE:
		return traced ? FILTERS_ASK : FILTERS_REFUSE;
	case SECCOMP_RET_ERRNO:
		/* Somebody answers success in the kernel's stead. */
		return action & SECCOMP_RET_DATA ? FILTERS_REFUSE : FILTERS_ASK;
	default:
		return FILTERS_REFUSE;
	}
}

const char *filters_action_text(uint32_t action, char text[FILTERS_ACTION_MAX])
{
	const char *error = errno_name(action & SECCOMP_RET_DATA);

	switch (action & SECCOMP_RET_ACTION_FULL) {
	case SECCOMP_RET_ALLOW:
		return strcpy(text, "allowed");
	case SECCOMP_RET_LOG:
		return strcpy(text, "allowed and logged");
	case SECCOMP_RET_USER_NOTIF:
		return strcpy(text, "left to a supervisor");
	case SECCOMP_RET_TRACE:
		return strcpy(text, "left to a tracer, else ENOSYS");
	case SECCOMP_RET_TRAP:
		return strcpy(text, "SIGSYS");
	case SECCOMP_RET_ERRNO:
		if (error)
			snprintf(text, FILTERS_ACTION_MAX, "%s", error);
		else
			snprintf(text, FILTERS_ACTION_MAX, "error %u", action & SECCOMP_RET_DATA);
		return text;
	case SECCOMP_RET_KILL_PROCESS:
		return strcpy(text, "the process is killed");
	default:
		/* What the kernel does not know kills as well. */
		return strcpy(text, "the thread is killed");
	}
}
