"""A project's tests as pytest finds them: parameters, a fixture, an assertion that pytest rewrites."""

import pytest


@pytest.fixture
def numbers(tmp_path):
    file = tmp_path / "numbers.txt"
    file.write_text("1 4 9")
    return [int(word) for word in file.read_text().split()]


@pytest.mark.parametrize("index, expected", [(0, 1), (2, 9)])
def test_squares(numbers, index, expected):
    assert numbers[index] == expected


def test_failed_assertions_are_explained(numbers):
    with pytest.raises(AssertionError, match=r"14 == 15"):
        assert sum(numbers) == 15
