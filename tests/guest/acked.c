// SPDX-License-Identifier: GPL-2.0
/*
 * acked COUNT - send COUNT bytes, one by one, over a TCP connection to itself, and
 * request a timestamp for each acknowledgement
 *
 * With net.core.tstamp_allow_data=0, the kernel checks CAP_NET_RAW for each of them
 * (skb_may_tx_timestamp() in net/core/skbuff.c) when the acknowledgement arrives, in a
 * softirq. Prints the number of timestamps received.
 */
#include <err.h>
#include <linux/net_tstamp.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static int send_byte(int from, int to)
{
	char byte = 0;

	return write(from, &byte, 1) == 1 && read(to, &byte, 1) == 1;
}

static int take_stamp(int socket)
{
	char byte, control[512];
	struct iovec part = { &byte, 1 };
	struct msghdr message = {
		.msg_iov = &part,
		.msg_iovlen = 1,
		.msg_control = control,
		.msg_controllen = sizeof(control),
	};

	return recvmsg(socket, &message, MSG_ERRQUEUE | MSG_DONTWAIT) >= 0;
}

int main(int argc, char **argv)
{
	int flags = SOF_TIMESTAMPING_TX_ACK | SOF_TIMESTAMPING_SOFTWARE, on = 1, off = 0;
	int listener = socket(AF_INET, SOCK_STREAM, 0), one = socket(AF_INET, SOCK_STREAM, 0);
	int count = argc > 1 ? atoi(argv[1]) : 1, stamps = 0, other;
	struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	socklen_t length = sizeof(address);

	if (bind(listener, (struct sockaddr *)&address, length) || listen(listener, 1) ||
	    getsockname(listener, (struct sockaddr *)&address, &length) ||
	    connect(one, (struct sockaddr *)&address, length))
		err(1, "cannot connect");
	other = accept(listener, NULL, NULL);
	/* An immediate acknowledgement would be processed by the sender itself, still in its call. */
	if (setsockopt(one, SOL_SOCKET, SO_TIMESTAMPING, &flags, sizeof(flags)) ||
	    setsockopt(other, IPPROTO_TCP, TCP_QUICKACK, &off, sizeof(off)) ||
	    setsockopt(one, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)) ||
	    setsockopt(other, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on)))
		err(1, "setsockopt");
	while (count--) {
		/* The reply carries the acknowledgement. */
		if (!send_byte(one, other) || !send_byte(other, one))
			err(1, "cannot send");
		stamps += take_stamp(one);
	}
	printf("%d\n", stamps);
	return 0;
}
