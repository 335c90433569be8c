# usage: ./dev bench [NAME…]
# Builds and runs the named benchmarks (bench/<name>/run), all of them when none is named.
#
# Prints each figure beside its yardstick and writes build/bench/latest.json:
# [{"name","value","unit","yardstick","yardstick_value","ratio"}]
set -euo pipefail
. tools/dev/steps.sh
. tools/dev/install.sh
. tools/dev/build.sh

install_all
build_server all
exec python3 -B tools/dev/run_benchmarks.py "$@"
