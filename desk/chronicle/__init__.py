"""What became of a record: who changed what and why, how it stood at any moment, and how it can stand so again."""
