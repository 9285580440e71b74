// SPDX-License-Identifier: GPL-2.0
/*
 * loss.c - what was lost outside of open sessions
 */
#include "followed.h"
#include "hook.h"
#include "loading.h"
#include "loss.h"
#include "lsm.h"
#include "tracer.h"

atomic64_t capprobe_losses[CAPPROBE_LOSS_COUNT];

u64 capprobe_missed(void)
{
	return (u64)capprobe_hook_missed() + capprobe_followed_missed() + capprobe_lsm_missed() +
	       capprobe_loading_missed() + capprobe_tracer_missed();
}
