#!/usr/bin/env python3
"""How much of the time from `probity run` to the first container is Probity's own.

Between Probity and the engine stands a relay that notes when a question is under way. What is left
of the time until the engine says that the container has started is Probity's: starting a JVM
included, which `probity version` shows by itself.
"""
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
PROBITY = os.path.join(HERE, "..", "..", "probity")
IMAGE = "localhost/probity-benchmark:1"
APPLICATION = f"""name: share
services:
  web:
    image: {IMAGE}
    command: [/bin/busybox, sleep, "1000"]
"""


def engine_socket():
    for name in ("DOCKER_HOST", "CONTAINER_HOST"):
        value = os.environ.get(name, "")
        if value.startswith("unix://"):
            return value[len("unix://"):]
    for path in ("/var/run/docker.sock", "/run/podman/podman.sock"):
        if os.path.exists(path):
            return path
    sys.exit("no container engine: set CONTAINER_HOST to its socket")


class Relay:
    """Passes bytes on, and notes each question's beginning and end."""

    def __init__(self, path, engine):
        self.engine = engine
        self.asked = []
        self.started = threading.Event()
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(path)
        self.listener.listen(64)
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while True:
            client, _ = self.listener.accept()
            threading.Thread(target=self.carry, args=(client,), daemon=True).start()

    def carry(self, client):
        begun = time.monotonic()
        upstream = socket.socket(socket.AF_UNIX)
        upstream.connect(self.engine)
        head = client.recv(65536)
        what = head.split(b" ", 2)[1].decode() if head else ""
        upstream.sendall(head)
        threading.Thread(target=pump, args=(client, upstream), daemon=True).start()
        pump(upstream, client)
        if "/events" not in what and "/logs" not in what:
            self.asked.append((begun, time.monotonic(), what))
        if what.endswith("/start"):
            self.started.set()


def pump(source, target):
    try:
        while True:
            data = source.recv(65536)
            if not data:
                break
            target.sendall(data)
    except OSError:
        pass
    try:
        target.shutdown(socket.SHUT_WR)
    except OSError:
        pass


def covered(intervals, since, until):
    """The time within which at least one question was under way."""
    total, end = 0.0, since
    for begin, finish in sorted((max(b, since), min(f, until)) for b, f, _ in intervals):
        begin = max(begin, end)
        if finish > begin:
            total += finish - begin
            end = finish
    return total


def once(folder, engine, number):
    path = os.path.join(folder, f"relay-{number}.sock")
    relay = Relay(path, engine)
    environment = dict(os.environ, CONTAINER_HOST="unix://" + path, XDG_STATE_HOME=folder)
    environment.pop("DOCKER_HOST", None)
    begun = time.monotonic()
    probity = subprocess.Popen(
        [PROBITY, "run", os.path.join(folder, "probity.yaml")],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        if not relay.started.wait(60):
            sys.exit("no container was started within a minute")
        time.sleep(0.05)  # the answer is on its way through the relay
        until = next(finish for _, finish, what in relay.asked if what.endswith("/start"))
        first = min(begin for begin, _, _ in relay.asked)
    finally:
        probity.terminate()
        probity.wait(60)
    engine_time = covered(relay.asked, begun, until)
    return {
        "total": until - begun,
        "engine": engine_time,
        "before the first question": first - begun,
        "between questions": until - first - covered(relay.asked, first, until),
    }


def version():
    begun = time.monotonic()
    subprocess.run([PROBITY, "version"], stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - begun


def build():
    with tempfile.TemporaryDirectory() as context:
        subprocess.run(["cp", "/bin/busybox", context], check=True)
        with open(os.path.join(context, "Dockerfile"), "w", encoding="ascii") as recipe:
            recipe.write("FROM scratch\nCOPY busybox /bin/busybox\n")
        tar = subprocess.run(
            ["tar", "-C", context, "-c", "."], check=True, stdout=subprocess.PIPE).stdout
        subprocess.run(
            ["curl", "-sf", "--unix-socket", engine_socket(), "-H",
             "Content-Type: application/x-tar", "--data-binary", "@-",
             f"http://localhost/v1.41/build?t={IMAGE}"],
            input=tar, check=True, stdout=subprocess.DEVNULL)


def main():
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    build()
    version()  # builds what is not built
    rows = []
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "probity.yaml"), "w", encoding="ascii") as file:
            file.write(APPLICATION)
        once(folder, engine_socket(), 0)  # warms the caches of engine and disk
        for number in range(1, rounds + 1):
            row = once(folder, engine_socket(), number)
            row["a JVM alone (probity version)"] = version()
            rows.append(row)
    print(f"{'ms, of ' + str(rounds) + ' rounds':36} {'min':>6} {'median':>7}")
    for name in rows[0]:
        values = [1000 * row[name] for row in rows]
        print(f"{name:36} {min(values):6.0f} {statistics.median(values):7.0f}")
    own = [1000 * (row["total"] - row["engine"] - row["a JVM alone (probity version)"])
           for row in rows]
    print(f"{'own share beyond the JVM':36} {min(own):6.0f} {statistics.median(own):7.0f}")


main()
