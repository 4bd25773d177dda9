"""The admin of people and organisations. record.py: what the admin of every record can do; one module per model."""

from . import kept, organisation, person

__all__ = ["kept", "organisation", "person"]
