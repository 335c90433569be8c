"""The checks of dependencies, web layers, machine paths, lock files and links go red."""

import json

from check import dependencies, docs, lockfile, machine_paths, web_layers
from check.planted import PlantedTree

ROW = "| `fmt` | text | MIT | iostreams |\n"
LOCKED = {"lockfileVersion": 3, "packages": {"": {}, "h5": {},
          "node_modules/vue": {"version": "3.5.0", "integrity": "sha512-a"}}}


class DependenciesTest(PlantedTree):
    checked = dependencies

    def test_described_packages_are_clean(self):
        self.assert_clean({"tools/dev/packages.txt": "# why\nfmt\n", "docs/dependencies.md": ROW})

    def test_package_without_a_line_is_found(self):
        self.assert_finds({"tools/dev/packages.txt": "fmt\nwrk\n", "docs/dependencies.md": ROW},
                          ("tools/dev/packages.txt", 2, "wrk has no line"))

    def test_npm_dependency_without_a_line_is_found(self):
        package = '{\n  "devDependencies": {\n    "vue": "3"\n  }\n}\n'
        self.assert_finds({"web/package.json": package, "docs/dependencies.md": ""},
                          ("web/package.json", 3, "vue has no line"))

    def test_line_without_licence_is_found(self):
        self.assert_finds({"tools/dev/packages.txt": "fmt\n",
                           "docs/dependencies.md": "| `fmt` | text |  | iostreams |\n"},
                          ("docs/dependencies.md", 1, "licence"))

    def test_line_of_a_package_that_is_gone_is_found(self):
        self.assert_finds({"tools/dev/packages.txt": "", "docs/dependencies.md": ROW},
                          ("docs/dependencies.md", 1, "not used any more"))


class WebLayersTest(PlantedTree):
    checked = web_layers

    def test_client_and_shared_parts_are_clean(self):
        self.assert_clean({"web/api-client/client.ts": "fetch('/a')\n",
                           "web/console/a.ts": "import { Chart } from '@dlfp/ui/console'\n",
                           "web/h5/a.ts": "import { api } from '@dlfp/api-client'\n"
                                          "prefetch('/a')\n"})

    def test_fetch_outside_the_client_is_found(self):
        for call in ("await fetch('/a')", "window.fetch('/a')", "new EventSource('/a')",
                     "new XMLHttpRequest()", "axios.get('/a')"):
            self.assert_finds({"scenarios/canteen/h5/pages/A.vue": f"<!-- A. -->\n{call}\n"},
                              ("scenarios/canteen/h5/pages/A.vue", 2, "only web/api-client"))

    def test_import_across_the_two_clients_is_found(self):
        self.assert_finds({"scenarios/canteen/h5/a.ts": "import A from '../console/pages/A.vue'\n"},
                          ("scenarios/canteen/h5/a.ts", 1, "other client"))
        self.assert_finds({"web/console/a.ts": "import { b } from '../h5/b'\n"},
                          ("web/console/a.ts", 1, "other client"))

    def test_import_of_another_module_is_found(self):
        self.assert_finds({"scenarios/farm/h5/a.ts": "import A from '../../canteen/h5/A.vue'\n"},
                          ("scenarios/farm/h5/a.ts", 1, "import pages of scenarios/canteen"))


class MachinePathsTest(PlantedTree):
    checked = machine_paths

    def test_plain_paths_are_clean(self):
        self.assert_clean({"a.sh": "cp /usr/share/x /etc/x; ls ./work/a scenarios/work/b\n"})

    def test_path_of_a_machine_is_found(self):
        for path in ("/wor" "k/main", "/far" "m/x", "/ro" "ot/.npmrc", "/ho" "me/ann/x"):
            self.assert_finds({"a.md": f"See\n{path} there\n"}, ("a.md", 2, "one machine"))

    def test_registry_host_is_found(self):
        self.assert_finds({".npmrc": "registry=https://registry." "npmjs.org/\n"},
                          (".npmrc", 1, "one machine"))


class LockfileTest(PlantedTree):
    checked = lockfile

    def lock(self, **package):
        changed = json.loads(json.dumps(LOCKED))
        changed["packages"]["node_modules/vue"].update(package)
        return {"web/package-lock.json": json.dumps(changed)}

    def test_pinned_packages_are_clean(self):
        self.assert_clean({**self.lock(), "web/h5/package.json": '{"dependencies": {"a": "1"}}'})

    def test_package_tied_to_a_host_is_found(self):
        self.assert_finds(self.lock(resolved="https://example.org/vue.tgz"),
                          ("web/package-lock.json", 1, "tied to a host"))

    def test_package_without_integrity_is_found(self):
        self.assert_finds(self.lock(integrity=""), ("web/package-lock.json", 1, "no integrity"))

    def test_package_without_a_lock_is_found(self):
        self.assert_finds({"sdk/package.json": '{"dependencies": {"a": "1"}}'},
                          ("sdk/package.json", 1, "no package-lock.json"))


class DocsTest(PlantedTree):
    checked = docs

    def test_links_that_lead_somewhere_are_clean(self):
        self.assert_clean({"README.md": "[a](docs/a.md#top) [b](docs) [c](https://a.b) `[d](e)`\n"
                                        "```\n[e](nowhere.md)\n```\n![f](<docs/f.png>)\n",
                           "docs/a.md": "[up](../README.md)\n", "docs/f.png": ""})

    def test_link_to_nowhere_is_found(self):
        self.assert_finds({"docs/a.md": "x\n[b](b.md)\n"}, ("docs/a.md", 2, "leads nowhere"))

    def test_missing_picture_is_found(self):
        self.assert_finds({"README.md": "![a](a.png)\n"}, ("README.md", 1, "leads nowhere"))

    def test_module_without_a_readme_is_found(self):
        self.assert_finds({"core/ledger/server/a.cpp": ""},
                          ("core/ledger/README.md", 1, "what it is for"))
