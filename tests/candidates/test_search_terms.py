from candidates.search_terms import Term, endings, find_reference, fold, parse_terms


def test_words_are_compared_without_accents_and_case():
    assert fold("Élection-TEST, Straße  2021") == ["election", "test", "strasse", "2021"]


def test_quotes_bind_words_and_a_minus_excludes():
    assert parse_terms('Moldova "rule of law" -media -"human rights"') == [
        Term(("moldova",)),
        Term(("rule", "of", "law"), exact=True),
        Term(("media",), excluded=True),
        Term(("human", "rights"), exact=True, excluded=True),
    ]


def test_a_telephone_number_is_one_term_however_it_is_spaced():
    assert parse_terms("0470 12 34 56") == parse_terms("0470/123456") == [Term(("470123456",))]
    assert parse_terms("+32 470 12 34 56") == [Term(("32470123456",))]


def test_of_an_address_either_part_may_be_incomplete():
    assert parse_terms("jan.peeters@example.org") == [Term(("jan", "peeters")), Term(("example", "org"))]
    assert parse_terms("-jan@example.org") == [Term(("jan", "example", "org"), excluded=True)]


def test_what_holds_no_word_asks_for_nothing():
    assert parse_terms(' - "" *** ') == []


def test_no_more_than_a_dozen_terms_are_looked_for():
    assert len(parse_terms("word " * 50)) == 12


def test_a_reference_is_recognised_whole():
    assert find_reference(" -aB3_aB3-aB3xaB3xaB3xa ") == "-aB3_aB3-aB3xaB3xaB3xa"
    assert find_reference("peeters") == ""


def test_a_minus_with_which_a_reference_begins_excludes_nothing():
    (term,) = parse_terms(" -aB3_aB3-aB3xaB3xaB3xa ")
    assert not term.excluded


def test_what_begins_an_ending_stands_in_the_word():
    assert endings("peeters", 3) == ["peeters", "eeters", "eters", "ters", "ers"]
    assert endings("jo", 3) == ["jo"]
