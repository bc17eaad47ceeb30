"""What changes accounts."""

from osce_portal.accounts.models import User


def change_page_language(user: User, language: str) -> None:
    """Keep the language in which this person reads the pages; letters and mails have their own."""
    if user.language != language:
        user.language = language
        user.save(update_fields=["language"])
