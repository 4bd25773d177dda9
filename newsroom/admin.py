"""What stands above every page of the admin."""

from django.conf import settings
from django.contrib import admin

admin.site.site_header = admin.site.site_title = settings.SITE_NAME
admin.site.index_title = "The newsroom"
