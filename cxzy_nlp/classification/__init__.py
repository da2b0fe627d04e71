"""What a document is: its genre, the campaign it serves, the level of the organ that speaks, the role of each section.

Linear models over cues, n-grams and the outward form of the text, and questions about each campaign and each level
that the knowledge tables answer. The weights are learned from ``corpora/`` by ``scripts/train_models.py``.
"""

from __future__ import annotations

from cxzy_nlp.classification.decide import Decision, decide
from cxzy_nlp.classification.evidence import Found, campaign_evidence, genre_evidence, level_evidence
from cxzy_nlp.classification.model import load_model, model_digest
from cxzy_nlp.classification.signals import read_signals
from cxzy_nlp.classification.view import View, months_of

__all__ = ["Decision", "Found", "View", "classify_view", "explain_view", "model_digest", "months_of"]


def classify_view(view: View) -> Decision:
    """The labels of a document.

    Examples
    --------
    >>> text = "公开承诺书\\n作为一名共产党员,我郑重承诺:\\n一、带头学习。\\n承诺人:某某"
    >>> classify_view(View(text, 0, len(text), (0, 5))).genre.label
    'pledge'
    """
    model = load_model()
    return decide(read_signals(view, model.lexicon), model)


def explain_view(view: View) -> tuple[Decision, dict[str, list[Found]]]:
    """The labels of a document, and for each kind of label the phrases that spoke most for it.

    Examples
    --------
    >>> text = "公开承诺书\\n作为一名共产党员,我郑重承诺:\\n一、带头学习。\\n承诺人:某某"
    >>> _, found = explain_view(View(text, 0, len(text), (0, 5)))
    >>> "郑重承诺" in [text[start:end] for start, end, _, _ in found["genre"]]
    True
    """
    model = load_model()
    signals = read_signals(view, model.lexicon)
    decision = decide(signals, model)
    found = {
        "genre": genre_evidence(signals, model, decision.genre.label),
        "campaign": campaign_evidence(signals, model, decision.campaign.label),
        "level": level_evidence(signals, model, decision.level.label),
    }
    if decision.second_campaign is not None:
        found["second_campaign"] = campaign_evidence(signals, model, decision.second_campaign.label)
    return decision, found
