"""Facts stated by a text: surfaces that are neither dates nor counts, numerals, dates and counts."""
