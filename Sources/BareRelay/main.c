/* The bare relay: what the broker itself can carry, for the fleet's speed to be compared with. None of the fleet's code:
 * quorum queues in a row, between two of them a process that takes a message, passes it on and acknowledges it once the
 * next queue has confirmed it, as many messages on their way as the windows allow.
 *
 *   BareRelay HOST PORT USER MESSAGES QUEUES BYTES      (the password: BARE_RELAY_PASSWORD)
 *
 * Prints hops a second and the seconds from the first message sent to the last one taken from the last queue. The queues
 * (`bench.relay.N`) are there already: a young quorum queue may lose what it confirmed. Exit code 1 with the reason.
 */
#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_tcp_socket.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { window = 1000, channel = 1 };

static const char *host, *user, *password;
static int port;

static void fail(const char *what) {
    fprintf(stderr, "relay: %s\n", what);
    exit(1);
}

static void expect(amqp_rpc_reply_t reply, const char *what) {
    if (reply.reply_type != AMQP_RESPONSE_NORMAL) fail(what);
}

static amqp_connection_state_t open_connection(void) {
    amqp_connection_state_t link = amqp_new_connection();
    amqp_socket_t *socket = amqp_tcp_socket_new(link);
    if (socket == NULL || amqp_socket_open(socket, host, port) != AMQP_STATUS_OK) fail("no connection");
    expect(amqp_login(link, "/", 0, 131072, 0, AMQP_SASL_METHOD_PLAIN, user, password), "no login");
    amqp_channel_open(link, channel);
    expect(amqp_get_rpc_reply(link), "no channel");
    return link;
}

/* A publishing connection, and which of its messages the broker has confirmed. */
struct publisher {
    amqp_connection_state_t link;
    uint64_t sent, confirmed; /* everything up to `confirmed` */
    bool early[2 * window];   /* confirmed before an older one, by number */
};

static void start_publisher(struct publisher *to) {
    memset(to, 0, sizeof *to);
    to->link = open_connection();
    amqp_confirm_select(to->link, channel);
    expect(amqp_get_rpc_reply(to->link), "no confirms");
}

static void publish(struct publisher *to, int queue, amqp_bytes_t body) {
    char name[32];
    snprintf(name, sizeof name, "bench.relay.%d", queue);
    amqp_basic_properties_t properties = {._flags = AMQP_BASIC_DELIVERY_MODE_FLAG, .delivery_mode = 2};
    if (amqp_basic_publish(to->link, channel, amqp_empty_bytes, amqp_cstring_bytes(name), true, false, &properties, body))
        fail("not sent");
    to->sent++;
}

static void read_confirms(struct publisher *to) {
    struct timeval now = {0, 0};
    amqp_frame_t frame;
    for (;;) {
        amqp_maybe_release_buffers(to->link);
        int status = amqp_simple_wait_frame_noblock(to->link, &frame, &now);
        if (status == AMQP_STATUS_TIMEOUT) return;
        if (status != AMQP_STATUS_OK) fail("the connection broke");
        if (frame.frame_type != AMQP_FRAME_METHOD || frame.payload.method.id != AMQP_BASIC_ACK_METHOD)
            fail("a message was not confirmed");
        amqp_basic_ack_t *ack = frame.payload.method.decoded;
        uint64_t first = ack->multiple ? to->confirmed + 1 : ack->delivery_tag;
        for (uint64_t number = first; number <= ack->delivery_tag; number++) to->early[number % (2 * window)] = true;
        while (to->confirmed < to->sent && to->early[(to->confirmed + 1) % (2 * window)])
            to->early[++to->confirmed % (2 * window)] = false;
    }
}

static amqp_connection_state_t start_consumer(int queue) {
    char name[32];
    snprintf(name, sizeof name, "bench.relay.%d", queue);
    amqp_connection_state_t link = open_connection();
    amqp_basic_qos(link, channel, 0, window, false);
    expect(amqp_get_rpc_reply(link), "no window");
    amqp_basic_consume(link, channel, amqp_cstring_bytes(name), amqp_empty_bytes, false, false, false, amqp_empty_table);
    expect(amqp_get_rpc_reply(link), "no consumer");
    return link;
}

