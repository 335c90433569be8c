# usage: ./dev sbom
# Writes the bill of materials (CycloneDX) to build/sbom.cdx.json and lists the licences.
#
# Counts what the built programs load and what the web clients ship. Fails when a licence is unknown
# or would bind the whole product.
set -euo pipefail
. tools/dev/steps.sh
. tools/dev/install.sh
. tools/dev/build.sh

install_packages
build_server dlfpd dlfpctl
exec python3 -B tools/dev/sbom.py
