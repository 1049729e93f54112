#!/bin/sh
# Installs an MLflow server for MlflowServerIT into a folder of its own, once:
#
#     sh samples/inference-service/src/test/scripts/install-mlflow.sh
#
# PROBITY_MLFLOW  the folder; ~/.cache/probity/mlflow if it is not set
set -eu
version=3.17.2
folder=${PROBITY_MLFLOW:-${XDG_CACHE_HOME:-$HOME/.cache}/probity/mlflow}
if [ -f "$folder/installed-$version" ]; then
    echo "MLflow $version is in $folder"
    exit 0
fi
python3 -m venv --clear "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check "mlflow==$version"
touch "$folder/installed-$version"
echo "MLflow $version is in $folder"
