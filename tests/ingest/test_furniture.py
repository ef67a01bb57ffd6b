"""What is furniture by its words, in several languages, and what is not although it has such a word."""

from __future__ import annotations

import pytest

from sayso.ingest.furniture import is_furniture


@pytest.mark.parametrize(
    "words",
    [
        "Lesen Sie auch: Wie der Hafen von Ansmouth gesperrt wurde",
        "Das könnte Sie auch interessieren: Brücken im Tal",
        "VEA TAMBIÉN: El puerto de Ansmouth sigue cerrado",
        "À lire aussi » Le port fermé pour deux jours",
        "Czytaj też: Most zamknięty od wtorku",
        "Leggi anche: il porto resta chiuso",
        "Anzeige",
        "Inhaltsverzeichnis",
        "Keine Kommentare",
        "Foto: Marta Velling / Lantern",
        "Subscribe now to our morning edition for the full story.",
        "Never miss a story by signing up to our newsletter today!",
        "For breaking news download the Lantern app for iOS and Android.",
        "Already a subscriber? Log in here.",
    ],
)
def test_furniture(words: str) -> None:
    assert is_furniture(words)


@pytest.mark.parametrize(
    "words",
    [
        "Anzeigen gegen drei Männer wurden am Dienstag erstattet.",
        "Zum Weiter bauen fehlt der Stadt das Geld, sagte die Bürgermeisterin.",
        "Photographs of the quay were taken on Monday, the police said.",
        "The app has been taken down, and nobody could sign up for an account, users said.",
        "The council asked people to download the forms and bring them along on Friday.",
        "Lasers were used to measure the bridge, the engineer said.",
    ],
)
def test_the_reports_own_words(words: str) -> None:
    assert not is_furniture(words)
