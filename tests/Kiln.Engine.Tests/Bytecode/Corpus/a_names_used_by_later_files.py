"""Interns, as identifiers, strings that are only constants in the files compiled after it."""
first_name = second_name = third_name = ä = ö = 1
x = f'{{{first_name}}}'
