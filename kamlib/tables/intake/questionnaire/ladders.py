"""The words people tick instead of numbers, from the least to the most, and the words for no answer, in eight languages.

A ladder is a line of steps parted by ";", each with its other spellings parted by "|". Words are compared without case,
accents, spaces or marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from kamlib.tables.intake.vocabulary import plain

_LADDERS = (
    # English: agreement in four, five, six and seven steps.
    "strongly disagree|disagree strongly; disagree; agree; strongly agree|agree strongly",
    "strongly disagree|disagree strongly|totally disagree|fully disagree|completely disagree; "
    "disagree|somewhat disagree|rather disagree|tend to disagree; "
    "neither agree nor disagree|neither|neutral|undecided|neither nor|unsure; "
    "agree|somewhat agree|rather agree|tend to agree; "
    "strongly agree|agree strongly|totally agree|fully agree|completely agree",
    "strongly disagree; disagree; somewhat disagree|slightly disagree; somewhat agree|slightly agree; agree; strongly agree",
    "strongly disagree; disagree; somewhat disagree|slightly disagree; neither agree nor disagree|neutral|undecided|neither; "
    "somewhat agree|slightly agree; agree; strongly agree",
    # Satisfaction, likelihood, importance, quality, frequency.
    "very dissatisfied|very unsatisfied|extremely dissatisfied; dissatisfied|unsatisfied|somewhat dissatisfied; "
    "neither satisfied nor dissatisfied|neutral|neither; satisfied|somewhat satisfied; very satisfied|extremely satisfied",
    "extremely dissatisfied; very dissatisfied|moderately dissatisfied; dissatisfied|somewhat dissatisfied|slightly dissatisfied; "
    "neither satisfied nor dissatisfied|neutral; satisfied|somewhat satisfied|slightly satisfied; "
    "very satisfied|moderately satisfied; extremely satisfied",
    "very unlikely|extremely unlikely; unlikely|somewhat unlikely; neither likely nor unlikely|neutral|undecided; "
    "likely|somewhat likely; very likely|extremely likely",
    "not at all important|unimportant|not important; slightly important|of little importance; "
    "moderately important|somewhat important|neutral; important|very important; very important|extremely important",
    "very poor|terrible|very bad; poor|bad; fair|average|acceptable|ok|okay|neutral; good; very good|excellent",
    "poor; fair; good; very good; excellent",
    "never; rarely|seldom; sometimes|occasionally; often|usually; always",
    # Kano's five, from like to dislike.
    "i like it|like|i like it that way; i expect it|expect|it must be that way|must be; i am neutral|neutral|i dont care; "
    "i can tolerate it|tolerate|i can live with it|live with; i dislike it|dislike|i dislike it that way",
    # German.
    "trifft nicht zu|stimmt nicht; trifft eher nicht zu|stimmt eher nicht; trifft eher zu|stimmt eher; trifft zu|stimmt",
    "trifft überhaupt nicht zu|stimme überhaupt nicht zu|stimme gar nicht zu|trifft gar nicht zu|trifft nicht zu; "
    "trifft eher nicht zu|stimme eher nicht zu|stimme nicht zu|lehne eher ab; teils teils|weder noch|neutral|unentschieden|teils; "
    "trifft eher zu|stimme eher zu|stimme zu; "
    "trifft voll und ganz zu|stimme voll und ganz zu|trifft voll zu|stimme voll zu|trifft völlig zu|trifft zu",
    "sehr unzufrieden; unzufrieden|eher unzufrieden; teils teils|neutral|weder noch; zufrieden|eher zufrieden; sehr zufrieden",
    "sehr unwahrscheinlich; unwahrscheinlich|eher unwahrscheinlich; teils teils|neutral; wahrscheinlich|eher wahrscheinlich; "
    "sehr wahrscheinlich",
    "sehr schlecht; schlecht; mittel|befriedigend|teils teils|durchschnittlich; gut; sehr gut",
    "nie; selten; manchmal|gelegentlich; oft|häufig; immer",
    # French.
    "pas du tout d'accord; plutôt pas d'accord|pas d'accord; ni d'accord ni pas d'accord|neutre|sans opinion; "
    "plutôt d'accord|d'accord; tout à fait d'accord",
    "très insatisfait|très insatisfaite|pas du tout satisfait; insatisfait|insatisfaite|plutôt insatisfait|peu satisfait; "
    "neutre|ni satisfait ni insatisfait; satisfait|satisfaite|plutôt satisfait; très satisfait|très satisfaite",
    "jamais; rarement; parfois|quelquefois; souvent; toujours",
    # Spanish, Italian, Dutch.
    "totalmente en desacuerdo|muy en desacuerdo; en desacuerdo; ni de acuerdo ni en desacuerdo|neutral|indiferente; de acuerdo; "
    "totalmente de acuerdo|muy de acuerdo",
    "muy insatisfecho|muy insatisfecha; insatisfecho|insatisfecha; neutral|ni satisfecho ni insatisfecho|indiferente; "
    "satisfecho|satisfecha; muy satisfecho|muy satisfecha",
    "per niente d'accordo|totalmente in disaccordo|fortemente in disaccordo; in disaccordo|poco d'accordo; "
    "né d'accordo né in disaccordo|neutrale|indeciso; d'accordo|abbastanza d'accordo; "
    "completamente d'accordo|totalmente d'accordo|fortemente d'accordo|molto d'accordo",
    "molto insoddisfatto; insoddisfatto|poco soddisfatto; neutrale|né soddisfatto né insoddisfatto; "
    "soddisfatto|abbastanza soddisfatto; molto soddisfatto",
    "helemaal mee oneens|zeer mee oneens|helemaal oneens; mee oneens|oneens; neutraal|niet eens niet oneens|geen mening; "
    "mee eens|eens; helemaal mee eens|zeer mee eens|helemaal eens",
    "zeer ontevreden; ontevreden; neutraal|niet tevreden niet ontevreden; tevreden; zeer tevreden",
    # Chinese and Korean.
    "非常不同意|强烈不同意; 不同意; 一般|中立|不确定|既不同意也不反对; 同意; 非常同意|强烈同意",
    "非常不满意|很不满意; 不满意; 一般|中立; 满意; 非常满意|很满意",
    "전혀 그렇지 않다|매우 그렇지 않다|매우 동의하지 않음; 그렇지 않다|동의하지 않음; 보통이다|보통|중립; "
    "그렇다|동의함; 매우 그렇다|매우 동의함",
    "매우 불만족|매우 불만; 불만족|불만; 보통|보통이다; 만족; 매우 만족",
)
_SILENT = (
    "don't know|do not know|dont know|dk|not sure|n/a|na|not applicable|no answer|no opinion|no experience|refused|"
    "prefer not to say|prefer not to answer|cannot say|can't say|missing|null|none|skip|skipped|not asked|nan|"
    "weiß nicht|weiss nicht|kann ich nicht beurteilen|kann ich nicht sagen|keine angabe|k. A.|keine antwort|entfällt|"
    "nicht zutreffend|ne sait pas|je ne sais pas|sans réponse|sans objet|non concerné|nsp|no sabe|no sé|ns/nc|no contesta|"
    "no aplica|non so|non risponde|non applicabile|weet niet|weet ik niet|geen antwoord|niet van toepassing|nvt|"
    "不知道|不清楚|不适用|拒绝回答|모름|모르겠다|해당 없음|무응답"
)
NO_ANSWER = frozenset(map(plain, _SILENT.split("|")))
"""Words that stand for no answer, as `plain` spells them."""

LADDERS = tuple(tuple(step.split("|")[0].strip() for step in ladder.split(";")) for ladder in _LADDERS)
"""The first spelling of each step."""
COMMONEST = 5
_STEPS = tuple(
    tuple(frozenset(plain(word) for word in step.split("|")) for step in ladder.split(";")) for ladder in _LADDERS
)


def ladder_of(words: Sequence[str]) -> tuple[str, ...] | None:
    """Return the steps, from the least, of the ladder on which each of `words` has a step of its own; None where none has.

    What was ticked keeps its own spelling. Where several ladders hold the words, it is the one whose steps are all there,
    else the one of five, the commonest, else the shortest.

    >>> ladder_of(["zufrieden", "Sehr zufrieden"])
    ('sehr unzufrieden', 'unzufrieden', 'teils teils', 'zufrieden', 'Sehr zufrieden')
    >>> ladder_of(["red", "blue"]) is None
    True
    """
    spelled = {plain(word): word for word in words}
    fits = []
    for ladder, steps in zip(LADDERS, _STEPS, strict=True):
        own = [[spelled[word] for word in step if word in spelled] for step in steps]
        if sum(map(len, own)) == len(spelled) and all(len(step) <= 1 for step in own):
            rank = (len(steps) != len(spelled), len(steps) != COMMONEST, len(steps))
            fits.append((rank, tuple(step[0] if step else name for step, name in zip(own, ladder, strict=True))))
    return min(fits)[1] if fits and spelled else None
