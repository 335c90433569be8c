# usage: ./dev fuzz [NAME…] [--seconds N]
# Fuzzes the parsers at the borders with AddressSanitizer and UndefinedBehaviorSanitizer.
#
#   NAME          only these targets: the folders of tests/fuzz/corpus
#   --seconds N   how long each of them, 60 unless told
#
# Two run at a time. Each starts from tests/fuzz/corpus/<name> and what earlier runs kept in
# build/fuzz/corpus; an input that breaks a claim, crashes, hangs or takes too much memory is kept
# in build/fuzz/found, and the exit code is 1. `build/asan/bin/fuzz_<name> FILE` runs one again.
set -euo pipefail
. tools/dev/steps.sh
. tools/dev/install.sh
. tools/dev/build.sh

install_packages
build_with_sanitizer asan fuzz_targets
exec python3 -B tools/dev/run_fuzz.py "$@"
