"""The pages of what was printed: one module per subject."""
