#!/usr/bin/env bash
# How many probe attempts a simulation makes in a second of wall time, and how long a day of 100
# replicas takes `probity simulate`: run.sh smoke|quick|standard|full
set -eu
cd "$(dirname "$0")/../.."
case ${1:-quick} in
  smoke) HOURS=1 ROUNDS=1 DAYS=1 ;;
  quick) HOURS=6 ROUNDS=5 DAYS=3 ;;
  standard) HOURS=24 ROUNDS=7 DAYS=5 ;;
  full) HOURS=24 ROUNDS=21 DAYS=15 ;;
  *) echo "usage: run.sh smoke|quick|standard|full" >&2; exit 2 ;;
esac
CLASSES=$(bash benchmarks/classpath.sh)
JAVA=$(bash benchmarks/java25.sh)
# One core, for the compiler and the collector too; rounds are counted when the compiler has had its
# turn, the days are not.
ONE=()
command -v taskset >/dev/null && ONE=(taskset -c 0)
"${ONE[@]}" "$JAVA" -XX:+UseSerialGC -Xmx512m -cp "$CLASSES" \
  dev.probity.benchmarks.simulator.SimulatorBenchmark "$HOURS" "$ROUNDS"
./probity version >/dev/null
for ((day = 0; day < DAYS; day++)); do
  begun=$(date +%s%N)
  "${ONE[@]}" ./probity simulate benchmarks/simulator/day.yaml --for 24h \
    --behaviour "loads in 30s .. 60s" >/dev/null
  echo "probity simulate, 24h of 100 replicas: $((($(date +%s%N) - begun) / 1000000)) ms"
done
