#!/usr/bin/env bash
# How long the reading of all files of other languages takes: run.sh smoke|quick|standard|full
set -eu
cd "$(dirname "$0")/../.."
case ${1:-quick} in
  smoke) STARTS=1 ROUNDS=3 ;;
  quick) STARTS=3 ROUNDS=20 ;;
  standard) STARTS=9 ROUNDS=50 ;;
  full) STARTS=21 ROUNDS=200 ;;
  *) echo "usage: run.sh smoke|quick|standard|full" >&2; exit 2 ;;
esac
CLASSES=$(bash benchmarks/classpath.sh)
JAVA=$(bash benchmarks/java25.sh)
# The options of `./probity explain`, and of every other verb that reads and ends.
ONE=()
command -v taskset >/dev/null && ONE=(taskset -c 0)
FILES=dialects/src/test/resources
for ((start = 0; start < STARTS; start++)); do
  "${ONE[@]}" "$JAVA" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 \
    -cp "$CLASSES" \
    dev.probity.benchmarks.reading.ReadingBenchmark "$ROUNDS" \
    $FILES/blueprint $FILES/gradient $FILES/truefoundry $FILES/tye
done