/* Takes one message if one is there. */
static bool take(amqp_connection_state_t from, amqp_envelope_t *envelope) {
    struct timeval now = {0, 0};
    amqp_maybe_release_buffers(from);
    amqp_rpc_reply_t reply = amqp_consume_message(from, envelope, &now, 0);
    if (reply.reply_type == AMQP_RESPONSE_NORMAL) return true;
    if (reply.library_error != AMQP_STATUS_TIMEOUT) fail("no message could be taken");
    return false;
}

static void wait_for(amqp_connection_state_t one, amqp_connection_state_t other) {
    amqp_connection_state_t links[] = {one, other};
    struct pollfd waits[2];
    int count = 0;
    for (int i = 0; i < 2; i++) {
        if (links[i] == NULL) continue;
        if (amqp_frames_enqueued(links[i]) || amqp_data_in_buffer(links[i])) return;
        waits[count++] = (struct pollfd){.fd = amqp_get_sockfd(links[i]), .events = POLLIN};
    }
    poll(waits, count, 1000);
}

static void acknowledge(amqp_connection_state_t from, uint64_t through) {
    if (amqp_basic_ack(from, channel, through, true)) fail("not acknowledged");
}

/* Numbers of deliveries and of messages passed on are the same: each is passed on once, in its order. */
static void relay(int queue, uint64_t messages) {
    amqp_connection_state_t from = start_consumer(queue);
    struct publisher to;
    start_publisher(&to);
    uint64_t acknowledged = 0;
    while (acknowledged < messages) {
        amqp_envelope_t envelope;
        bool any = false;
        for (int n = 0; n < 100 && to.sent < messages && take(from, &envelope); n++) {
            publish(&to, queue + 1, envelope.message.body);
            amqp_destroy_envelope(&envelope);
            any = true;
        }
        read_confirms(&to);
        if (to.confirmed > acknowledged) {
            acknowledge(from, to.confirmed);
            acknowledged = to.confirmed;
        } else if (!any) {
            wait_for(from, to.link);
        }
    }
}

static void publish_all(uint64_t messages, size_t bytes) {
    struct publisher to;
    start_publisher(&to);
    amqp_bytes_t body = amqp_bytes_malloc(bytes);
    memset(body.bytes, 'x', bytes);
    while (to.confirmed < messages) {
        for (int n = 0; n < 100 && to.sent < messages && to.sent - to.confirmed < window; n++) publish(&to, 0, body);
        read_confirms(&to);
        if (to.sent == messages || to.sent - to.confirmed >= window) wait_for(to.link, NULL);
    }
}

static void take_all(int queue, uint64_t messages) {
    amqp_connection_state_t from = start_consumer(queue);
    uint64_t taken = 0, acknowledged = 0;
    while (taken < messages) {
        amqp_envelope_t envelope;
        while (taken < messages && take(from, &envelope)) {
            amqp_destroy_envelope(&envelope);
            if (++taken - acknowledged == 100) acknowledge(from, acknowledged = taken);
        }
        if (acknowledged < taken) acknowledge(from, acknowledged = taken);
        if (taken < messages) wait_for(from, NULL);
    }
}

static double seconds(void) {
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec + now.tv_nsec / 1e9;
}

int main(int count, char **words) {
    password = getenv("BARE_RELAY_PASSWORD");
    if (count != 7 || password == NULL) fail("HOST PORT USER MESSAGES QUEUES BYTES, and BARE_RELAY_PASSWORD");
    host = words[1], port = atoi(words[2]), user = words[3];
    long messages = atol(words[4]), queues = atol(words[5]), bytes = atol(words[6]);
    if (messages < 1 || queues < 1 || bytes < 1) fail("messages, queues and bytes must be 1 or more");
    double begun = seconds();
    for (long place = 0; place <= queues; place++) {
        pid_t child = fork();
        if (child < 0) fail("no process");
        if (child > 0) continue;
        prctl(PR_SET_PDEATHSIG, SIGTERM); /* when one of them fails, the others do not wait for ever */
        if (place == queues) publish_all(messages, bytes);
        else if (place == queues - 1) take_all(place, messages);
        else relay(place, messages);
        exit(0);
    }
    for (int status; wait(&status) > 0;)
        if (status != 0) exit(1); /* the one that failed has said why */
    double passed = seconds() - begun;
    printf("%.0f %.3f\n", messages * queues / passed, passed);
    return 0;
}
