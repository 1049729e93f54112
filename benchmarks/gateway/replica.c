// A replica: answers every request with BYTES bytes, DELAY milliseconds after it came.
//
//   replica PORT BYTES DELAY
//
// Requests may have a body with a Content-Length. One thread; made to be killed.
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

#define CONNECTIONS 65536

struct request {
    int fd;
    unsigned generation;
    int64_t due;
};

static char *answer;
static int answer_length;
static unsigned generations[CONNECTIONS];
static int pending_body[CONNECTIONS];
static struct request *queue; // a ring, in order of time because every delay is the same
static int64_t head, tail;

static int64_t now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static void reply(int fd) {
    int sent = 0;
    while (sent < answer_length) {
        ssize_t n = send(fd, answer + sent, answer_length - sent, MSG_NOSIGNAL);
        if (n > 0) sent += (int)n;
        else if (errno == EAGAIN) usleep(50);
        else return;
    }
}

int main(int argc, char **argv) {
    if (argc < 4) {
        fprintf(stderr, "usage: replica PORT BYTES DELAY_MILLIS\n");
        return 2;
    }
    int bytes = atoi(argv[2]);
    int64_t delay = atoll(argv[3]) * 1000000;
    answer = malloc(bytes + 200);
    answer_length = sprintf(answer, "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n", bytes);
    memset(answer + answer_length, 'x', bytes);
    answer_length += bytes;
    queue = calloc(CONNECTIONS, sizeof *queue);

    int listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
    int one = 1;
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    struct sockaddr_in address = {.sin_family = AF_INET,
                                  .sin_port = htons(atoi(argv[1])),
                                  .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    if (bind(listener, (struct sockaddr *)&address, sizeof address) || listen(listener, 1024)) {
        perror("replica");
        return 1;
    }
    int epoll = epoll_create1(0);
    struct epoll_event e = {.events = EPOLLIN, .data.fd = listener};
    epoll_ctl(epoll, EPOLL_CTL_ADD, listener, &e);
    static char buffer[65536];
    struct epoll_event events[256];
    for (;;) {
        int timeout = -1;
        if (head < tail) {
            int64_t left = queue[head % CONNECTIONS].due - now();
            timeout = left <= 0 ? 0 : (int)(left / 1000000) + 1;
        }
        int n = epoll_wait(epoll, events, 256, timeout);
        for (int i = 0; i < n; i++) {
            int fd = events[i].data.fd;
            if (fd == listener) {
                int client = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
                if (client < 0 || client >= CONNECTIONS) continue;
                setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
                generations[client]++;
                pending_body[client] = 0;
                struct epoll_event c = {.events = EPOLLIN, .data.fd = client};
                epoll_ctl(epoll, EPOLL_CTL_ADD, client, &c);
                continue;
            }
            ssize_t got = recv(fd, buffer, sizeof buffer - 1, 0);
            if (got <= 0) {
                if (got < 0 && errno == EAGAIN) continue;
                generations[fd]++;
                close(fd);
                continue;
            }
            buffer[got] = 0;
            // The gateway sends a head in one piece, perhaps with the body, perhaps before it.
            if (pending_body[fd] > 0) {
                pending_body[fd] -= (int)got;
                if (pending_body[fd] > 0) continue;
            } else {
                char *end = strstr(buffer, "\r\n\r\n");
                char *length = strcasestr(buffer, "\r\ncontent-length:");
                int body = end && length && length < end ? atoi(length + 17) : 0;
                int have = end ? (int)(buffer + got - (end + 4)) : 0;
                if (have < body) {
                    pending_body[fd] = body - have;
                    continue;
                }
            }
            if (delay == 0) {
                reply(fd);
            } else {
                struct request r = {fd, generations[fd], now() + delay};
                queue[tail++ % CONNECTIONS] = r;
            }
        }
        while (head < tail && queue[head % CONNECTIONS].due <= now()) {
            struct request r = queue[head++ % CONNECTIONS];
            if (generations[r.fd] == r.generation) reply(r.fd);
        }
    }
}
