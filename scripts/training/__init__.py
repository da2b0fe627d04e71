"""What scripts/train_models.py is made of: the material, the fits, the card."""
