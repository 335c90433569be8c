# usage: ./dev coverage
# Builds core with coverage, runs its tests, reports lines, branches and MC/DC by module.
#
# A row per module counts its product code as the tests of core reach it, on SQLite and PostgreSQL
# together: lines, branches and MC/DC, clang 19's measure of each condition's own effect. Then the
# files that miss most. build/coverage/html/index.html shows every line. Fails when less than 90
# percent of the branches of core are taken, or a test fails. Not a part of ./dev test.
set -euo pipefail
. tools/dev/steps.sh
. tools/dev/install.sh
. tools/dev/build.sh

install_all
[ -f build/coverage/build.ninja ] || step "configuring" coverage_configure cmake --preset coverage
targets=()
for folder in core/*/; do
    targets+=("test_$(basename "$folder")")
done
step "building core with coverage" coverage_build \
    ninja -C build/coverage -j "$(job_count)" "${targets[@]}"
exec python3 -B tools/dev/coverage.py "${targets[@]}"
