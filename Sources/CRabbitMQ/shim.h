#pragma once
#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>
#include <linux/sockios.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

/* The library's login is variadic, which Swift cannot call. */
static inline amqp_rpc_reply_t huiban_login_plain(amqp_connection_state_t state, const char *vhost, int channel_max,
                                                  int frame_max, int heartbeat, const amqp_table_t *properties,
                                                  const char *user, const char *password) {
    return amqp_login_with_properties(state, vhost, channel_max, frame_max, heartbeat, properties,
                                      AMQP_SASL_METHOD_PLAIN, user, password);
}

/* Bytes that were written to the socket and not yet acknowledged by the peer's kernel; -1 when the socket is gone. */
static inline int huiban_unsent(int descriptor) {
    int bytes = 0;
    return ioctl(descriptor, SIOCOUTQ, &bytes) == 0 ? bytes : -1;
}

/* The size of the kernel's send buffer in bytes; -1 when the socket is gone. */
static inline int huiban_send_buffer(int descriptor) {
    int bytes = 0;
    socklen_t length = sizeof bytes;
    return getsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &bytes, &length) == 0 ? bytes : -1;
}

/* Lets the kernel cut a connection whose peer acknowledges nothing for this long. */
static inline int huiban_set_user_timeout(int descriptor, unsigned int milliseconds) {
    return setsockopt(descriptor, IPPROTO_TCP, TCP_USER_TIMEOUT, &milliseconds, sizeof milliseconds);
}

/* A descriptor to wake a thread that polls; Swift's Glibc module has no eventfd. */
static inline int huiban_wake_descriptor(void) {
    return eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC);
}
