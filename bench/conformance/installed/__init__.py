"""The parts of `bench/conformance/installing`: who installs what where, what then lies there, what may differ, and the table."""
