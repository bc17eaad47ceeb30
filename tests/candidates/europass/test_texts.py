"""HTML of editors as plain text."""

import pytest

from candidates.europass.texts import list_items, one_line, plain_text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("R&D, a < b and 3 > 2", "R&D, a < b and 3 > 2"),
        ("one<br/>two<br />three", "one\ntwo\nthree"),
        ("<p>one</p><p>two</p>", "one\ntwo"),
        ("one\\ntwo\\r\\nthree", "one\ntwo\nthree"),
        ("one\\ntwo<br>three", "one\ntwo\nthree"),
        ('<ol><li data-list="bullet"><span class="ql-ui"></span>one&nbsp;two</li></ol>', "- one two"),
        ('see <a href="https://example.org/x" target="_blank">this</a>', "see this (https://example.org/x)"),
        ('<a href="javascript:alert(1)">this</a>', "this"),
        ("<script>alert(1)</script>quiet", "quiet"),
        ("&lt;b&gt;", "<b>"),
        ("one\n\n\n  two  ", "one\ntwo"),
        ("<![if x]>odd<!--", "odd"),
    ],
)
def test_plain_text(text, plain):
    assert plain_text(text) == plain


def test_one_line_has_no_line_ends_of_any_kind():
    assert one_line("a\u2028b<br>c\td") == "a b c d"


def test_list_items_keeps_what_stands_before_the_list():
    assert list_items("Mine:<ul><li>one</li><li>two<br>lines</li></ul>") == ["Mine:", "one", "two lines"]
    assert list_items("a text<br>of two lines") == ["a text of two lines"]
