"""The bill of materials of what is shipped, as CycloneDX 1.5 JSON, and its licences as a table.

Server: the Debian packages of the shared libraries that dlfpd and dlfpctl load (ldd, dpkg), with
the licence of their copyright file's main stanza, and the libraries that are compiled in. Web: the
packages of web/package-lock.json that are not for development only. A part whose licence is
unknown, or would bind the whole product, ends the program with exit code 1.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import uuid
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

PROGRAMS = ("dlfpd", "dlfpctl")
COMPILED_IN = ("libboost1.81-dev", "libcli11-dev")
# Copyright files whose main stanza is absent or speaks of other files than the library: by hand.
READ_BY_HAND = {
    "libbz2-1.0": "bzip2-1.0.6",
    "libcom-err2": "MIT",
    "libicu72": "Unicode-DFS-2016",
    "libidn2-0": "LGPL-3.0-or-later OR GPL-2.0-or-later",
    "libkeyutils1": "LGPL-2.0-or-later",
    "libc6": "LGPL-2.1-or-later",
    "libgcc-s1": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libstdc++6": "GPL-3.0-or-later WITH GCC-exception-3.1",
    "libgnutls30": "LGPL-2.1-or-later",
    "libgssapi-krb5-2": "MIT",
    "libk5crypto3": "MIT",
    "libkrb5-3": "MIT",
    "libkrb5support0": "MIT",
    "libtasn1-6": "LGPL-2.1-or-later",
    "libzip4": "BSD-3-Clause",
}
SPDX = {
    "apache-2.0": "Apache-2.0", "bsd-2-clause": "BSD-2-Clause", "bsd-3-clause": "BSD-3-Clause",
    "bsl-1.0": "BSL-1.0", "expat": "MIT", "mit": "MIT", "zlib": "Zlib", "postgresql": "PostgreSQL",
    "public-domain": "blessing", "openldap-2.8": "OLDAP-2.8", "gpl-2+": "GPL-2.0-or-later",
    "lgpl-2.1+": "LGPL-2.1-or-later", "lgpl-2+": "LGPL-2.0-or-later", "lgpl-2": "LGPL-2.0-only",
    "gpl-3+": "GPL-3.0-or-later", "lgpl-3+ or gpl-2+": "LGPL-3.0-or-later OR GPL-2.0-or-later",
    "gpl-2+ or lgpl-3+": "GPL-2.0-or-later OR LGPL-3.0-or-later",
    "lgpl-3+": "LGPL-3.0-or-later",
}


@dataclass(frozen=True, order=True)
class Part:
    """One library: `kind` deb or npm, `licence` an SPDX expression, a name, or "" for unknown."""

    kind: str
    name: str
    version: str
    licence: str

    @property
    def purl(self):
        version = quote(self.version, safe="")
        if self.kind == "deb":
            return f"pkg:deb/debian/{quote(self.name)}@{version}?distro=bookworm"
        return f"pkg:npm/{quote(self.name)}@{version}"

    @property
    def obliges(self):
        """Whether shipping it linked would put the whole product under its terms."""
        return re.match(r"A?GPL", self.licence) is not None and not re.search(
            r" (OR|WITH) ", self.licence)


def main_licence(package, copyright_text):
    """The licence of the stanza `Files: *`, as SPDX where it has a name there; "" when unknown."""
    if package in READ_BY_HAND:
        return READ_BY_HAND[package]
    for stanza in re.split(r"\n\s*\n", copyright_text):
        if re.search(r"^Files:\s*\*\s*$", stanza, re.MULTILINE):
            found = re.search(r"^License:[ \t]*(\S[^\n]*)$", stanza, re.MULTILINE)
            if found:
                return SPDX.get(found.group(1).strip().lower(), found.group(1).strip())
    return ""


def loaded_libraries(ldd_text):
    return {Path(found) for found in re.findall(r"=> (/\S+)", ldd_text)}


def owner_of(library):
    """The Debian package of a library; tries the paths before and after the merge of /usr."""
    for path in (str(library), str(library.resolve()), "/usr" + str(library),
                 str(library).removeprefix("/usr"), str(library.resolve()).removeprefix("/usr")):
        done = subprocess.run(["dpkg", "-S", path], text=True, capture_output=True)
        if done.returncode == 0:
            return done.stdout.split(":")[0]
    raise RuntimeError(f"{library} belongs to no package")


def debian_part(package):
    version = subprocess.run(["dpkg-query", "-W", "-f", "${Version}", package], check=True,
                             text=True, capture_output=True).stdout
    text = Path(f"/usr/share/doc/{package}/copyright").read_text(errors="replace")
    return Part("deb", package, version, main_licence(package, text))


def debian_parts(folder):
    libraries = set()
    for program in PROGRAMS:
        libraries |= loaded_libraries(subprocess.run(
            ["ldd", str(folder / program)], check=True, text=True, capture_output=True).stdout)
    packages = {owner_of(library) for library in libraries} | set(COMPILED_IN)
    return {debian_part(package) for package in packages}


def npm_parts(lock):
    """What a production install would bring, by the lock file."""
    parts = set()
    for place, entry in lock["packages"].items():
        if "node_modules/" not in place or entry.get("dev") or entry.get("link"):
            continue
        name = place.rsplit("node_modules/", 1)[1]
        parts.add(Part("npm", name, entry["version"], entry.get("license", "")))
    return parts


def is_spdx(part):
    return (part.kind == "npm" or part.licence in SPDX.values()
            or part.licence in READ_BY_HAND.values())


def cyclonedx(parts, version):
    """The document. Its serial number is made of its content: equal parts give an equal file."""
    components = [{
        "type": "library", "bom-ref": part.purl, "name": part.name, "version": part.version,
        "purl": part.purl,
        "licenses": [{"expression": part.licence}
                     if re.search(r" (OR|AND|WITH) ", part.licence)
                     else {"license": {"id" if is_spdx(part) else "name": part.licence}}],
    } for part in sorted(parts)]
    digest = hashlib.sha256(json.dumps(components, sort_keys=True).encode()).digest()
    serial = uuid.UUID(bytes=digest[:16], version=4)
    return {
        "bomFormat": "CycloneDX", "specVersion": "1.5", "serialNumber": f"urn:uuid:{serial}",
        "version": 1,
        "metadata": {"component": {"type": "application", "bom-ref": "dlfp", "name": "dlfp",
                                   "version": version}},
        "components": components,
        "dependencies": [{"ref": "dlfp", "dependsOn": [part.purl for part in sorted(parts)]}],
    }


def licence_table(parts):
    rows = Counter(part.licence or "UNKNOWN" for part in parts)
    names = {licence: ", ".join(part.name for part in sorted(parts)
                                if (part.licence or "UNKNOWN") == licence) for licence in rows}
    return "\n".join(f"{count:4}  {licence}: {names[licence]}"
                     for licence, count in sorted(rows.items(), key=lambda row: (-row[1], row[0])))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--programs", type=Path, default=Path("build/dev/bin"))
    parser.add_argument("--output", type=Path, default=Path("build/sbom.cdx.json"))
    options = parser.parse_args()
    version = re.search(r"project\(dlfp .* VERSION ([0-9.]+)\)",
                        Path("CMakeLists.txt").read_text()).group(1)
    parts = debian_parts(options.programs) | npm_parts(
        json.loads(Path("web/package-lock.json").read_text()))
    options.output.parent.mkdir(parents=True, exist_ok=True)
    options.output.write_text(json.dumps(cyclonedx(parts, version), indent=1) + "\n")
    print(licence_table(parts))
    unknown = [part.name for part in sorted(parts) if not part.licence]
    kinds = Counter(part.kind for part in parts)
    print(f"{len(parts)} parts: {kinds['deb']} of Debian, {kinds['npm']} of npm;"
          f" without a known licence: {', '.join(unknown) or 'none'}\n{options.output}")
    obliging = [part.name for part in sorted(parts) if part.obliges]
    if obliging:
        print(f"under terms that would bind the whole product: {', '.join(obliging)}")
    return 1 if unknown or obliging else 0


if __name__ == "__main__":
    sys.exit(main())
