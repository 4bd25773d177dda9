"""What every template may show without asking."""

from django.conf import settings


def site(request):
    return {"site_name": settings.SITE_NAME}
