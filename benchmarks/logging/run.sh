#!/usr/bin/env bash
# What the logging service takes in: run.sh smoke|quick|standard|full
set -u
cd "$(dirname "$0")" || exit 1
case ${1:-quick} in
  smoke) SECONDS_EACH=2 ROUNDS=1 ;;
  quick) SECONDS_EACH=15 ROUNDS=1 ;;
  standard) SECONDS_EACH=30 ROUNDS=3 ;;
  full) SECONDS_EACH=120 ROUNDS=5 ;;
  *) echo "usage: run.sh smoke|quick|standard|full" >&2; exit 2 ;;
esac
SERVICE=../../samples/logging-service/target/logging-service.jar
if [ ! -e "$SERVICE" ]; then
  (cd ../.. && ./mvnw -q -B -ntp package -pl samples/logging-service -am -Dmaven.test.skip=true) || exit
fi
JAVA=$(bash ../java25.sh) || exit
PORT=${LOGGING_PORT:-18101}
folder=$(mktemp -d)
trap 'kill "${service:-}" 2>/dev/null; wait 2>/dev/null; rm -rf "$folder"' EXIT

measure() { # ROWS CONNECTIONS
  rm -f "$folder"/p.db*
  PORT=$PORT DRAIN_SECONDS=0 DATABASE_URL=${DATABASE_URL:-jdbc:sqlite:$folder/p.db} \
    "$JAVA" -Xmx192m -XX:+UseSerialGC -jar "$SERVICE" >"$folder/log" 2>&1 &
  service=$!
  for ((i = 0; i < 300; i++)); do
    curl -sf -o "$folder/answer" "http://127.0.0.1:$PORT/ready" && break
    kill -0 "$service" 2>/dev/null || { cat "$folder/log" >&2; exit 1; }
    sleep 0.1
  done
  "$JAVA" -Xmx256m Load.java "$PORT" "$SECONDS_EACH" "$2" "$1" || exit
  kill "$service"
  wait "$service" 2>/dev/null || : # it was told to end
}

for ((round = 1; round <= ROUNDS; round++)); do
  measure 32 1
  measure 32 8
  measure 1 64
done
