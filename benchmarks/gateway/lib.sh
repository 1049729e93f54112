# What the gateway's benchmarks share. Sourced, not run.

HERE=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
ROOT=$(cd "$HERE/../.." && pwd)
WORK=$(mktemp -d "${TMPDIR:-/tmp}/probity-bench.XXXXXX")
chmod 755 "$WORK" # nginx gives up root before it reads what it serves
PIDS=()

# As the launcher starts `probity run`.
JAVA_FLAGS=(-XX:+UseSerialGC -XX:-UsePerfData -Xms16m -Xmn8m -XX:TrimNativeHeapInterval=2000
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow
  -Djdk.reflect.useNativeAccessorOnly=true -XX:Tier4InvocationThreshold=20000
  -XX:Tier4MinInvocationThreshold=5000 -XX:Tier4CompileThreshold=50000
  -XX:Tier4BackEdgeThreshold=200000 ${BENCH_JAVA_FLAGS:-})

finish() {
  # Politely first: an nginx whose master is killed leaves its worker behind.
  for pid in "${PIDS[@]}"; do kill -CONT "$pid" 2>/dev/null; kill -TERM "$pid" 2>/dev/null; done
  for _ in $(seq 20); do
    kill -0 "${PIDS[@]}" 2>/dev/null || break
    sleep 0.1
  done
  for pid in "${PIDS[@]}"; do kill -9 "$pid" 2>/dev/null; done
  wait 2>/dev/null
  rm -rf "$WORK"
}
trap finish EXIT

need() { # COMMAND PACKAGE
  command -v "$1" >/dev/null || { echo "missing: $1 (Debian package: $2)" >&2; exit 3; }
}

build() {
  JAVA=$(bash "$ROOT/benchmarks/java25.sh") || exit
  CLASSPATH=$(bash "$ROOT/benchmarks/classpath.sh") || exit 1
  gcc -O2 -o "$WORK/load" "$HERE/load.c" || exit 1
  gcc -O2 -o "$WORK/replica" "$HERE/replica.c" || exit 1
}

free_port() { python3 -c 'import socket
s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])'; }

await_port() { # PORT
  for _ in $(seq 400); do
    if (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; then return; fi
    sleep 0.05
  done
  echo "nobody listens on port $1" >&2
  exit 1
}

# Starts something and leaves its process id in STARTED. The program itself is the child: no shell
# or taskset stays between.
start() { # CORE COMMAND...
  local core=$1
  shift
  taskset -c "$core" "$@" >>"$WORK/log" 2>&1 </dev/null &
  STARTED=$!
  PIDS+=("$STARTED")
}

start_gateway() { # MODE PORT ENDPOINT_PORT...; commands go to file descriptor 9
  [ -p "$WORK/commands" ] || mkfifo "$WORK/commands"
  exec 9<>"$WORK/commands"
  taskset -c 0 "$JAVA" "${JAVA_FLAGS[@]}" -cp "$CLASSPATH" \
    dev.probity.benchmarks.gateway.GatewayUnderTest "$@" >>"$WORK/log" 2>&1 <"$WORK/commands" &
  STARTED=$!
  PIDS+=("$STARTED")
}

start_nginx() { # CORE PORT BYTES: the backend
  local dir=$WORK/nginx-$2
  mkdir -p "$dir"
  head -c "$3" /dev/zero | tr '\0' x >"$dir/index.html"
  cat >"$dir/nginx.conf" <<END
daemon off; worker_processes 1; pid $dir/pid; error_log $dir/error.log;
events { worker_connections 4096; }
http {
  access_log off; sendfile on; tcp_nodelay on; keepalive_requests 1000000000; keepalive_timeout 600s;
  open_file_cache max=10; client_body_temp_path $dir/1; proxy_temp_path $dir/2;
  fastcgi_temp_path $dir/3; uwsgi_temp_path $dir/4; scgi_temp_path $dir/5;
  server { listen 127.0.0.1:$2 backlog=1024; root $dir; }
}
END
  start "$1" nginx -p "$dir" -c "$dir/nginx.conf"
}

# Runs the load in steps until the compiler has nothing left to do, because a cold JVM is several
# times dearer; at most so many seconds.
warm_up() { # PID PORT CONNECTIONS MOST_SECONDS
  local spent=0 before after
  while [ "$spent" -lt "$4" ]; do
    before=$(compiler "$1")
    taskset -c 1 "$WORK/load" "$2" "$3" 4 0 >/dev/null
    after=$(compiler "$1")
    spent=$((spent + 4))
    # Less than 1 % of the time.
    if [ $((after - before)) -lt 40000000 ]; then return; fi
  done
  echo "still compiling after $spent s: the results include it" >&2
}

compiler() { # PID: the processor time of its compiler threads, in nanoseconds
  local total=0 task name ran _
  for task in /proc/"$1"/task/*; do
    read -r name <"$task/comm" 2>/dev/null || continue
    case $name in
      C[12]*) read -r ran _ <"$task/schedstat" 2>/dev/null && total=$((total + ran)) ;;
    esac
  done
  echo "$total"
}

# The processor time of a process with all its threads and children, in nanoseconds.
cpu() { # PID
  local total=0 pid ran _
  for pid in "$1" $(cat /proc/"$1"/task/*/children 2>/dev/null); do
    for task in /proc/"$pid"/task/*/schedstat; do
      if read -r ran _ <"$task" 2>/dev/null; then total=$((total + ran)); fi
    done
  done
  echo "$total"
}

resident() { # PID, in MB, with children
  local pid total=0 kb
  for pid in "$1" $(cat /proc/"$1"/task/*/children 2>/dev/null); do
    kb=$(awk '/^VmRSS/ {print $2}' /proc/"$pid"/status 2>/dev/null)
    total=$((total + ${kb:-0}))
  done
  echo $((total / 1024))
}

# One sample: prints "nanoseconds-of-cpu-per-answer answers failures p50 p99".
sample() { # PID PORT CONNECTIONS SECONDS RATE
  local before after line
  before=$(cpu "$1")
  line=$(taskset -c 1 "$WORK/load" "$2" "$3" "$4" "$5")
  after=$(cpu "$1")
  set -- $line
  echo "$(((after - before) / ($1 > 0 ? $1 : 1))) $1 $2 $4 $6"
}

machine() {
  echo "$(date -u +%Y-%m-%d), $(nproc) x $(awk -F': ' '/model name/ {print $2; exit}' /proc/cpuinfo), Linux $(uname -r), load $(cut -d' ' -f1 /proc/loadavg)"
}
