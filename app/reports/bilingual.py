"""What is said in both languages of a municipality."""


class Bilingual:
    """What has a title in both languages."""

    title_fi: str
    title_sv: str

    def title(self, language: str) -> str:
        """The title in a language."""
        return self.title_sv if language == "sv" else self.title_fi
