"""Which passwords are refused. Pure. Length is what counts; of long ones only those that are guessed first."""

SHORTEST_PASSWORD = 12

WORDS = """
123456789012 1234567890123 12345678901234 123456789123 1q2w3e4r5t6y 1qaz2wsx3edc abcdefghijkl abcd12345678
adminadmin123 changemeplease hyvinvointi123 hyvinvointikertomus iloveyou1234 kesakuu2026 kesäkuu2026
letmeinplease lösenord1234 lösenordlösenord password1234 password12345 passwordpassword qwertyuiopas qwertyuiopå
qwertyuiop123 qwerty123456 salasana1234 salasana12345 salasanasalasana suomi1234567 sverige12345 talvikuu2026
tervetuloa123 tervetuloa1234 välkommen123 välkommen1234 välfärdsberättelse
"""
COMMON = frozenset(WORDS.split())
"""Long enough, and yet among the first that are tried."""

LEAST_DIFFERENT_SIGNS = 5


def is_easily_guessed(password: str, known: tuple[str, ...]) -> bool:
    """Whether it is common, of few signs, or little more than a word that everybody `known` to us has."""
    plain = password.casefold()
    if plain in COMMON or len(set(plain)) < LEAST_DIFFERENT_SIGNS:
        return True
    words = (word.casefold() for word in known if word)
    return any(word in plain and len(plain) - len(word) < LEAST_DIFFERENT_SIGNS for word in words)
