"""The policies: closed answers, presets, and words for every one of them."""

from dataclasses import fields

import pytest

from kamlib.tables import policies
from kamlib.tables.policies import PRESETS, Policies, from_answers, preset, questions


def test_every_answer_of_every_question_has_its_own_sentence():
    sentences = [Policies(**{name: answer}).in_words() for name, allowed in questions().items() for answer in allowed]
    spoken = {sentence for words in sentences for sentence in words}
    assert len(spoken) == sum(len(allowed) for allowed in questions().values())
    assert all(sentence.endswith(".") for sentence in spoken)


def test_no_answer_outside_the_closed_set():
    for entry in fields(Policies):
        with pytest.raises(ValueError, match=entry.name):
            Policies(**{entry.name: "whatever"})


def test_presets_differ_and_know_their_names():
    assert len(set(PRESETS.values())) == len(PRESETS)
    assert all(policies.preset == name for name, policies in PRESETS.items())
    assert Policies(duplicate="set aside").preset is None


def test_answers_of_a_mapping_change_a_preset():
    mixed = from_answers({"preset": "net of refunds", "zero_price": "set aside"})
    assert (mixed.refund, mixed.zero_price) == ("use", "set aside")
    with pytest.raises(ValueError, match="no policy 'refunds'"):
        from_answers({"refunds": "use"})
    with pytest.raises(ValueError, match="sales to known customers"):
        preset("sales")


def test_unknown_account_is_named_in_the_words():
    assert policies.UNKNOWN_ACCOUNT in PRESETS["everything readable"].in_words()[0]
