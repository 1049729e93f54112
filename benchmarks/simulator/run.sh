#!/usr/bin/env bash
# How many probe attempts a simulation makes in a second of wall time: run.sh smoke|quick|standard|full
set -eu
cd "$(dirname "$0")/../.."
case ${1:-quick} in
  smoke) HOURS=1 ROUNDS=1 ;;
  quick) HOURS=6 ROUNDS=5 ;;
  standard) HOURS=24 ROUNDS=7 ;;
  full) HOURS=24 ROUNDS=21 ;;
  *) echo "usage: run.sh smoke|quick|standard|full" >&2; exit 2 ;;
esac
./mvnw -q -B -pl benchmarks -am compile
JAVA=java
for home in "${PROBITY_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
  if [ -x "$home/bin/java" ] && grep -q '^JAVA_VERSION="25' "$home/release" 2>/dev/null; then
    JAVA=$home/bin/java
    break
  fi
done
CLASSES=benchmarks/target/classes
for room in spec engine journal simulator; do CLASSES=$CLASSES:$room/target/classes; done
# One core: the collector is the serial one. The compiler has had its turn before the clock runs.
exec "$JAVA" -XX:+UseSerialGC -Xmx512m -cp "$CLASSES" \
  dev.probity.benchmarks.simulator.SimulatorBenchmark "$HOURS" "$ROUNDS"
