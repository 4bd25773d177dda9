"""Which address leads where."""

from django.contrib import admin
from django.urls import include, path

from articles import sitemaps

from . import views
from .robots import robots

urlpatterns = [
    path("", views.home, name="home"),
    path("about/", views.about, name="about"),
    path("health/", views.health, name="health"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemaps"),
    path("sitemaps/<str:name>.xml", sitemaps.sitemap, name="sitemap_of"),
    path("", include("articles.urls")),
    path("", include("people.urls")),
    path("", include("search.urls")),
    path("desk/", include("desk.urls")),
    path("admin/", admin.site.urls),
]
handler400 = "newsroom.views.bad_request"
handler403 = "newsroom.views.forbidden"
handler404 = "newsroom.views.not_found"
