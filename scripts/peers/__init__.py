"""Other libraries' extractors on common ground: what `compare_peers.py` runs beside cxzy_nlp.

values     what a date means, whoever found it
sets       the annotated texts
adapters   one function a library, imported when asked for
scoring    matching and counting
"""
