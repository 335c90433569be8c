"""Licences are read as they stand, unknown ones stay unknown, and the document is well formed."""

import json
import unittest
from pathlib import Path

import sbom
from sbom import Part

COPYRIGHT = """Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/

Files: debian/*
License: GPL-3+

Files: *
Copyright: 2020 somebody
License: Expat
 Permission is granted
"""


class Sbom(unittest.TestCase):
    def test_the_main_stanza_gives_the_licence(self):
        self.assertEqual("MIT", sbom.main_licence("libx", COPYRIGHT))

    def test_a_file_without_main_stanza_is_unknown(self):
        self.assertEqual("", sbom.main_licence("libx", "This package was debianized by hand."))
        self.assertEqual("", sbom.main_licence("libx", COPYRIGHT.replace("Files: *", "Files: a")))

    def test_only_what_is_shipped_counts(self):
        lock = {"packages": {
            "": {"name": "dlfp-web"}, "h5": {"name": "h5"},
            "node_modules/h5": {"link": True},
            "node_modules/vue": {"version": "3.5.0", "license": "MIT"},
            "node_modules/vite": {"version": "7.0.0", "license": "MIT", "dev": True},
            "node_modules/a/node_modules/@s/b": {"version": "1.0.0"}}}
        self.assertEqual({Part("npm", "vue", "3.5.0", "MIT"), Part("npm", "@s/b", "1.0.0", "")},
                         sbom.npm_parts(lock))

    def test_libraries_are_read_from_ldd(self):
        text = "\tlinux-vdso.so.1 (0x1)\n\tlibz.so.1 => /lib/libz.so.1 (0x2)\n"
        self.assertEqual({Path("/lib/libz.so.1")}, sbom.loaded_libraries(text))

    def test_terms_that_bind_the_product_are_named(self):
        def obliges(licence):
            return Part("deb", "x", "1", licence).obliges
        self.assertTrue(obliges("GPL-3.0-or-later"))
        self.assertTrue(obliges("AGPL-3.0-only"))
        self.assertFalse(obliges("LGPL-2.1-or-later"))
        self.assertFalse(obliges("GPL-2.0-or-later OR LGPL-3.0-or-later"))
        self.assertFalse(obliges("GPL-3.0-or-later WITH GCC-exception-3.1"))

    def test_the_document_names_each_part_once_and_is_reproducible(self):
        parts = {Part("deb", "libc6", "2.36-9+deb12u1", "LGPL-2.1-or-later"),
                 Part("npm", "@s/b", "1.0.0", "0BSD"),
                 Part("deb", "libgmp10", "2:6", "GPL-2.0-or-later OR LGPL-3.0-or-later")}
        one, two = sbom.cyclonedx(parts, "1.0"), sbom.cyclonedx(parts, "1.0")
        self.assertEqual(json.dumps(one), json.dumps(two))
        purls = [component["purl"] for component in one["components"]]
        self.assertEqual(len(set(purls)), 3)
        self.assertIn("pkg:deb/debian/libc6@2.36-9%2Bdeb12u1?distro=bookworm", purls)
        self.assertIn("pkg:npm/%40s/b@1.0.0", purls)
        self.assertEqual(one["dependencies"][0]["dependsOn"], purls)
        self.assertEqual([{"expression": "GPL-2.0-or-later OR LGPL-3.0-or-later"}],
                         one["components"][1]["licenses"])


if __name__ == "__main__":
    unittest.main()
