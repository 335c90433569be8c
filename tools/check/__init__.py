"""The rules of the tree as programs. One file per check, each with a test in which it fails."""
