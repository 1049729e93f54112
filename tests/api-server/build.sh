#!/usr/bin/env bash
# Builds the API server that the tests of `probity deploy` run against, once per release of Kubernetes, and
# prints where it is. The first build takes long (see README.md); later calls find the program.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

release="$(sed -n 's/^\tk8s.io\/kubernetes \(v[0-9.]*\)$/\1/p' go.mod)"
cache="${PROBITY_API_SERVER_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/probity-tests/api-server}"
program="$cache/$release/kube-apiserver"

if [ ! -x "$program" ]; then
  mkdir -p "$cache/$release"
  version=k8s.io/component-base/version
  minor="${release#v1.}"
  # Under another name until it is whole: whoever finds the program may start it.
  go build -trimpath \
    -ldflags "-s -w -X $version.gitVersion=$release -X $version.gitMajor=1 -X $version.gitMinor=${minor%%.*}" \
    -o "$program.$$" .
  mv "$program.$$" "$program"
fi
echo "$program"
