"""Contrast is measured, not promised."""

import pytest

from ui.theme.tokens import KINDS, SETS, Tokens, contrast_ratio

EVERY_SET = pytest.mark.parametrize("tokens", SETS.values(), ids=SETS.keys())


def test_black_on_white_is_twenty_one_to_one() -> None:
    assert contrast_ratio("#000000", "#FFFFFF") == pytest.approx(21)


@EVERY_SET
def test_text_and_muted_text_are_readable_on_every_surface(tokens: Tokens) -> None:
    surfaces = (tokens.background, tokens.surface, tokens.raised, tokens.sunken, tokens.rail)
    for surface in (*surfaces, tokens.selection, tokens.header):
        for text in (tokens.text, tokens.muted, tokens.link):
            assert contrast_ratio(text, surface) >= 4.5, (text, surface)


@EVERY_SET
def test_what_is_written_on_the_accent_and_on_a_toast_is_readable(tokens: Tokens) -> None:
    assert contrast_ratio(tokens.on_accent, tokens.accent) >= 4.5
    assert contrast_ratio(tokens.on_accent, tokens.accent_hover) >= 4.5
    assert contrast_ratio(tokens.toast_text, tokens.toast) >= 4.5
    assert contrast_ratio(tokens.toast_action, tokens.toast) >= 4.5


@EVERY_SET
@pytest.mark.parametrize("kind", KINDS)
def test_every_pill_reads_at_seven_to_one_and_has_an_edge(tokens: Tokens, kind: str) -> None:
    pill = tokens.pills[kind]
    assert contrast_ratio(pill.text, pill.fill) >= 7
    assert contrast_ratio(pill.edge, pill.fill) >= 3
    assert contrast_ratio(pill.text, tokens.surface) >= 4.5


@EVERY_SET
def test_edges_of_fields_and_the_focus_ring_stand_out(tokens: Tokens) -> None:
    for surface in (tokens.surface, tokens.background, tokens.rail, tokens.raised):
        assert contrast_ratio(tokens.focus, surface) >= 3
        assert contrast_ratio(tokens.strong_border, surface) >= 3
    assert contrast_ratio(tokens.focus, tokens.selection) >= 3
