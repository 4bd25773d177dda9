"""What the templates of the desk ask of a record."""

from django import template

from desk.addresses import workbench_of

register = template.Library()
register.filter("workbench", workbench_of)
