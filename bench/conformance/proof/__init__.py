"""The parts of `bench/conformance/conformance`: what is compiled, by whom, what may differ, and the table."""
