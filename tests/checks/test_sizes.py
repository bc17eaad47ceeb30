"""The check of the sizes finds what is too long."""

from tests.checks.sizes import file_complaints, function_complaints, length_complaints, page_files


def test_short_files_and_functions_are_fine():
    assert list(file_complaints({"a.py": 80, "b.py": 80, "c.py": 300})) == []
    assert list(function_complaints("a.py", 'def act():\n    """Say."""\n' + "    x = 1\n" * 30)) == []


def test_a_file_of_more_than_four_hundred_lines_is_named():
    lengths = {f"{number}.py": 10 for number in range(100)} | {"long.py": 401}

    assert list(file_complaints(lengths)) == ["long.py: 401 lines, more than 400"]


def test_a_median_and_a_percentile_that_are_too_long_are_told():
    assert len(list(file_complaints({"a.py": 301, "b.py": 301}))) == 2


def test_a_long_function_is_named_with_its_line():
    source = "\ndef act():\n" + "    x = 1\n" * 31

    assert list(function_complaints("a.py", source)) == ["a.py:2: act has 31 lines, more than 30"]


def test_a_style_of_more_than_four_hundred_lines_is_named_whatever_the_median():
    assert list(length_complaints({"a.css": 400, "b.css": 401})) == ["b.css: 401 lines, more than 400"]


def test_styles_scripts_and_templates_are_looked_at():
    endings = {path.suffix for path in page_files()}

    assert endings == {".css", ".js", ".html"}
    assert not any("vendor" in path.parts for path in page_files())
