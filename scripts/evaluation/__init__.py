"""What the evaluation scripts share: tallies, the scoring of one source, floors, found facts; scores of labels."""
