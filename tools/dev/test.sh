# usage: ./dev test
# Installs, builds and runs every check and test on both databases; closes with the sums.
#
# Runs the checks and their own tests; the C++ tests with AddressSanitizer, LeakSanitizer and
# UndefinedBehaviorSanitizer on SQLite, and as shipped on PostgreSQL (a private cluster on a socket)
# or, where they open no database, without one; what lives from speed or from killed processes as
# shipped on both; the concurrent ones with ThreadSanitizer on both; the parsers at the borders
# under libFuzzer; the web clients' tests, and each journey against a freshly started platform. The
# last line reads `N passed, N failed`; any failure makes the exit code 1, and no failure hides what
# comes after it. Logs: build/log/.
set -euo pipefail
. tools/dev/steps.sh
. tools/dev/install.sh
. tools/dev/build.sh

install_all
exec python3 -B tools/dev/run_tests.py --jobs "$(job_count)"
