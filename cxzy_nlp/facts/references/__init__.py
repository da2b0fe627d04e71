"""Cited documents with their numbers."""

from cxzy_nlp.facts.references.scan import ReferenceMatch, scan_references

__all__ = ["ReferenceMatch", "scan_references"]
