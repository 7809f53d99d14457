"""A telephone number typed in any spelling."""

from hjemveien.domain.phone import LENGTH, TWO_NUMBERS, read_phone
from hjemveien.texts import _
from ui.kit.fields import TextField

MOBILE = "49"


class PhoneField(TextField):
    """On leaving, a number is written out in its groups; `number()` is it without them.

    Two numbers, or one with a word beside it, stay as they are typed.
    """

    def __init__(self, name: str = "", number: str = "") -> None:
        super().__init__(name, limit=40)
        self.set_number(number)
        self.left.connect(self._settle)
        self.returnPressed.connect(self._settle)

    def number(self) -> str:
        """Eight digits, or + and a country's; what was typed where it is more than one number."""
        typed = self.text().strip()
        return _only_number(typed) or typed

    def set_number(self, number: str) -> None:
        self.setText(_grouped(_only_number(number)) or number)

    def problem(self) -> str:
        """What is wrong, without the field's name; empty where nothing is."""
        typed = self.text().strip()
        if not typed or read_phone(typed).numbers or read_phone(typed).form == TWO_NUMBERS:
            return ""
        return _("{field}: write eight digits, or + and the country’s number first.")

    def _settle(self) -> None:
        self.set_number(self.text().strip())


def _only_number(text: str) -> str:
    """The number where the text is one and nothing else."""
    numbers = read_phone(text).numbers if not any(map(str.isalpha, text)) else ()
    return numbers[0] if len(numbers) == 1 else ""


def _grouped(number: str) -> str:
    """As people read it: 912 34 567, 22 12 34 56, and a foreign one as it is."""
    if len(number) != LENGTH or number.startswith("+"):
        return number
    if number[0] in MOBILE:
        return f"{number[:3]} {number[3:5]} {number[5:]}"
    return " ".join(number[at : at + 2] for at in range(0, LENGTH, 2))
