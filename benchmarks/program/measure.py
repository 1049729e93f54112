#!/usr/bin/env python3
"""What the packaged program takes of a machine, seen from outside.

  measure.py [--rounds N] [--exits N] [--settle SECONDS] [version] [explain] [launch] [memory] [exit]

version   `./probity version`, from start to end
explain   `./probity explain` of the five seeds' files, each from start to end
launch    `./probity run` until the first replica is launched, once built and with its start-up
          cache made; beside it process-compose, when it is on PATH, until its first process runs
memory    of `./probity run` with two small services: resident (RSS) and proportional (PSS) size of
          the JVM, idle and after some traffic; the services' own memory is not in it
exit      kill -9 of a replica until the engine's step that takes it out of the rotation, by the
          journal's clock; each service has one replica, and each is killed once

Needs Linux, gcc and a JDK 25.
"""

import argparse
import contextlib
import datetime
import json
import os
import pathlib
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PROBITY = str(ROOT / "probity")
ANSWER = 200  # bytes of the first service's answer; the next one's has one more, and so on


def median(values):
    low, mid, high = (statistics.quantiles(values, n=4) if len(values) > 1 else values * 3)
    return f"{mid:.1f} [{low:.1f}..{high:.1f}]"


def free_ports(count):
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [each.getsockname()[1] for each in sockets]
    for each in sockets:
        each.close()
    return ports


def until(question, seconds=30):
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        with contextlib.suppress(OSError):
            answer = question()
            if answer:
                return answer
        time.sleep(0.02)
    sys.exit("waited in vain")


class Bench:
    def __init__(self, work):
        self.work = pathlib.Path(work)
        self.environment = dict(os.environ, XDG_STATE_HOME=str(self.work / "state"))
        self.replica = str(self.work / "replica")
        subprocess.run(
            ["gcc", "-O2", "-o", self.replica, str(ROOT / "benchmarks/gateway/replica.c")],
            check=True)

    def version(self):
        subprocess.run([PROBITY, "version"], check=True, stdout=subprocess.DEVNULL,
                       env=self.environment)

    def await_cache(self):
        """The launcher makes a start-up cache in the background of each first start: of `run`, and
        of any other verb."""
        with ended(self.start(self.application("warm", free_ports(1), False))) as run:
            until(lambda: "Launching" in run.stdout.readline())
        self.version()
        caches = ROOT / "cli/target/probity/aot"
        end = time.monotonic() + 120
        while len(list(caches.glob("*.aot"))) < 2 or any(caches.glob("*.new")):
            if time.monotonic() > end:
                print("no start-up cache was made: what follows is without one")
                return
            time.sleep(0.1)

    def application(self, name, ports, probed):
        folder = self.work / name
        folder.mkdir()
        lines = ["services:"]
        for number, port in enumerate(ports):
            lines += [
                f"  s{number}:",
                f"    command: [\"{self.replica}\", \"{{port}}\", \"{ANSWER + number}\", \"0\"]",
                f"    ports: [{port}]"]
            for probe in ("livenessProbe", "readinessProbe") if probed else ():
                lines += [f"    {probe}:",
                          f"      httpGet: {{path: /, port: {port}}}",
                          "      periodSeconds: 1"]
        (folder / "probity.yaml").write_text("\n".join(lines) + "\n")
        return str(folder)

    def start(self, folder):
        return subprocess.Popen([PROBITY, "run", folder], env=self.environment, text=True,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT)

    def pid_of(self, number):
        """The process that answers with so many bytes."""
        for entry in pathlib.Path("/proc").iterdir():
            with contextlib.suppress(OSError, IndexError):
                words = (entry / "cmdline").read_bytes().split(b"\0")
                if words[0] == self.replica.encode() and words[2] == b"%d" % (ANSWER + number):
                    return int(entry.name)
        return None


