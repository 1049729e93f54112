#!/usr/bin/env bash
# What a probe costs: run.sh smoke|quick|standard|full
exec python3 "$(dirname "$0")/compare.py" "${1:-quick}"
