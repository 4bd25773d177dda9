"""On which day something was said, counted from the day of the article: Thursday 28 May 2015."""

from datetime import date

import pytest

from extraction import extract

PRINTED = date(2015, 5, 28)
SAID = [
    ("“It is over,” Ada Vos said on Thursday.", date(2015, 5, 28)),
    ("“It is over,” Ada Vos said last Thursday.", date(2015, 5, 21)),
    ("Ada Vos said Tuesday that the strike was over.", date(2015, 5, 26)),
    ("“It is over,” Ada Vos told reporters yesterday.", date(2015, 5, 27)),
    ("“It is over,” Ada Vos said on May 4.", date(2015, 5, 4)),
    ("“It is over,” Ada Vos said on 4 November.", date(2014, 11, 4)),
    ("“It is over,” Ada Vos said on May 4, 2012.", date(2012, 5, 4)),
    # not when it was said
    ("“It is over,” Ada Vos said.", None),
    ("Ada Vos said that the strike would end on Friday.", None),
    ("“It is over,” Ada Vos said of Friday’s vote.", None),
    ("“It is over,” Ada Vos said on Monday and again on Tuesday.", None),
    ("“It is over,” Ada Vos said on May 40.", None),
]


@pytest.mark.parametrize(("body", "day"), SAID, ids=[body for body, _ in SAID])
def test_the_day_is_counted_from_the_article(body, day):
    assert extract(body, language="en", published_on=PRINTED).quotations[0].said_on == day


@pytest.mark.parametrize(
    ("language", "body"),
    [
        ("fr", "« C’est fini », a déclaré mardi Ada Vos."),
        ("de", "„Es ist vorbei“, sagte Bürgermeisterin Ada Vos am Dienstag."),
        ("ru", "«Всё кончено», — сказал Иван Петров во вторник."),
        ("ar", "قال سامي حداد يوم الثلاثاء إن «الأمر انتهى تماما»."),
    ],
)
def test_each_language_has_its_days(language, body):
    assert extract(body, language=language, published_on=PRINTED).quotations[0].said_on == date(2015, 5, 26)


def test_an_undated_article_leaves_the_day_open():
    assert extract(SAID[0][0], language="en").quotations[0].said_on is None
