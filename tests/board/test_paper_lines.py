"""Notes from paper as they are typed: one a line, and each mistake with the line's number."""

from app.board.paper_lines import MOST_LINES, PaperLine, lines_in, written


def test_each_line_is_a_note_and_empty_ones_are_none() -> None:
    lines, wrong = lines_in("  Første \r\n\r\nAndre; med semikolon\n\n", actions=False)
    assert (lines, wrong) == ((PaperLine("Første"), PaperLine("Andre; med semikolon")), [])


def test_where_there_are_actions_a_line_may_say_who_and_when() -> None:
    lines, wrong = lines_in("Ringe; Nadia ; mandag\nSkrive; ;fredag\nSpørre;Jonas\nVente", actions=True)
    assert wrong == []
    assert lines == (
        PaperLine("Ringe", "Nadia", "mandag"),
        PaperLine("Skrive", None, "fredag"),
        PaperLine("Spørre", "Jonas"),
        PaperLine("Vente"),
    )
    assert [written(line) for line in lines] == ["Ringe; Nadia; mandag", "Skrive; ; fredag", "Spørre; Jonas", "Vente"]


def test_a_mistake_is_told_with_the_number_of_its_line() -> None:
    text = "\n".join(["Grei", "", "x" * 501, "; hvem", "a;b;c;d", f"Grei;{'y' * 121}", "z" * 500])
    lines, wrong = lines_in(text, actions=True)
    assert [line.text[:4] for line in lines] == ["Grei", "zzzz"]
    assert wrong == [
        "Linje 3: Teksten har 501 tegn. En lapp har plass til 500.",
        "Linje 4: Det står ikke noe på lappen.",
        "Linje 5: Det er flere enn to semikolon. Skriv hva; hvem; når.",
        "Linje 6: Hvem eller når har 121 tegn. Der er det plass til 120.",
    ]


def test_none_and_too_many_are_told() -> None:
    assert lines_in(" \n \n", actions=False) == ((), ["Skriv minst én lapp: én på hver linje."])
    lines, wrong = lines_in("En\n" * (MOST_LINES + 1), actions=False)
    assert wrong == ["Det er 101 lapper. Skriv inn høyst 100 om gangen, og resten etterpå."]
    assert len(lines) == MOST_LINES + 1
