"""Who may see a page of the desk, and do what it does: decided before the page is asked for anything.

The groups and what they may do stand in newsroom/groups.py. A page names the permissions that it needs, all of them;
an act on a page that needs more asks with require().
"""

from functools import wraps

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

READ, WRITE = ("GET", "HEAD"), ("POST",)


def desk_page(*permissions, methods=READ + WRITE):
    """Make a view a page of the desk: for members of the newsroom who have these permissions.

    Who is not signed in is asked to; a script that asks for JSON is told so with 401, and loses nothing that was typed.
    """

    def decorate(view):
        @require_http_methods(methods)
        @wraps(view)
        def allowed(request, *args, **kwargs):
            require(request.user, *permissions)
            return view(request, *args, **kwargs)

        behind_the_door = admin.site.admin_view(allowed)

        @wraps(view)
        def page(request, *args, **kwargs):
            if wants_json(request) and not admin.site.has_permission(request):
                return JsonResponse({"sign_in": reverse("admin:login")}, status=401)
            return behind_the_door(request, *args, **kwargs)

        page.permissions = permissions
        return page

    return decorate


def require(user, *permissions):
    """PermissionDenied unless the user has all of these."""
    if not user.has_perms(permissions):
        raise PermissionDenied


def wants_json(request):
    """Whether a script of ours asks, which goes on with what it is told."""
    return request.headers.get("Accept", "").startswith("application/json")
