// A load generator: as fast as it goes, or at a constant rate.
//
//   load PORT CONNECTIONS SECONDS RATE [METHOD [BYTES]]
//
// RATE 0 sends the next request of a connection when its answer has come. Any other RATE is open
// loop: requests have a time of their own, whatever the server does, and latency counts from that
// time, so that a stall is seen by all requests that it delays (no coordinated omission).
//
// Prints one line: answers failures seconds p50 p90 p99 max (microseconds). A failure is a
// connection that ends or is refused without a whole answer, or a status other than 2xx.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define BUFFER (256 * 1024)
#define BUCKETS 4096 // a 64th of a power of two each

enum state { IDLE, CONNECTING, WAITING };

struct connection {
    int fd;
    enum state state;
    int wanted; // a request is to be sent as soon as it is connected
    int64_t due;
    int head_length;
    int64_t body_left;
    char head[8192];
};

static struct sockaddr_in server;
static struct connection *connections;
static int count, epoll, open_loop;
static char request[70000];
static int request_length;
static int64_t answers, failures, sent;
static int64_t histogram[BUCKETS];
static int64_t longest;
static char buffer[BUFFER];
static int *idle, idle_count;

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static int bucket(int64_t nanos) {
    if (nanos < 64) return (int)nanos;
    int power = 63 - __builtin_clzll(nanos);
    int b = (power - 5) * 64 + (int)((nanos >> (power - 6)) & 63);
    return b < BUCKETS ? b : BUCKETS - 1;
}

static int64_t bucket_start(int b) {
    if (b < 64) return b;
    int power = b / 64 + 5;
    return (1LL << power) + ((int64_t)(b % 64) << (power - 6));
}

static void record(int64_t nanos) {
    histogram[bucket(nanos)]++;
    if (nanos > longest) longest = nanos;
}

static void start_connect(struct connection *c) {
    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    int one = 1;
    setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
    c->state = CONNECTING;
    c->head_length = 0;
    c->body_left = -1;
    connect(c->fd, (struct sockaddr *)&server, sizeof server);
    struct epoll_event e = {.events = EPOLLIN | EPOLLOUT | EPOLLET, .data.ptr = c};
    epoll_ctl(epoll, EPOLL_CTL_ADD, c->fd, &e);
}

static void send_request(struct connection *c) {
    c->state = WAITING;
    c->wanted = 0;
    c->head_length = 0;
    c->body_left = -1;
    sent++;
    // Requests are far smaller than a socket's buffer, which is empty now.
    if (send(c->fd, request, request_length, MSG_NOSIGNAL) != request_length) {
        // The close is seen by the read that follows.
    }
}

static void fail(struct connection *c, int counts) {
    if (counts) failures++;
    close(c->fd);
    c->wanted = 0;
    start_connect(c);
}

static void done(struct connection *c) {
    answers++;
    record(now() - c->due);
    c->state = IDLE;
    if (open_loop) {
        idle[idle_count++] = (int)(c - connections);
    } else {
        c->due = now();
        send_request(c);
    }
}

static int ok_status(const char *head) { return head[9] == '2'; }

// Returns 0 when the connection is of no more use.
static int take(struct connection *c, char *bytes, int length) {
    while (length > 0) {
        if (c->state != WAITING) return 0;
        if (c->body_left < 0) {
            int room = (int)sizeof c->head - 1 - c->head_length;
            int n = length < room ? length : room;
            memcpy(c->head + c->head_length, bytes, n);
            int before = c->head_length;
            c->head_length += n;
            c->head[c->head_length] = 0;
            char *end = strstr(c->head, "\r\n\r\n");
            if (!end) {
                if (n == room) return 0;
                return 1;
            }
            int head = (int)(end - c->head) + 4;
            char *length_field = strcasestr(c->head, "\r\ncontent-length:");
            c->body_left = length_field && length_field < end ? atoll(length_field + 17) : 0;
            if (!ok_status(c->head)) {
                failures++;
                answers--; // done() counts it again
            }
            bytes += head - before;
            length -= head - before;
        }
        int64_t n = length < c->body_left ? length : c->body_left;
        c->body_left -= n;
        bytes += n;
        length -= (int)n;
        if (c->body_left == 0) done(c);
    }
    return 1;
}

