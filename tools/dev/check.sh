# usage: ./dev check [--fix] [NAME…]
# Holds the tree to its rules: layers, sizes, names, comments, format and the like.
#
#   --fix   lays the C++ out again with clang-format first
#   NAME    only these checks; the table at the end names all
#
# A finding reads `path:line: check: message`. Each check has a test in which it fails on a planted
# violation (tools/check/*_test.py).
set -euo pipefail
. tools/dev/steps.sh
. tools/dev/install.sh

install_packages
PYTHONPATH=tools exec python3 -B -m check "$@"
