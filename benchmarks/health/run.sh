#!/usr/bin/env bash
# Health's benchmarks: run.sh smoke|quick|standard|full
set -u
cd "$(dirname "$0")" || exit 1
case ${1:-quick} in
  smoke) RATE=200 SECONDS_EACH=2 ROUNDS=1 JMH=(-f 1 -wi 1 -w 200ms -i 1 -r 200ms) ;;
  quick) RATE=2000 SECONDS_EACH=10 ROUNDS=1 JMH=(-f 1 -wi 3 -w 1 -i 3 -r 1) ;;
  standard) RATE=2000 SECONDS_EACH=20 ROUNDS=3 JMH=(-f 1 -wi 5 -w 1 -i 5 -r 1) ;;
  full) RATE=2000 SECONDS_EACH=60 ROUNDS=5 JMH=(-f 3 -wi 5 -w 1 -i 5 -r 1) ;;
  *) echo "usage: run.sh smoke|quick|standard|full" >&2; exit 2 ;;
esac
RATE=${PROBE_RATE:-$RATE}
(cd ../.. && ./mvnw -q -B -ntp package -pl benchmarks/health -am -Dmaven.test.skip=true) || exit
JAVA=$(bash ../java25.sh) || exit
for ((round = 1; round <= ROUNDS; round++)); do
  "$JAVA" -Xms256m -Xmx256m -cp "target/classes:target/lib/*" \
    dev.probity.benchmarks.health.ProbeLoad "$RATE" "$SECONDS_EACH" || exit
done
"$JAVA" -cp "target/classes:target/lib/*" org.openjdk.jmh.Main "${JMH[@]}" SnapshotBenchmark |
  grep -E '^(Benchmark|Snapshot)'
