"""The parts of `bench/compare/compile`: what is compiled, who races, how it is measured, and whether the results agree."""
