"""Browsing by date: years, months, days, and everything that was said."""

from django.shortcuts import render

from articles.models import Article, Statement


def articles(request):
    """All articles, newest first."""
    found = Article.objects.published().newest_first()[:20]
    return render(request, "articles/articles.html", {"articles": found})


def undated(request):
    found = Article.objects.published().filter(printed_on=None)[:20]
    return render(request, "articles/articles.html", {"articles": found})


def year(request, year):
    found = Article.objects.published().printed_in(year).newest_first()[:20]
    return render(request, "articles/articles.html", {"articles": found})


def month(request, year, month):
    found = Article.objects.published().printed_in(year, month).newest_first()[:20]
    return render(request, "articles/articles.html", {"articles": found})


def day(request, day):
    found = Article.objects.published().printed_in(day.year, day.month, day.day)[:20]
    return render(request, "articles/articles.html", {"articles": found})


def statements(request):
    found = Statement.objects.published().newest_first().for_display()[:20]
    return render(request, "articles/statements.html", {"statements": found})
