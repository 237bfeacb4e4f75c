"""The parts of `bench/compare/compile` and `bench/compare/install`: what is compiled or installed, who races, how it is measured, and whether the results agree."""
