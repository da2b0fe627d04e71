"""What the evaluation scripts share: scores of labels, and the labels of annotated documents."""
