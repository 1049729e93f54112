#!/usr/bin/env bash
# Looks for files that a reader does not survive: fuzz.sh [SECONDS-PER-READER] [READER...]
#
# What is found is put into dialects/target/fuzz and printed. A file that is worth keeping goes into
# src/test/resources/fuzz, where every build tries it again with every reader.
set -eu
cd "$(dirname "$0")/.."
SECONDS_EACH=${1:-60}
shift || true
READERS=("$@")
((${#READERS[@]})) || READERS=(probity tye kubernetes blueprint gradient truefoundry compose)

WORK=$PWD/dialects/target/fuzz
mkdir -p "$WORK"
./mvnw -q -B -ntp -pl dialects -am test-compile dependency:build-classpath \
  -Dmdep.outputFile="$WORK/classpath" -Dmdep.includeScope=test
JAVA=$(bash benchmarks/java25.sh)

FILES=dialects/src/test/resources
for reader in "${READERS[@]}"; do
  case $reader in
    probity) seeds=$PWD/spec/src/test/resources/probity-yaml ;;
    *) seeds=$PWD/$FILES/$reader ;;
  esac
  found=$WORK/$reader
  mkdir -p "$found"
  echo "== $reader, $SECONDS_EACH s"
  # A reading may take 30 s, which a cold start on a busy machine needs, and 1 GB.
  code=0
  (cd dialects && timeout $((SECONDS_EACH + 120)) "$JAVA" -Xmx512m \
    --enable-native-access=ALL-UNNAMED -XX:+EnableDynamicAgentLoading -Djdk.attach.allowAttachSelf=true \
    -Dprobity.reader="$reader" \
    -cp "target/test-classes:target/classes:$(cat "$WORK/classpath")" \
    com.code_intelligence.jazzer.Jazzer \
    --target_class=dev.probity.dialects.ReadersFuzzTest \
    --instrumentation_includes='dev.probity.**:org.snakeyaml.**' \
    --reproducer_path="$WORK" -artifact_prefix="$WORK/$reader-" \
    -max_total_time="$SECONDS_EACH" -timeout=30 -rss_limit_mb=1024 -max_len=8192 \
    -print_final_stats=1 "$found" "$seeds" src/test/resources/fuzz) >"$WORK/$reader.log" 2>&1 || code=$?
  grep -E '^== Java|^Caused|Error:|^\s+at dev|artifact|number_of_executed_units|INITED|DONE' \
    "$WORK/$reader.log" || true
  if ((code)); then
    echo "$reader: ended with $code; everything it said is in $WORK/$reader.log" >&2
    exit 1
  fi
done
