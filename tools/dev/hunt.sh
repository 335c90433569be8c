# usage: ./dev hunt [NAME…]
# Plants defects one at a time and runs the tests against each: the test of the tests.
#
# Builds once with all defects of tests/planted/defects.txt (build/hunt, never served) and switches
# them on one by one. The tests of the defect's own module come first, then all others, shortest
# first, each on SQLite and PostgreSQL; a test counts only if it passes without a defect. Prints
# which test found what and how fast, writes build/hunt/hunt.json, and closes with `N of M found`;
# any defect that no test finds makes the exit code 1. NAME: only these defects.
set -euo pipefail
. tools/dev/steps.sh
. tools/dev/install.sh
. tools/dev/build.sh

configure_hunt() {
    cmake --preset hunt
}

install_packages
[ -f build/hunt/build.ninja ] || step "configuring the hunt" hunt_configure configure_hunt
step "building with planted defects" hunt_build ninja -C build/hunt -j "$(job_count)"
exec python3 -B tools/dev/hunt_defects.py --jobs "$(job_count)" "$@"
