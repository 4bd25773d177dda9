"""What this app tells those who build on it; what is saved is told inside the transaction."""

from django.dispatch import Signal

# An editor has saved a record with its names: record.
record_saved = Signal()

# Somebody has opened the form of a record: record, user.
record_opened = Signal()

# Rows have moved between two records: survivor, duplicate, rows={model: set of primary keys}, and gone=[values of
# each row that went]. Whoever knows what the public sees of them decides that anew.
records_merged = Signal()
