#!/usr/bin/env bash
# What the program itself takes: run.sh smoke|quick|standard|full
set -u
cd "$(dirname "$0")" || exit 1
case ${1:-quick} in
  smoke) ROUNDS=1 EXITS=3 SETTLE=1 ;;
  quick) ROUNDS=5 EXITS=10 SETTLE=10 ;;
  standard) ROUNDS=15 EXITS=40 SETTLE=20 ;;
  full) ROUNDS=40 EXITS=100 SETTLE=60 ;;
  *) echo "usage: run.sh smoke|quick|standard|full" >&2; exit 2 ;;
esac
exec python3 measure.py --rounds $ROUNDS --exits $EXITS --settle $SETTLE
