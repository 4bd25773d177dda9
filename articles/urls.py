"""The addresses of what was printed. Cut any part off one of them and a page still answers."""

from django.urls import path, register_converter

from . import converters, feeds, formats
from .views import anniversary, article, browse, cards, citing, comparison, correction, event, place, statement

register_converter(converters.DayConverter, "day")
register_converter(converters.YearConverter, "year")
register_converter(converters.MonthConverter, "month")
register_converter(converters.MonthDayConverter, "month_day")
register_converter(converters.CodeConverter, "code")

app_name = "articles"
urlpatterns = [
    path("articles/", browse.articles, name="articles"),
    path("articles/undated/", browse.undated, name="undated"),
    path("articles/undated/<str:slug>/", article.undated_article, name="undated_article"),
    path("articles/<year:year>/", browse.year, name="year"),
    path("articles/<year:year>/<month:month>/", browse.month, name="month"),
    path("articles/<day:day>/", browse.day, name="day"),
    path("articles/<day:printed_on>/<str:slug>/", article.article, name="article"),
    path("on-this-day/", anniversary.today, name="on_this_day_of_today"),
    path("on-this-day/<month:month>/", anniversary.first_of_month),
    path("on-this-day/<month:month>/<month_day:day>/", anniversary.on_this_day, name="on_this_day"),
    path("<year:year>/", browse.short_year),
    path("<year:year>/<month:month>/", browse.short_month),
    path("<day:day>/", browse.short_day),
    path("revisions/", article.revisions, name="revisions"),
    path("revisions/<code:code>/", article.latest_revision, name="latest_revision"),
    path("revisions/<code:code>/compare/", comparison.compare, name="compare"),
    path("revisions/<code:code>/<int:number>/", article.revision, name="revision"),
    path("statements/", browse.statements, name="statements"),
    path("statements/<code:code>/", statement.statement, name="statement"),
    path("statements/<code:code>/reports/", statement.reports, name="reports"),
    path("places/", place.places, name="places"),
    path("places/<str:slug>/", place.place, name="place"),
    path("events/", event.events, name="events"),
    path("events/<str:slug>/", event.event, name="event"),
    path("corrections/", correction.log, name="corrections"),
    path("s/<code:code>/", citing.short_statement, name="short_statement"),
    path("a/<code:code>/", citing.short_article, name="short_article"),
    path("embed/<code:code>/", cards.embed, name="embed"),
    path("card/<code:code>.png", cards.picture, name="picture"),
    path("oembed/", cards.oembed, name="oembed"),
]
for form in formats.MEDIA_TYPES:
    urlpatterns.append(path(f"cite/<code:code>.{form}", citing.citation, {"form": form}, name=f"citation_{form}"))
for form in feeds.FORMS:
    urlpatterns += [
        path(f"feed.{form}", feeds.site, {"form": form}, name=f"feed_{form}"),
        path(f"corrections/feed.{form}", feeds.corrected, {"form": form}),
        path(f"people/<str:slug>/feed.{form}", feeds.person, {"form": form}),
        path(f"organisations/<str:slug>/feed.{form}", feeds.organisation, {"form": form}),
        path(f"places/<str:slug>/feed.{form}", feeds.place, {"form": form}),
        path(f"events/<str:slug>/feed.{form}", feeds.event, {"form": form}),
    ]
