"""Questions asked about people."""

from django.db import models


class CandidateQuerySet(models.QuerySet):
    def of_user(self, user):
        """The own file, or nothing."""
        return self.filter(user=user) if user.is_authenticated else self.none()

    def with_cv(self):
        """Everything a CV shows, in a fixed number of queries."""
        return self.prefetch_related(
            "employers",
            "languages",
            "educations",
            "employments",
            "trainings",
            "observations",
            "country_experiences",
        )

    def without_account(self, email: str, last_name: str):
        """Files that staff opened for this person: same address, same last name, nobody's account yet."""
        return self.filter(user__isnull=True, email=email, last_name__iexact=last_name).order_by("pk")

    def matching(self, words: list[str]):
        """Whose names or address hold every one of these words."""
        found = self
        for word in words:
            found = found.filter(
                models.Q(first_name__icontains=word)
                | models.Q(last_name__icontains=word)
                | models.Q(email__icontains=word)
            )
        return found
