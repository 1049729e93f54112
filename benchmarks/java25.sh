#!/usr/bin/env bash
# Prints the `java` of a JDK 25, which need not be the one on PATH.
for home in "${PROBITY_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/*25*; do
  if [ -x "$home/bin/java" ] && grep -q '^JAVA_VERSION="25' "$home/release" 2>/dev/null; then
    echo "$home/bin/java"
    exit
  fi
done
echo "missing: a JDK 25; set PROBITY_JAVA_HOME" >&2
exit 3
