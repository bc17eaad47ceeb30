import pytest
from django.core.management import CommandError, call_command


def test_a_folder_that_takes_no_data_is_named_before_anything_is_made(settings, tmp_path):
    settings.VAR_DIR = tmp_path / "missing"

    with pytest.raises(CommandError, match=r"missing.*No such file"):
        call_command("prepare")
