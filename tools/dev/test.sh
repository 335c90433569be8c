# usage: ./dev test
# Installs, builds and runs every check and test on both databases; closes with the sums.
#
# Runs the checks and their own tests, all unit and repository tests on SQLite, those that open a
# database once more on PostgreSQL (a private cluster on a socket), the web clients' tests, and each
# journey against a freshly started platform. The last line reads `N passed, N failed`; any failure
# makes the exit code 1, and no failure hides what comes after it. Logs: build/log/.
set -euo pipefail
. tools/dev/steps.sh
. tools/dev/install.sh
. tools/dev/build.sh

install_all
exec python3 -B tools/dev/run_tests.py --jobs "$(job_count)"
