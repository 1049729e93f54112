#!/usr/bin/env bash
# Runs the side-by-side benchmarks: run.sh [smoke|quick|standard|full] [PART...]
#
# Every folder here with a run.sh of its own is a part, called with the preset's name.
#   smoke     under 2 minutes; that everything runs, not what it measures
#   quick     about 4 minutes for the gateway; shows whether something is badly off
#   standard  about 15 minutes; the numbers in README.md
#   full      about 40 minutes
set -u
cd "$(dirname "$0")" || exit 1
PRESET=${1:-quick}
shift $(($# > 0))
case $PRESET in
  smoke | quick | standard | full) ;;
  *) echo "unknown preset $PRESET; it is smoke, quick, standard or full" >&2; exit 2 ;;
esac
PARTS=("$@")
if [ ${#PARTS[@]} = 0 ]; then
  for part in */run.sh; do PARTS+=("${part%/run.sh}"); done
fi
for part in "${PARTS[@]}"; do
  [ -f "$part/run.sh" ] || { echo "there is no part $part" >&2; exit 2; }
  bash "$part/run.sh" "$PRESET" || exit
done