static void receive(struct connection *c) {
    for (;;) {
        ssize_t n = recv(c->fd, buffer, BUFFER, 0);
        if (n > 0) {
            if (!take(c, buffer, (int)n)) {
                fail(c, 1);
                return;
            }
            if (n < BUFFER) return;
        } else if (n < 0 && errno == EAGAIN) {
            return;
        } else {
            int was_idle = c->state == IDLE;
            if (was_idle && open_loop) {
                for (int i = 0; i < idle_count; i++)
                    if (idle[i] == c - connections) idle[i] = idle[--idle_count];
            }
            fail(c, !was_idle);
            return;
        }
    }
}

static void ready(struct connection *c, uint32_t events) {
    if (c->state == CONNECTING && (events & (EPOLLOUT | EPOLLERR | EPOLLHUP))) {
        int error = 0;
        socklen_t size = sizeof error;
        getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &error, &size);
        if (error) {
            fail(c, c->wanted);
            return;
        }
        c->state = IDLE;
        if (open_loop && !c->wanted) {
            idle[idle_count++] = (int)(c - connections);
        } else {
            if (!open_loop) c->due = now();
            send_request(c);
        }
    }
    if (events & (EPOLLIN | EPOLLHUP | EPOLLERR)) receive(c);
}

static int64_t quantile(double q) {
    int64_t total = 0, seen = 0;
    for (int b = 0; b < BUCKETS; b++) total += histogram[b];
    for (int b = 0; b < BUCKETS; b++) {
        seen += histogram[b];
        if (total && seen >= q * total) return bucket_start(b) / 1000;
    }
    return 0;
}

int main(int argc, char **argv) {
    if (argc < 5) {
        fprintf(stderr, "usage: load PORT CONNECTIONS SECONDS RATE [METHOD [BYTES]]\n");
        return 2;
    }
    int port = atoi(argv[1]);
    count = atoi(argv[2]);
    double seconds = atof(argv[3]);
    double rate = atof(argv[4]);
    const char *method = argc > 5 ? argv[5] : "GET";
    int body = argc > 6 ? atoi(argv[6]) : 0;
    open_loop = rate > 0;
    server.sin_family = AF_INET;
    server.sin_port = htons(port);
    server.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    request_length = sprintf(request, "%s / HTTP/1.1\r\nHost: bench.test\r\n", method);
    if (body) request_length += sprintf(request + request_length, "Content-Length: %d\r\n", body);
    request_length += sprintf(request + request_length, "\r\n");
    memset(request + request_length, 'x', body);
    request_length += body;

    epoll = epoll_create1(0);
    connections = calloc(count, sizeof *connections);
    idle = calloc(count, sizeof *idle);
    for (int i = 0; i < count; i++) start_connect(&connections[i]);

    int64_t start = now(), end = start + (int64_t)(seconds * 1e9);
    double gap = open_loop ? 1e9 / rate : 0;
    int64_t scheduled = 0;
    int64_t backlog = 0; // requests whose time has come and that found no free connection
    struct epoll_event events[256];
    for (;;) {
        int64_t t = now();
        if (t >= end) break;
        struct timespec wait = {0, 50000000};
        if (open_loop) {
            backlog = (int64_t)((t - start) / gap) - scheduled;
            while (backlog > 0 && idle_count > 0) {
                struct connection *c = &connections[idle[--idle_count]];
                c->due = start + (int64_t)(scheduled * gap);
                scheduled++;
                backlog--;
                send_request(c);
            }
            int64_t next = start + (int64_t)((scheduled + 1) * gap) - t;
            if (backlog == 0) {
                if (next < 0) next = 0;
                if (next < 50000000) wait.tv_nsec = next;
            }
        }
        int n = epoll_pwait2(epoll, events, 256, &wait, NULL);
        for (int i = 0; i < n; i++) ready(events[i].data.ptr, events[i].events);
    }
    printf("%lld %lld %.3f %lld %lld %lld %lld\n", (long long)answers, (long long)failures,
           (now() - start) / 1e9, (long long)quantile(0.5), (long long)quantile(0.9),
           (long long)quantile(0.99), (long long)(longest / 1000));
    return 0;
}
