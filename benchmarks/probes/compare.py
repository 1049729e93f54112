#!/usr/bin/env python3
"""What a probe costs: Probity's prober next to HAProxy's checks.

  benchmarks/probes/compare.py [smoke|quick|standard|full] [prober] [engine] [cpu] [lateness] [memory]

The measured program is pinned to core 0; nginx, which answers the probes, to core 1. HAProxy and
Probity take turns, one stopped while the other is measured, and each round gives one ratio of CPU
per probe. A probe is counted when nginx has accepted its connection, the same way for both.

Needs Linux with two cores, haproxy, nginx and a JDK 25.
"""

import contextlib
import http.client
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
PRESETS = {
    # rounds, seconds of one measurement, seconds before it, seconds before the first one
    "smoke": (1, 0.5, 0.5, 1),
    "quick": (3, 2, 2, 20),
    "standard": (11, 4, 3, 60),
    "full": (25, 5, 3, 120),
}
MODES = ["prober", "engine"]
PARTS = ["cpu", "lateness", "memory"]
JVM = ["-XX:+UseSerialGC", "-Xmx192m", "--enable-native-access=ALL-UNNAMED",
       # As the launcher starts `run`.
       "--sun-misc-unsafe-memory-access=allow", "-Djdk.reflect.useNativeAccessorOnly=true",
       "-XX:Tier4InvocationThreshold=20000", "-XX:Tier4MinInvocationThreshold=5000",
       "-XX:Tier4CompileThreshold=50000", "-XX:Tier4BackEdgeThreshold=200000"]


def java():
    homes = [os.environ.get("PROBITY_JAVA_HOME"), os.environ.get("JAVA_HOME")]
    homes += sorted(map(str, pathlib.Path("/usr/lib/jvm").glob("*25*")))
    for home in filter(None, homes):
        release = pathlib.Path(home, "release")
        if release.exists() and 'JAVA_VERSION="25' in release.read_text():
            return str(pathlib.Path(home, "bin", "java"))
    sys.exit("no JDK 25 found; set PROBITY_JAVA_HOME")


def class_path():
    done = subprocess.run(["bash", str(HERE.parent / "classpath.sh")],
                          check=True, stdout=subprocess.PIPE, text=True)
    return done.stdout.strip()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def pinned(core, command, **options):
    return subprocess.Popen(["taskset", "-c", str(core)] + command, **options)


