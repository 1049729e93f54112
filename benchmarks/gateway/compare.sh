#!/usr/bin/env bash
# Probity's gateway beside HAProxy and nginx: processor time for each answer, in paired rounds.
#
#   compare.sh http|tcp BYTES ROUNDS SECONDS [RATE|N%]
#
# The measured program runs on core 0, the backend and the load on core 1. Each round measures every
# program once, in turn, and every second round in reverse order. With a RATE, or a share of what
# HAProxy answers at saturation in the same session, the load is open loop and the median latency is
# compared as well.
set -u
. "$(dirname "$0")/lib.sh"
MODE=$1 BYTES=$2 ROUNDS=$3 SECONDS_EACH=$4 RATE=${5:-0}
CONNECTIONS=64
need haproxy haproxy; need nginx nginx-light; need gcc gcc; need taskset util-linux; need python3 python3; need mvn maven
build

B1=$(free_port); start_nginx 1 "$B1" "$BYTES"
B2=$(free_port); start_nginx 1 "$B2" "$BYTES"
await_port "$B1"; await_port "$B2"

declare -A PORT PID
VARIANTS=(haproxy probity)
PORT[probity]=$(free_port)
start_gateway "$MODE" "${PORT[probity]}" "$B1" "$B2"; PID[probity]=$STARTED

PORT[haproxy]=$(free_port)
FORWARDING=
[ "$MODE" = http ] && FORWARDING='
  option forwardfor
  http-request set-header X-Forwarded-Proto http
  http-request set-header X-Forwarded-Host %[req.hdr(host)]
  http-request set-header Forwarded "for=%[src];proto=http;host=\"%[req.hdr(host)]\""
  http-reuse always'
cat >"$WORK/haproxy.cfg" <<END
global
  maxconn 4000
  nbthread 1
defaults
  mode $MODE
  timeout connect 5s
  timeout client 60s
  timeout server 60s
listen all
  bind 127.0.0.1:${PORT[haproxy]}
  balance leastconn $FORWARDING
  server s1 127.0.0.1:$B1
  server s2 127.0.0.1:$B2
END
start 0 haproxy -db -f "$WORK/haproxy.cfg"; PID[haproxy]=$STARTED

if [ "$MODE" = http ]; then
  VARIANTS+=(nginx)
  PORT[nginx]=$(free_port)
  dir=$WORK/nginx-proxy
  mkdir -p "$dir"
  # Buffers that hold a whole answer, so that nginx is not held back by its default of 4 KiB.
  cat >"$dir/nginx.conf" <<END
daemon off; worker_processes 1; pid $dir/pid; error_log $dir/error.log;
events { worker_connections 4096; }
http {
  access_log off; tcp_nodelay on; keepalive_requests 1000000000; keepalive_timeout 600s;
  client_body_temp_path $dir/1; proxy_temp_path $dir/2; fastcgi_temp_path $dir/3;
  uwsgi_temp_path $dir/4; scgi_temp_path $dir/5;
  upstream back { least_conn; server 127.0.0.1:$B1; server 127.0.0.1:$B2; keepalive 256; keepalive_requests 1000000000; }
  server {
    listen 127.0.0.1:${PORT[nginx]} backlog=1024;
    location / {
      proxy_pass http://back;
      proxy_http_version 1.1;
      proxy_buffer_size 16k; proxy_buffers 8 64k; proxy_busy_buffers_size 128k;
      proxy_set_header Connection "";
      proxy_set_header Host \$host;
      proxy_set_header X-Forwarded-For \$proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto http;
      proxy_set_header X-Forwarded-Host \$host;
      proxy_set_header Forwarded "for=\$remote_addr;proto=http;host=\"\$host\"";
    }
  }
}
END
  start 0 nginx -p "$dir" -c "$dir/nginx.conf"; PID[nginx]=$STARTED
fi
for v in "${VARIANTS[@]}"; do await_port "${PORT[$v]}"; done

warm_up "${PID[probity]}" "${PORT[probity]}" $CONNECTIONS "${WARM_UP:-60}"
case $RATE in
  *%)
    set -- $(sample "${PID[haproxy]}" "${PORT[haproxy]}" $CONNECTIONS 2 0)
    RATE=$(($2 * ${RATE%\%} / 200))
    ;;
esac
for v in "${VARIANTS[@]}"; do sample "${PID[$v]}" "${PORT[$v]}" $CONNECTIONS 0.5 "$RATE" >/dev/null; done

: >"$WORK/samples"
for round in $(seq "$ROUNDS"); do
  order=("${VARIANTS[@]}")
  if [ $((round % 2)) = 0 ]; then
    order=()
    for v in "${VARIANTS[@]}"; do order=("$v" "${order[@]}"); done
  fi
  for v in "${order[@]}"; do
    echo "$round $v $(sample "${PID[$v]}" "${PORT[$v]}" $CONNECTIONS "$SECONDS_EACH" "$RATE")" >>"$WORK/samples"
  done
done
[ -n "${KEEP_SAMPLES:-}" ] && cp "$WORK/samples" "$KEEP_SAMPLES"

load="saturation"
[ "$RATE" != 0 ] && load="$RATE/s, open loop"
echo "== $MODE, $BYTES bytes, $CONNECTIONS connections, $load, $ROUNDS rounds of $SECONDS_EACH s; $(machine)"
sort -s -k1,1n "$WORK/samples" | awk '{order[$2] = $2 == "haproxy" ? 0 : 1; print $1, $2, $3, order[$2]}' | sort -s -k1,1n -k4,4n |
  awk -v unit="us cpu/answer" -v scale=1000 -f "$HERE/ratios.awk"
if [ "$MODE" = http ]; then
  echo "-- against nginx"
  grep -v ' haproxy ' "$WORK/samples" | awk '{print $1, $2, $3, $2 == "nginx" ? 0 : 1}' | sort -s -k1,1n -k4,4n |
    awk -v unit="us cpu/answer" -v scale=1000 -f "$HERE/ratios.awk"
fi
if [ "$RATE" != 0 ]; then
  echo "-- median latency"
  awk '{print $1, $2, $6, $2 == "haproxy" ? 0 : 1}' "$WORK/samples" | sort -s -k1,1n -k4,4n |
    awk -v unit="us p50" -v scale=1 -f "$HERE/ratios.awk"
  echo "-- 99th percentile"
  awk '{print $1, $2, $7, $2 == "haproxy" ? 0 : 1}' "$WORK/samples" | sort -s -k1,1n -k4,4n |
    awk -v unit="us p99" -v scale=1 -f "$HERE/ratios.awk"
fi
awk '{failed += $5} END {if (failed) print "failures: " failed}' "$WORK/samples"
for v in "${VARIANTS[@]}"; do echo "resident $v: $(resident "${PID[$v]}") MB"; done
