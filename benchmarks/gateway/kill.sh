#!/usr/bin/env bash
# What clients see when replicas die: kill -9 of one of three, again and again, under load.
#
#   kill.sh KILLS
#
# Four stories, each with failed requests counted by the load generator:
#   get-loaded   2,000 GET/s, replicas take 5 ms (so each kill meets requests in flight)
#   get-idle     2,000 GET/s, replicas answer at once (so each kill meets idle connections)
#   post-refused 500 POST/s, a replica is dead before the load starts: connections are refused
#   hung-drained 1,000 GET/s, a replica is stopped (SIGSTOP), leaves the rotation, is drained with a
#                limit, then killed
# The endpoints stay published while they are dead, except in the last story: nothing but the
# gateway's own retry and avoidance hides the death. Tuned HAProxy runs the first two beside it.
set -u
. "$(dirname "$0")/lib.sh"
KILLS=$1
need gcc gcc; need taskset util-linux; need python3 python3; need mvn maven
build

P=$(free_port); R=("$(free_port)" "$(free_port)" "$(free_port)"); declare -a RPID
start_replica() { # INDEX DELAY
  start 1 "$WORK/replica" "${R[$1]}" 200 "$2"
  RPID[$1]=$STARTED
  await_port "${R[$1]}"
}
stop_replica() { kill -CONT "${RPID[$1]}" 2>/dev/null; kill -9 "${RPID[$1]}" 2>/dev/null; wait "${RPID[$1]}" 2>/dev/null; }
restart_all() { for i in 0 1 2; do stop_replica $i; start_replica $i "$1"; done; }
for i in 0 1 2; do start_replica $i 0; done
start_gateway http "$P" "${R[@]}"; await_port "$P"
taskset -c 1 "$WORK/load" "$P" 64 "${WARM_UP:-10}" 0 >/dev/null

report() { # NAME RESULT KILLS
  set -- "$1" "$3" $2
  echo "$1: $2 kills, $3 answers, $4 failed, p50 $6 us, p99 $8 us, longest $9 us"
}

under_load() { # PORT DELAY: kills under 2,000 GET/s
  restart_all "$2"
  sleep 1.2
  taskset -c 1 "$WORK/load" "$1" 64 $((KILLS * 6 / 10 + 1)) 2000 >"$WORK/result" &
  local load=$! k
  sleep 0.5
  for k in $(seq "$KILLS"); do
    stop_replica $((k % 3))
    sleep 0.3
    start_replica $((k % 3)) "$2"
    sleep 0.15
  done
  wait $load
}

echo "== kill -9 of one of three replicas; $(machine)"
under_load "$P" 5; report "probity get-loaded" "$(cat "$WORK/result")" "$KILLS"
under_load "$P" 0; report "probity get-idle" "$(cat "$WORK/result")" "$KILLS"

restart_all 0
answers=0 failed=0
for k in $(seq "$KILLS"); do
  stop_replica $((k % 3))
  set -- $(taskset -c 1 "$WORK/load" "$P" 16 0.2 500 POST 100)
  answers=$((answers + $1)) failed=$((failed + $2))
  start_replica $((k % 3)) 0
done
echo "probity post-refused: $KILLS kills, $answers answers, $failed failed"

restart_all 1
HUNG=$((KILLS / 10 + 1))
taskset -c 1 "$WORK/load" "$P" 256 $((HUNG * 2 + 2)) 1000 >"$WORK/result" &
load=$!
sleep 0.5
for k in $(seq "$HUNG"); do
  i=$((k % 3))
  kill -STOP "${RPID[$i]}"
  sleep 0.3
  others=$(for o in 0 1 2; do [ $o = $i ] || echo $o; done)
  echo "publish" $others >&9
  echo "drain $i 300" >&9
  sleep 0.6
  stop_replica $i
  start_replica $i 1
  echo "publish 0 1 2" >&9
  sleep 0.5
done
wait $load
report "probity hung-drained" "$(cat "$WORK/result")" "$HUNG"

if command -v haproxy >/dev/null; then
  H=$(free_port)
  cat >"$WORK/haproxy.cfg" <<END
global
  maxconn 4000
  nbthread 1
defaults
  mode http
  timeout connect 2s
  timeout client 60s
  timeout server 60s
  retries 3
  option redispatch 1
  retry-on all-retryable-errors
  http-reuse always
listen all
  bind 127.0.0.1:$H
  balance leastconn
  default-server check inter 1s fall 1 rise 1
  server s0 127.0.0.1:${R[0]}
  server s1 127.0.0.1:${R[1]}
  server s2 127.0.0.1:${R[2]}
END
  start 0 haproxy -db -f "$WORK/haproxy.cfg"; await_port "$H"
  under_load "$H" 5; report "haproxy get-loaded" "$(cat "$WORK/result")" "$KILLS"
  under_load "$H" 0; report "haproxy get-idle" "$(cat "$WORK/result")" "$KILLS"
else
  echo "missing: haproxy (Debian package: haproxy); its side is left out"
fi