class Nginx:
    """Answers every probe, and counts them."""

    def __init__(self, work):
        self.port = free_port()
        self.status = free_port()
        config = pathlib.Path(work, "nginx.conf")
        config.write_text(f"""
            worker_processes 1; daemon off; pid {work}/nginx.pid; error_log /dev/null crit;
            worker_rlimit_nofile 60000;
            events {{ worker_connections 30000; }}
            http {{
              access_log off; keepalive_timeout 0;
              client_body_temp_path {work}/b; proxy_temp_path {work}/p;
              fastcgi_temp_path {work}/f; uwsgi_temp_path {work}/u; scgi_temp_path {work}/s;
              server {{ listen {self.port} backlog=16000; return 200 "ok\\n"; }}
              server {{ listen 127.0.0.1:{self.status}; location / {{ stub_status; }} }}
            }}""")
        self.process = pinned(
            1, ["nginx", "-c", str(config)],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        wait_for(self.accepted)

    def end(self):
        """Politely: a master that is killed leaves its worker behind."""
        self.process.terminate()
        self.process.wait()

    def accepted(self):
        """Connections so far, without the ones that ask for this number."""
        connection = http.client.HTTPConnection("127.0.0.1", self.status, timeout=30)
        connection.request("GET", "/")
        text = connection.getresponse().read().decode()
        connection.close()
        return int(text.splitlines()[2].split()[0])


class Haproxy:
    def __init__(self, work, targets, port):
        servers = "\n".join(
            f"  server s{i} 127.0.{1 + i // 250}.{1 + i % 250}:{port} check"
            for i in range(targets))
        config = pathlib.Path(work, "haproxy.cfg")
        config.write_text(f"""
global
  nbthread 1
  maxconn 1000
defaults
  mode http
  timeout connect 1s
  timeout client 1s
  timeout server 1s
  timeout check 1s
frontend nobody
  bind 127.0.0.1:{free_port()}
backend targets
  option httpchk
  http-check send meth GET uri /healthz ver HTTP/1.1 hdr Host web hdr User-Agent probe
  default-server inter 1s fastinter 1s downinter 1s
{servers}
""")
        self.process = pinned(
            0, ["haproxy", "-f", str(config), "-db"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Probity:
    def __init__(self, mode, targets, port, classes):
        self.process = pinned(
            0, [java()] + JVM + ["-cp", classes, "dev.probity.benchmarks.probes.ProbeBenchmark",
                                 mode, str(targets), str(port)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def say(self, word):
        self.process.stdin.write(word + "\n")
        self.process.stdin.flush()

    def report(self):
        self.say("report")
        return json.loads(self.process.stdout.readline())


def wait_for(question, seconds=20):
    end = time.monotonic() + seconds
    while True:
        with contextlib.suppress(OSError, IndexError, ValueError):
            return question()
        if time.monotonic() > end:
            sys.exit("waited in vain")
        time.sleep(0.05)


def cpu_seconds(pid):
    """Of all threads, as the scheduler counts it."""
    nanos = 0
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(OSError):
            nanos += int(task.joinpath("schedstat").read_text().split()[0])
    return nanos / 1e9


def resident_kilobytes(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    return 0


def end(process):
    process.send_signal(signal.SIGCONT)
    process.kill()
    process.wait()


def measure(process, nginx, settle, seconds):
    """CPU microseconds per probe, and probes per second."""
    if process.poll() is not None:
        sys.exit(f"{process.args[3]} has ended with {process.returncode}")
    process.send_signal(signal.SIGCONT)
    time.sleep(settle)
    room_for_connections()
    cpu, probes, begin = cpu_seconds(process.pid), nginx.accepted(), time.monotonic()
    time.sleep(seconds)
    cpu = cpu_seconds(process.pid) - cpu
    probes = nginx.accepted() - probes - 1
    rate = probes / (time.monotonic() - begin)
    process.send_signal(signal.SIGSTOP)
    return cpu / max(1, probes) * 1e6, rate


def room_for_connections():
    """Each probe leaves an entry behind for minutes; with a full table nobody can connect."""
    table = pathlib.Path("/proc/sys/net/netfilter")
    with contextlib.suppress(OSError):
        count = int((table / "nf_conntrack_count").read_text())
        most = int((table / "nf_conntrack_max").read_text())
        if count > 0.8 * most:
            sys.exit(f"the system's table of connections is nearly full ({count} of {most}): wait, "
                     "or raise net.netfilter.nf_conntrack_max")


def spread(values):
    return f"{statistics.median(values):.2f} [{min(values):.2f}..{max(values):.2f}]"


def compare_cpu(preset, work, nginx, classes, mode, targets):
    rounds, seconds, settle, warm = PRESETS[preset]
    haproxy = Haproxy(work, targets, nginx.port)
    haproxy.process.send_signal(signal.SIGSTOP)
    probity = Probity(mode, targets, nginx.port, classes)
    try:
        probity.say("start")
        time.sleep(warm)
        probity.process.send_signal(signal.SIGSTOP)
        ratios, ours, theirs, rates = [], [], [], []
        for number in range(rounds):
            order = [haproxy, probity] if number % 2 == 0 else [probity, haproxy]
            result = {id(one): measure(one.process, nginx, settle, seconds) for one in order}
            theirs.append(result[id(haproxy)][0])
            ours.append(result[id(probity)][0])
            rates.append((result[id(haproxy)][1], result[id(probity)][1]))
            ratios.append(ours[-1] / theirs[-1])
            print(f"  round {number + 1}: haproxy {theirs[-1]:.1f} us at {rates[-1][0]:.0f}/s, "
                  f"probity {ours[-1]:.1f} us at {rates[-1][1]:.0f}/s, "
                  f"ratio {ratios[-1]:.2f}", flush=True)
        probity.process.send_signal(signal.SIGCONT)
        print(f"cpu per probe, {targets} targets each second, {mode}: ratio {spread(ratios)}; "
              f"haproxy {spread(theirs)} us, probity {spread(ours)} us")
    finally:
        end(probity.process)
        end(haproxy.process)


def lateness(preset, nginx, classes, mode, targets):
    rounds, seconds, _, warm = PRESETS[preset]
    probity = Probity(mode, targets, nginx.port, classes)
    try:
        probity.say("start")
        time.sleep(warm)
        probity.report()
        reports = []
        for _ in range(rounds):
            time.sleep(seconds)
            reports.append(probity.report())
        print(f"lateness, {targets} targets each second, {mode}: "
              f"p50 {spread([r['p50_ms'] for r in reports])} ms, "
              f"p99 {spread([r['p99_ms'] for r in reports])} ms, "
              f"{sum(r['probes'] for r in reports)} probes, "
              f"{sum(r['failed'] for r in reports)} failed")
    finally:
        end(probity.process)


def memory(preset, nginx, classes, mode, targets):
    """Growth between few targets and many, after as many seconds of probing."""
    warm = PRESETS[preset][3]
    sizes = {}
    for count in (100, targets):
        probity = Probity(mode, count, nginx.port, classes)
        try:
            probity.say("start")
            time.sleep(warm)
            probity.say("collect")
            probity.report()
            sizes[count] = resident_kilobytes(probity.process.pid)
        finally:
            end(probity.process)
    growth = (sizes[targets] - sizes[100]) / (targets - 100)
    print(f"memory per target, {mode}: {growth:.1f} KB "
          f"(resident {sizes[100] // 1024} MB with 100, {sizes[targets] // 1024} MB with {targets})")


def main():
    words = sys.argv[1:]
    preset = next((word for word in words if word in PRESETS), "quick")
    modes = [word for word in words if word in MODES] or MODES
    wanted = [word for word in words if word not in [*PRESETS, *MODES]] or PARTS
    if set(wanted) - set(PARTS) or os.cpu_count() < 2:
        sys.exit(__doc__)
    for program, package in (("haproxy", "haproxy"), ("nginx", "nginx-light")):
        if not shutil.which(program):
            sys.exit(f"missing: {program} (Debian package: {package})")
    work = tempfile.mkdtemp(prefix="probity-benchmark-")
    classes = class_path()
    nginx = Nginx(work)
    try:
        for mode in modes:
            if "cpu" in wanted:
                compare_cpu(preset, work, nginx, classes, mode, 5000)
            if "lateness" in wanted:
                lateness(preset, nginx, classes, mode, 1000)
            if "memory" in wanted:
                memory(preset, nginx, classes, mode, 5000)
    finally:
        nginx.end()
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
