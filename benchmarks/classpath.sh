#!/usr/bin/env bash
# Prints the class path of the benchmarks' programs; compiles them first when something is newer.
set -eu
cd "$(dirname "$0")/.."
file=$PWD/benchmarks/target/classpath
newer() { find pom.xml ./*/pom.xml ./*/src/main -newer "$file" \( -name '*.java' -o -name pom.xml \) -print -quit; }
if [ ! -s "$file" ] || [ -n "$(newer)" ]; then
  ./mvnw -B -q -pl benchmarks -am compile dependency:build-classpath \
    -Dmdep.outputFile="$file" -Dmdep.includeScope=runtime >&2
fi
echo "$PWD/benchmarks/target/classes:$(cat "$file")"