@contextlib.contextmanager
def ended(process):
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.communicate(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()


class Client:
    """Asks over one connection, and opens another when that ends."""

    def __init__(self, port):
        self.port = port
        self.connection = None

    def status(self):
        if self.connection is None:
            self.connection = socket.create_connection(("127.0.0.1", self.port), timeout=5)
            self.connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        try:
            self.connection.sendall(b"GET / HTTP/1.1\r\nHost: a\r\n\r\n")
            answer = self.connection.recv(65536)
        except OSError:
            answer = b""
        if not answer:
            self.connection = None
            return 0
        return int(answer[9:12])


def measure_version(bench, rounds):
    times = []
    for _ in range(rounds):
        begun = time.monotonic()
        bench.version()
        times.append((time.monotonic() - begun) * 1e3)
    print(f"`./probity version`: {median(times)} ms over {rounds} runs (must 250, aim 120)")


def measure_explain(bench, rounds):
    for file in sorted((ROOT / "cli/src/test/resources/seeds").iterdir()):
        times = []
        for _ in range(rounds):
            begun = time.monotonic()
            subprocess.run([PROBITY, "explain", str(file)], check=True, env=bench.environment,
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
            times.append((time.monotonic() - begun) * 1e3)
        print(f"`./probity explain {file.name}`: {median(times)} ms over {rounds} runs (must 600)")


def measure_launch(bench, rounds):
    folder = bench.application("launch", free_ports(2), True)
    peer = shutil.which("process-compose")
    if peer:
        (pathlib.Path(folder) / "process-compose.yaml").write_text(
            "version: \"0.5\"\nprocesses:\n"
            + "".join(f"  s{number}:\n    command: exec touch {folder}/launched\n"
                      for number in range(2)))
    times, theirs = [], []
    for _ in range(rounds):
        begun = time.monotonic()
        with ended(bench.start(folder)) as process:
            for line in process.stdout:
                if "Launching service" in line:
                    times.append((time.monotonic() - begun) * 1e3)
                    break
        if peer:
            theirs.append(peer_launch(peer, pathlib.Path(folder)))
    print(f"`./probity run` to the first launch: {median(times)} ms over {len(times)} runs"
          " (must 700, aim 350)")
    if theirs:
        print(f"process-compose to its first process: {median(theirs)} ms over {len(theirs)} runs")
    else:
        print("process-compose is not on PATH; its side is left out")


def peer_launch(peer, folder):
    mark = folder / "launched"
    mark.unlink(missing_ok=True)
    begun = time.monotonic()
    process = subprocess.Popen(
        [peer, "up", "-t=false", "--no-server", "-f", str(folder / "process-compose.yaml")],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL)
    with ended(process):
        while not mark.exists():
            time.sleep(0.001)
        return (time.monotonic() - begun) * 1e3


def sizes(pid):
    """RSS and PSS in MB."""
    found = {}
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        words = line.split()
        if words[0] in ("Rss:", "Pss:"):
            found[words[0]] = int(words[1]) / 1024
    return found["Rss:"], found["Pss:"]


def measure_memory(bench, settle):
    ports = free_ports(2)
    with ended(bench.start(bench.application("memory", ports, True))) as process:
        clients = [Client(port) for port in ports]
        until(lambda: all(client.status() == 200 for client in clients))
        time.sleep(settle)
        rss, pss = sizes(process.pid)
        print(f"memory of `run` with 2 small services, {settle} s after their start: "
              f"RSS {rss:.0f} MB, PSS {pss:.0f} MB (must 120, aim 65)")
        for _ in range(10_000):
            for client in clients:
                client.status()
        time.sleep(settle / 4)
        rss, pss = sizes(process.pid)
        print(f"the same {settle / 4:.0f} s after 20,000 requests: "
              f"RSS {rss:.0f} MB, PSS {pss:.0f} MB")


def measure_exit(bench, exits):
    """From the journal: a step that publishes a rotation does that before anything else."""
    ports = free_ports(exits)
    kills = []
    with ended(bench.start(bench.application("exit", ports, False))):
        until(lambda: all(Client(port).status() == 200 for port in ports), 60)
        for number in range(exits):
            time.sleep(0.2)
            victim = bench.pid_of(number)
            kills.append(time.time_ns())
            os.kill(victim, signal.SIGKILL)
        time.sleep(1)
        steps = list(journal(bench.work / "state"))
    delays = []
    for number, killed in enumerate(kills):
        emptied = (at for at, service in steps if service == f"s{number}" and at > killed)
        delays += [(at - killed) / 1e6 for at in [next(emptied, None)] if at]
    if not delays:
        sys.exit("none of the kills is in the journal")
    print(f"exit to out of rotation, {len(delays)} of {exits} kills found in the journal: "
          f"{median(delays)} ms, longest {max(delays):.1f} ms (must 3, aim 1)")


def journal(state):
    """When which service's rotation became empty: nanoseconds since 1970, name."""
    zero = 0
    for file in sorted(state.rglob("journal-*.jsonl")):
        for line in file.read_text().splitlines():
            entry = json.loads(line)
            if "Opened" in entry:
                moment, fraction = entry["Opened"]["time"].rstrip("Z").split(".")
                begun = datetime.datetime.fromisoformat(moment + "+00:00")
                zero = int(begun.timestamp()) * 10**9 + int(fraction.ljust(9, "0"))
                zero -= entry["Opened"]["at"]
                continue
            for effect in entry["Step"]["effects"]:
                rotation = effect.get("PublishRotation")
                if rotation and not rotation["replicas"]:
                    yield zero + entry["Step"]["at"], rotation["service"]


def main():
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--exits", type=int, default=10)
    arguments.add_argument("--settle", type=float, default=10)
    parts = ["version", "explain", "launch", "memory", "exit"]
    arguments.add_argument("part", nargs="*")
    options = arguments.parse_args()
    wanted = options.part or parts
    if set(wanted) - set(parts):
        arguments.error(f"a part is one of {', '.join(parts)}")
    if not shutil.which("gcc"):
        sys.exit("missing: gcc (Debian package: gcc)")
    model = next(line.split(": ")[1] for line in open("/proc/cpuinfo") if "model name" in line)
    print(f"== the program; {datetime.date.today()}, {os.cpu_count()} x {model.strip()}, "
          f"Linux {os.uname().release}, load {os.getloadavg()[0]:.2f}", flush=True)
    with tempfile.TemporaryDirectory(prefix="probity-bench.") as work:
        bench = Bench(work)
        bench.await_cache()
        if "version" in wanted:
            measure_version(bench, options.rounds)
        if "explain" in wanted:
            measure_explain(bench, options.rounds)
        if "launch" in wanted:
            measure_launch(bench, options.rounds)
        if "memory" in wanted:
            measure_memory(bench, options.settle)
        if "exit" in wanted:
            measure_exit(bench, options.exits)


if __name__ == "__main__":
    main()
