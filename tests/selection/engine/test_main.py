"""The command line: what it writes, what it says, how it ends."""

import json
import subprocess
import sys

import pytest

from selection.engine.__main__ import main
from selection.engine.files import canonical_problem
from selection.engine.types import Band

from .examples import call, person, problem

GOOD = problem(person(1, 500), person(2, 700), person(3, 600))


@pytest.fixture
def written(tmp_path):
    def write(name, content):
        path = tmp_path / name
        path.write_text(content if isinstance(content, str) else canonical_problem(content), encoding="utf-8")
        return str(path)

    return write


def test_solve_writes_the_result_and_verify_accepts_it(written, capsys):
    path = written("problem.json", GOOD)

    assert main(["solve", path]) == 0
    result = capsys.readouterr().out
    assert json.loads(result)["team"] == ["c-2", "c-3"]
    assert main(["verify", path, written("result.json", result)]) == 0


def test_options_of_solve(written, capsys):
    assert (
        main(["solve", written("p.json", GOOD), "--no-explanations", "--reserve", "0", "--compare", "greedy"])
        == 0
    )

    shown = capsys.readouterr()
    result = json.loads(shown.out)
    assert (result["explanations"], result["reserve"]) == ({}, [])
    assert json.loads(shown.err)["greedy"]["score"] == 1300


def test_a_reserve_of_any_length_holds_and_a_shortened_one_does_not(written, capsys):
    path = written("p.json", GOOD)
    main(["solve", path, "--reserve", "0"])
    nobody = capsys.readouterr().out
    main(["solve", path])
    listed = json.loads(capsys.readouterr().out)
    assert listed.pop("reserve")

    assert main(["verify", path, written("r.json", nobody)]) == 0
    assert main(["verify", path, written("s.json", json.dumps(listed | {"reserve": []}))]) == 1
    assert capsys.readouterr().err.startswith("reserve: not the next")


def test_a_bad_file_ends_with_2_and_one_line_that_names_the_place(written, capsys):
    text = canonical_problem(GOOD).replace('"score":500', '"score":true')

    assert main(["solve", written("problem.json", text)]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.endswith("problem.json: candidacies[0].score: must be an integer from 0 to 1000\n")
    assert shown.err.count("\n") == 1


def test_a_file_that_is_not_there_ends_with_2(tmp_path, capsys):
    assert main(["solve", str(tmp_path / "none.json")]) == 2
    assert "No such file" in capsys.readouterr().err


def test_a_folder_is_no_file_and_ends_with_2(tmp_path, capsys):
    assert main(["solve", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"{tmp_path}: Is a directory\n"


def test_infeasible_ends_with_3_and_still_writes_the_result(written, capsys):
    path = written("p.json", problem(person(1, 500), calls=[call(bands=(Band("group=FR", min=1),))]))

    assert main(["solve", path]) == 3
    result = capsys.readouterr().out
    assert json.loads(result)["status"] == "infeasible"
    assert main(["verify", path, written("r.json", result)]) == 0


def test_no_time_ends_with_4(written, capsys):
    path = written("p.json", problem(person(1, 500), time_limit_s=0))

    assert main(["solve", path]) == 4
    result = capsys.readouterr().out
    assert json.loads(result)["status"] == "time_limit"
    assert main(["verify", path, written("r.json", result)]) == 0


def test_verify_ends_with_1_and_says_what_does_not_hold(written, capsys):
    path = written("p.json", GOOD)
    main(["solve", path])
    wrong = capsys.readouterr().out.replace('"score":1300', '"score":1301', 1)

    assert main(["verify", path, written("r.json", wrong)]) == 1
    assert capsys.readouterr().err == "score: 1301 stated, 1300 counted\n"


def test_what_verify_says_is_one_line_whatever_the_result_says(written, capsys):
    path = written("p.json", GOOD)
    main(["solve", path])
    wrong = json.loads(capsys.readouterr().out) | {"team": ["nobody\n\u2028", "c-2"]}

    assert main(["verify", path, written("r.json", json.dumps(wrong))]) == 1
    assert capsys.readouterr().err == "team: nobody\\n\\u2028 is not one of the candidacies\n"


def test_verify_ends_with_2_when_a_file_cannot_be_read(written, capsys):
    path = written("p.json", GOOD)

    assert main(["verify", path, written("r.json", "{}")]) == 2
    assert "r.json: bands: missing" in capsys.readouterr().err


def test_it_runs_as_a_module_without_django():
    code = "import sys, selection.engine.__main__; sys.exit(bool({'django', 'highspy'} & set(sys.modules)))"

    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
    assert (
        subprocess.run([sys.executable, "-m", "selection.engine", "--help"], capture_output=True).returncode
        == 0
    )
