"""Named natural persons with the offices that the text gives them."""

from cxzy_nlp.facts.persons.scan import PersonMatch, scan_persons

__all__ = ["PersonMatch", "scan_persons"]
