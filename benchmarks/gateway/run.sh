#!/usr/bin/env bash
# The gateway's benchmarks: run.sh smoke|quick|standard|full
set -u
cd "$(dirname "$0")" || exit 1
case ${1:-quick} in
  smoke) ROUNDS=1 EACH=0.3 KILLS=2; export WARM_UP=1 ;;
  quick) ROUNDS=5 EACH=0.8 KILLS=10 ;;
  standard) ROUNDS=11 EACH=1.5 KILLS=100 ;;
  full) ROUNDS=25 EACH=3 KILLS=300 ;;
  *) echo "usage: run.sh smoke|quick|standard|full" >&2; exit 2 ;;
esac
bash compare.sh http 200 $ROUNDS $EACH || exit
bash compare.sh http 65536 $ROUNDS $EACH || exit
bash compare.sh tcp 200 $ROUNDS $EACH || exit
bash compare.sh tcp 65536 $ROUNDS $EACH || exit
bash compare.sh http 200 $ROUNDS $EACH "${RATE:-40%}" || exit
bash kill.sh $KILLS
