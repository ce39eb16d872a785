"""Which words date a statement and what they come to, in three languages; near misses give null.

In the texts ``[s …]`` is the source, ``[c …]`` the cue, ``[t …]`` the content.
"""

from __future__ import annotations

import re

import pytest

from onrecord.attributions.dating import date_all
from onrecord.attributions.record import Attribution
from onrecord.text.document import Document, Span


def dated(language: str, published: str | None, marked: str) -> Attribution:
    """The one attribution of a marked text, dated."""
    parts: dict[str, list[Span]] = {"s": [], "c": [], "t": []}
    text, reached = "", 0
    for match in re.finditer(r"\[([sct]) ([^\]]*)\]", marked):
        text += marked[reached : match.start()]
        parts[match[1]].append(Span(len(text), len(text) + len(match[2])))
        text += match[2]
        reached = match.end()
    text += marked[reached:]
    given = Attribution(
        id="a1", source=tuple(parts["s"]), cue=tuple(parts["c"]), content=tuple(parts["t"]), mode="indirect"
    )
    document = Document(id="d", path="d", text=text, sha256="0" * 64, language=language, published=published)
    (found,) = date_all(document, [given])
    return found


ENGLISH = [
    ("2024-05-16", "In May, [s Lena May] [c may have said] that [t x y].", "2024-05"),
    ("2024-05-16", "[s Lena May] [c said] on Tuesday [t the march may go on].", "2024-05-14"),
    ("2024-05-16", "[s March organisers] [c said] [t they would march in June].", None),
    ("2024-05-16", "[s The minister], appointed in March, [c said] [t x].", None),
    ("2024-05-16", "[s The minister], who resigned on 3 March, [c said] [t x].", None),
    ("2024-05-16", "[s Koreth], a general until 2001, [c said] in 2019 that [t x].", "2019"),
    ("2024-05-16", "Speaking on Wednesday, [s Koreth] [c said] [t x].", "2024-05-15"),
    ("2024-05-16", "In an interview published on 3 March 2023, [s he] [c said] [t x].", "2023-03-03"),
    ("2024-05-16", "In his 2019 memoir, [s he] [c wrote] that [t x].", "2019"),
    ("2024-05-16", "In a 2021 interview with the BRN, [s he] [c said] [t x].", "2021"),
    ('2024-05-16', "After Monday's attack, [s he] [c said] [t x].", None),
    ('2024-05-16', "At Monday's briefing, [s he] [c said] [t x].", '2024-05-13'),
    ("2024-05-16", "Asked about the strike on Monday, [s he] [c said] [t x].", None),
    ('2024-05-16', '[t "x,"] [s he] [c told] the Torvik Herald on the evening of May 3.', '2024-05-03'),
    ('2024-05-16', '[t "x,"] [s he] [c told] reporters earlier this month.', '2024-05'),
    ("2024-05-16", "Two weeks ago [s he] [c said] [t x].", None),
    ("2024-05-16", "Three days ago [s he] [c said] [t x].", "2024-05-13"),
    ("2024-05-16", "Early last year [s he] [c said] [t x].", "2023"),
    ("2024-05-16", "In the 1990s [s he] [c said] [t x].", None),
    ("2024-05-16", "In the first quarter of 2024 [s he] [c said] [t x].", "2024"),
    ("2024-05-16", "Last summer [s he] [c said] [t x].", "2023"),
    ("2024-05-16", "Last winter [s he] [c said] [t x].", None),
    ("2024-05-16", "On 3 June 2025 [s he] [c said] [t x].", None),
    ("2024-05-16", "On December 25, 1917 (January 7, 1918), [s he] [c said] [t x].", "1918-01-07"),
    ("2024-05-16", "On 25 October 1917 (7 November, New Style) [s he] [c said] [t x].", "1917-11-07"),
    ("2024-05-16", "[s He] [c said] on the night of 7/20 March 1917 that [t x].", "1917-03-20"),
    ("2024-05-16", "On 25 October 1917 (Old Style) [s he] [c said] [t x].", "1917-11-07"),
    ("2024-05-16", "As late as mid-March [s he] [c said] [t x].", "2024-03"),
    ("2024-05-16", "Last Friday [s he] [c said] [t x].", "2024-05-10"),
    ("2024-05-16", "On Friday of last week [s he] [c said] [t x].", "2024-05-10"),
    ("2024-05-16", "In the early hours of 4 May 2024 [s he] [c wrote] on Telegram that [t x].", "2024-05-04"),
    ("2024-05-16", "In December last year, [s he] [c said] [t x].", "2023-12"),
    ("2024-05-16", "In December, [s he] [c said] [t x].", "2023-12"),
    ("2024-05-16", "[s The letter of 30 January 2023] [c said] [t x].", "2023-01-30"),
    ("2024-05-16", "In an open letter dated 30 January, [s the assembly] [c called on] [t x to resign].", "2024-01-30"),
    ("2024-05-16", "On the twenty-first of April, [s he] [c said] [t x].", "2024-04-21"),
    ("2024-05-16", "[s Highway 61 manager Bo Lind] [c said] [t x].", None),
    ("2024-05-16", "In 2019 cases, [s he] [c said], [t x].", None),
    ("2024", "On Thursday [s he] [c said] [t x].", None),
    ("2024-05-16T10:00:00+02:00", "[s He] [c said] late Monday that [t x].", "2024-05-13"),
    ("2024-05-16", "The day after the vote, [s he] [c said] [t x].", None),
    ("2024-05-16", "From 3 to 5 March [s he] [c said] [t x].", "2024-03"),
    ("2024-05-16", "By March, [s he] [c said] [t x].", None),
    ("2024-05-16", "Since March [s he] [c has said] [t x].", None),
    ("2024-05-16", "On 3 and 4 March [s he] [c said] [t x].", "2024-03"),
    ("2024-05-16", "Writing in the Herald in April 2022, [s he] [c argued] that [t x].", "2022-04"),
    ("2024-05-16", "[s He] [c predicted] in 2015 that [t x].", "2015"),
    ("2024-05-16", "[s He] [c said] Tuesday, May 14, that [t x].", "2024-05-14"),
    ("2024-05-16", "[s The report, published in June 2023,] [c says] [t x].", "2023-06"),
    ("2024-05-16", "[s The report], published in June 2023, [c says] [t x].", "2023-06"),
    ("2024-05-16", "A year ago [s he] [c said] [t x].", "2023"),
    ("2024-05-16", "[s He] [c said] this week that [t x].", None),
    ("2024-05-16", "[s He] [c said] last weekend that [t x].", None),
    ("2024-05-16", "[s He] [c said] on 30 February that [t x].", None),
    ("2024-05-16", "[s He] [c said] on 05/03/2024 that [t x].", "2024"),
    ("2024-05-16", "TORVIK, May 15 (Northwire) — [s The minister] [c said] [t x].", None),
    ("2024-05-16", "[s He] [c wrote] in his diary on 8 May 1945: [t “x.”]", "1945-05-08"),
    ("2024-05-16", "[s He] [c said] in Sept. 2023 that [t x].", "2023-09"),
    ("2024-05-16", "[s He] [c said] over the weekend that [t x].", None),
    ("2024-05-16", "At a briefing in Torvik on 3 March the minister listed the losses. [t “We asked for time,”] [s he] [c said].", "2024-03-03"),  # noqa: E501
    ("2024-05-16", "2024-05-03. [s The officer] [c noted]: [t “x.”]", "2024-05-03"),
    ("2024-12-20", "On December 5th, 2023, [s he] [c said] [t x].", "2023-12-05"),
    ("2024-12-20", "On 5 December, 2023, [s he] [c said] [t x].", "2023-12-05"),
    ("2024-12-20", "In the year 2019 [s he] [c said] [t x].", "2019"),
    ("2024-12-20", "In Q3 2023 [s he] [c said] [t x].", "2023"),
    ("2024-12-20", "In the third quarter of last year [s he] [c said] [t x].", "2023"),
    ("2024-12-20", "In the mid-1980s [s he] [c said] [t x].", None),
    ("2024-12-20", "In the second half of 2022 [s he] [c said] [t x].", "2022"),
    ("2024-12-20", "This spring [s he] [c said] [t x].", "2024"),
    ("2024-12-20", "In spring 2023 [s he] [c said] [t x].", "2023"),
    ("2024-12-20", "In the winter of 2022-23 [s he] [c said] [t x].", None),
    ("2024-12-20", "The previous day [s he] [c said] [t x].", None),
    ("2024-12-20", "The next day [s he] [c said] [t x].", None),
    ("2024-12-20", "A fortnight ago [s he] [c said] [t x].", None),
    ("2024-12-20", "The day before yesterday [s he] [c said] [t x].", "2024-12-18"),
    ("2024-12-20", "Last night [s he] [c said] [t x].", "2024-12-19"),
    ("2024-12-20", "[s He] [c told] the court at noon on Monday that [t x].", "2024-12-16"),
    ("2024-12-20", "[s He] [c told] a rally of dockers in Harlow on Saturday, Dec. 14, that [t x].", "2024-12-14"),
    ("2024-12-20", "On the eve of the vote [s he] [c said] [t x].", None),
    ("2024-12-20", "[s June Hadley] [c said] in June that [t x].", "2024-06"),
    ("2024-12-20", "[s April Dunne, 34,] [c said] [t x].", None),
    ("2024-12-20", "[s He] [c said] at the 2023 summit that [t x].", "2023"),
    ("2024-12-20", "[s A March 2021 memo by the ministry] [c warned] that [t x].", "2021-03"),
    ("2024-12-20", "[s The minutes of 4 June 2020] [c record] that [t x].", "2020-06-04"),
    ("2024-12-20", "Since 2015 [s he] [c has warned] that [t x].", None),
    ("2024-12-20", "[s The 2024 budget] [c assumes] that [t x].", None),
    ("2024-12-20", "[s Room 2019] [c said] [t x].", None),
    ("2024-12-20", "[s He], sacked on 5 December, [c said] on 10 December that [t x].", "2024-12-10"),
    ("2024-12-20", "Commenting on the vote of 5 December, [s he] [c said] on Tuesday that [t x].", "2024-12-17"),
    ("2024-12-20", "[t The bridge will open on 5 May,] [s he] [c said] last month.", "2024-11"),
    ("2024-12-20", "[s The union] [c said] late on Monday evening that [t x].", "2024-12-16"),
    ("2024-12-20", "Nine months ago [s he] [c said] [t x].", "2024-03"),
    ("2024-12-20", "Ten years ago [s he] [c said] [t x].", "2014"),
    ("2024-12-20", "A decade ago [s he] [c said] [t x].", None),
    ("2024-12-20", "On 29 February [s he] [c said] [t x].", "2024-02-29"),
    ("2024-12-20", "[t x], [s she] [c wrote] on Facebook in the small hours of Sunday.", "2024-12-15"),
    ("2024-12-20", "[s He] [c wrote] on 1 Nov 2023 that [t x].", "2023-11-01"),
    ("2024-12-20", "On Tuesday of this week [s he] [c said] [t x].", "2024-12-17"),
    ("2024-12-20", "Earlier this year [s he] [c said] [t x].", "2024"),
    ("2024-12-20", "Next month [s he] [c will say] that [t x].", None),
    ("2024-12-20", "[s The company], founded in 1998, [c said] [t x].", None),
    ("2024-12-20", "On the first of December [s he] [c said] [t x].", "2024-12-01"),
    ("2024-12-20", "[s He] [c recalled] on Radio Meridian on 3 March 2024 [t how x].", "2024-03-03"),
    (None, "On 3 March 2024 [s he] [c said] [t x].", "2024-03-03"),
    (None, "Yesterday [s he] [c said] [t x].", None),
    (None, "On Monday, 3 March [s he] [c said] [t x].", None),
    (None, "Last year [s he] [c said] [t x].", None),
    ("2024-12-20", "In May 3 Square [s he] [c said] [t x].", None),
    ("2024-12-20", "In reply to the letter of 3 March, [s he] [c said] [t x].", None),
    ("2024-12-20", "[s The author of the 2019 report] [c said] [t x].", None),
    ("2024-12-20", "In the 3 May edition of the Herald, [s he] [c wrote] [t x].", "2024-05-03"),
    ("2024-12-20", "In 1917, on 25 October (7 November), [s he] [c said] [t x].", "1917-11-07"),
    ("2024-12-20", "On October 25/November 7, 1917, [s he] [c said] [t x].", "1917-11-07"),
    ("2024-12-20", "In the week of 4 March [s he] [c said] [t x].", "2024-03"),
    ("2024-12-20", "On Monday and Tuesday [s he] [c said] [t x].", None),
    ("2024-12-20", "At the congress (28 April – 3 May 2022), [s he] [c said] [t x].", "2022"),
    ("2024-12-20", "In a note on the 3 March attack, [s he] [c said] [t x].", None),
    ("2024-12-20", "In his Friday speech, [s he] [c said] [t x].", "2024-12-20"),
    ("2024-12-20", "At a Monday briefing, [s he] [c said] [t x].", "2024-12-16"),
    ("2024-12-20", "On Black Friday [s he] [c said] [t x].", None),
    ("2024-12-20", "[s He] [c told] the Sunday Herald that [t x].", None),
    ("2024-12-20", "The attack of 3 March, [s he] [c said], [t x].", None),
    ("2024-12-20", "Wednesday [s he] [c said] [t x].", "2024-12-18"),
    ("2024-12-20", "[s He] [c confessed] to a friend on the Saturday that [t x].", None),
    ("2024-12-20", "On the Saturday [s he] [c said] [t x].", None),
    ("2024-12-20", "On Dec. 5-6 [s he] [c said] [t x].", "2024-12"),
    ("2024-12-20", "More than a year ago [s he] [c said] [t x].", None),
    ("2024-12-20", "At the turn of the century [s he] [c said] [t x].", None),
    ("2024-12-20", "In 2023 and 2024 [s he] [c said] [t x].", None),
    ("2024-12-20", "In March and April [s he] [c said] [t x].", None),
    ("2024-12-20", "In March or April 2023 [s he] [c said] [t x].", "2023"),
    ("2024-12-20", "Between 3 and 5 March [s he] [c said] [t x].", "2024-03"),
    ("2024-12-20", "In 03/2024 [s he] [c said] [t x].", "2024-03"),
    ("2024-12-20", "On 2024/12/05 [s he] [c said] [t x].", "2024-12-05"),
    ("2024-12-20", "Back in '98 [s he] [c said] [t x].", '1998'),
    ("2024-12-20", "On the 5th of last month [s he] [c said] [t x].", "2024-11-05"),
    ("2024-12-20", "In the month of March [s he] [c said] [t x].", "2024-03"),
    ("2024-12-20", "Two years ago, in March, [s he] [c said] [t x].", "2022-03"),
    ("2024-12-20", "Last year, on 5 March, [s he] [c said] [t x].", "2023-03-05"),
    ("2024-12-20", "Every Monday [s he] [c says] that [t x].", None),
    ("2024-12-20", "On the Monday after the vote [s he] [c said] [t x].", None),
    ("2024-12-20", "Asked on Tuesday whether he would resign, [s the minister] [c said] [t x].", "2024-12-17"),
    ("2024-12-20", "When asked on Tuesday about the strike, [s the minister] [c said] [t x].", "2024-12-17"),
    ("2024-12-20", "[s He] [c wrote] in a letter that was published on 3 March that [t x].", "2024-03-03"),
    ("2024-12-20", "In Torvik, on 3 March, at the opening of the bridge, [s he] [c said] [t x].", "2024-03-03"),
    ("2024-12-20", "[s The minister's Monday statement] [c said] [t x].", '2024-12-16'),
    ("2024-12-20", "[s A statement from 3 March] [c says] [t x].", "2024-03-03"),
    ("2024-12-20", "[s A poll taken 3-5 March] [c found] [t x].", "2024-03"),
    ("2024-12-20", "Captain Orla Dunmore said on Tuesday that the bridge was lost. [s She] [c added] that [t nobody came].", "2024-12-17"),  # noqa: E501
    ("2024-12-20", "Captain Orla Dunmore said on Tuesday that the bridge was lost. [s She] [c warned] that [t x].", None),
    ("2024-12-20", "The minister spoke to reporters in Torvik on 3 March. [t “We asked for time,”] [s he] [c said].", "2024-03-03"),  # noqa: E501
    ("2024-12-20", "The bridge fell on 3 March. [t “We asked for time,”] [s the mayor] [c said].", None),
    ("2024-12-20", "Selgrad, 30 January 2023. [s The assembly] [c demands] that [t x].", "2023-01-30"),
    ("2024-12-20", "The open letter is dated 30 January 2023. [t “We demand x,”] [s it] [c says].", "2023-01-30"),
    ("2024-12-20", "[s He] [c has said] since Monday that [t x].", None),
    ("2024-12-20", "On Monday of that week, [s she] [c said] [t x].", None),
    ("2024-12-20", "On the last Sunday of the month, [s she] [c said] [t x].", None),
    ("2024-12-20", "Yesterday or today, [s she] [c said] [t x].", None),
    ("2024-12-20", "Not yesterday [s she] [c said] [t x].", None),
    ("2024-12-20", "In a letter sent after 3 March, [s she] [c said] [t x].", None),
    ("2024-12-20", "[s He] [c said] Monday that weeks of fighting had ended.", "2024-12-16"),
    ("2024-12-20", "[s He] [c said] last Thursday on the day of the vote that [t x].", "2024-12-19"),
    ("2024-12-20", "Overnight into Monday [s he] [c said] [t x].", None),
    ("2024-12-20", "On Monday Marr said the bridge was shut. [c Added] that [t nobody had come].", None),
]  # fmt: skip

RUSSIAN = [
    ("2024-05-16", "[s Министр] [c сказал] в мае 2023 года, что [t x].", "2023-05"),
    ("2024-05-16", "[s Министр], уволенный в 2019 году, [c сказал], что [t x].", None),
    ("2024-05-16", "[s Министр], который ушёл 3 марта, [c сказал], что [t x].", None),
    ("2024-05-16", "Выступая в среду в парламенте, [s министр] [c сказал], что [t x].", "2024-05-15"),
    ("2024-05-16", "Комментируя удар 3 марта, [s министр] [c сказал], что [t x].", None),
    ("2024-05-16", "В интервью газете «Вечер», опубликованном 3 марта, [s министр] [c сказал], что [t x].", "2024-03-03"),
    ("2024-05-16", "Как [c заявил] [s министр] 14 мая, [t x].", "2024-05-14"),
    ("2024-05-16", "[t x], — [c сказал] [s он] вчера вечером.", "2024-05-15"),
    ("2024-05-16", "В прошлую пятницу [s он] [c сказал], что [t x].", "2024-05-10"),
    ("2024-05-16", "В минувший четверг [s он] [c сказал], что [t x].", "2024-05-09"),
    ("2024-05-16", "Три дня назад [s он] [c сказал], что [t x].", "2024-05-13"),
    ("2024-05-16", "Год назад [s он] [c говорил], что [t x].", "2023"),
    ("2024-05-16", "Месяц назад [s он] [c говорил], что [t x].", "2024-04"),
    ("2024-05-16", "Несколько лет назад [s он] [c говорил], что [t x].", None),
    ("2024-05-16", "В марте прошлого года [s он] [c говорил], что [t x].", "2023-03"),
    ("2024-05-16", "Прошлой осенью [s он] [c говорил], что [t x].", "2023"),
    ("2024-05-16", "В 1990-е годы [s он] [c говорил], что [t x].", None),
    ("2024-05-16", "В первом квартале 2024 года [s он] [c говорил], что [t x].", "2024"),
    ("2024-05-16", "Двадцать первого апреля [s он] [c сказал], что [t x].", "2024-04-21"),
    ("2024-05-16", "В письме от 30 января 2023 г. [s собрание] [c потребовало], [t чтобы x].", "2023-01-30"),
    ("2024-05-16", "25 октября по старому стилю (7 ноября по новому) 1917 года [s он] [c сказал], что [t x].", "1917-11-07"),
    ("2024-05-16", "[s Марта Май] [c сказала], что [t x].", None),
    ("2024-05-16", "После удара 3 марта [s он] [c сказал], что [t x].", None),
    ("2024-05-16", "В начале мая [s он] [c сказал], что [t x].", "2024-05"),
    ("2024-05-16", "В мае [s он] [c сказал] на брифинге, что [t x].", "2024-05"),
    ("2024-05-16", "1 июня 2025 года [s он] [c сказал], что [t x].", None),
    ("2024-05-16", "С 3 марта [s он] [c повторяет], что [t x].", None),
    ("2024-05-16", "[s Генерал, вышедший в отставку в 2001 году,] [c считает], что [t x].", None),
    ("2024-05-16", "В ночь на 4 мая [s он] [c написал] в своём телеграм-канале, что [t x].", "2024-05"),
    ("2024-05-16", "На этой неделе [s он] [c сказал], что [t x].", None),
    ("2024-05-16", "В 2019-м [s он] [c утверждал], что [t x].", "2019"),
    ("2024-05-16", "[s Доклад 2019 года] [c утверждает], что [t x].", "2019"),
    ("2024-05-16", "Ещё в декабре [s он] [c утверждал], что [t x].", "2023-12"),
    ("2024-05-16", "В мае следующего года [s он] [c сказал], что [t x].", None),
    ("2024-05-16", "Накануне [s он] [c сказал], что [t x].", None),
    ("2024-12-20", "В пятницу, 6 декабря, [s он] [c сказал], что [t x].", "2024-12-06"),
    ("2024-12-20", "[s Он] [c сказал] 5 декабря с. г., что [t x].", "2024-12-05"),
    ("2024-12-20", "В I квартале 2024 года [s он] [c сказал], что [t x].", "2024"),
    ("2024-12-20", "В середине 1980-х [s он] [c сказал], что [t x].", None),
    ("2024-12-20", "В минувшие выходные [s он] [c сказал], что [t x].", None),
    ("2024-12-20", "Два месяца назад [s он] [c сказал], что [t x].", "2024-10"),
    ("2024-12-20", "Полгода назад [s он] [c сказал], что [t x].", None),
    ("2024-12-20", "6–7 марта [s он] [c сказал], что [t x].", "2024-03"),
    ("2024-12-20", "В первых числах марта [s он] [c сказал], что [t x].", "2024-03"),
    ("2024-12-20", "Днём ранее [s он] [c сказал], что [t x].", None),
    ("2024-12-20", "Осенью 2022-го [s он] [c сказал], что [t x].", "2022"),
    ("2024-12-20", "Летом прошлого года [s он] [c сказал], что [t x].", "2023"),
    ("2024-12-20", "На следующий день [s он] [c сказал], что [t x].", None),
    ("2024-12-20", "[s Он] [c сказал] утром 5 декабря, что [t x].", "2024-12-05"),
    ("2024-12-20", "В четверг на прошлой неделе [s он] [c сказал], что [t x].", "2024-12-12"),
    ("2024-12-20", "[s Он] [c сообщил] во вторник вечером, что [t x].", "2024-12-17"),
    ("2024-12-20", "[s Майя Мартова] [c сказала], что [t x].", None),
    ("2024-12-20", "К 5 декабря [s он] [c обещал], что [t x].", None),
    ("2024-12-20", "[s Он] [c писал] в дневнике 8 мая 1945 г.: [t x]", "1945-05-08"),
    ("2024-12-20", "В эфире радио «Меридиан» 3 марта 2024 года [s он] [c сказал], что [t x].", "2024-03-03"),
    ("2024-12-20", "[s Он] [c сказал] 29 февраля, что [t x].", "2024-02-29"),
    ("2024-12-20", "В прошлом декабре [s он] [c сказал], что [t x].", "2023-12"),
    ("2024-12-20", "В этом мае [s он] [c сказал], что [t x].", "2024-05"),
    ("2024-12-20", "В 90-е [s он] [c сказал], что [t x].", None),
    ("2024-12-20", "Ещё до войны [s он] [c сказал], что [t x].", None),
    ("2024-12-20", "[s Он] [c сказал] на днях, что [t x].", None),
    ("2024-12-20", "В начале прошлого года [s он] [c сказал], что [t x].", "2023"),
    ("2024-12-20", "В первой половине ноября [s он] [c сказал], что [t x].", "2024-11"),
    ("2024-12-20", "[s Бюджет 2024 года] [c предполагает], что [t x].", None),
    ("2024-12-20", "[s Закон от 5 декабря 2019 года] [c гласит], что [t x].", "2019-12-05"),
    ("2024-12-20", "[s Он], родившийся 5 декабря 1950 года, [c сказал], что [t x].", None),
    ("2024-12-20", "На заседании 5 декабря [s он] [c сказал], что [t x].", "2024-12-05"),
    ("2024-12-20", "[t x], — [c говорилось] в [s письме собрания от 30 января 2023 года].", "2023-01-30"),
    ("2024-12-20", "[s Он] [c говорил] в позапрошлом году, что [t x].", "2022"),
    ("2024-12-20", "Третьего дня [s он] [c сказал], что [t x].", "2024-12-18"),
    ("2024-12-20", "Двадцать девятого ноября [s он] [c сказал], что [t x].", "2024-11-29"),
    ("2024-12-20", "На улице 8 Марта [s голова] [c сказала], что [t x].", None),
    ("2024-12-20", "В ответ на письмо от 3 марта [s министр] [c сказал], что [t x].", None),
    ("2024-12-20", "В номере от 3 мая [s он] [c писал], что [t x].", "2024-05-03"),
    ("2024-12-20", "По старому стилю 25 октября 1917 года [s он] [c сказал], что [t x].", "1917-11-07"),
    ("2024-12-20", "24 февраля (9 марта н. ст.) 1918 г. [s он] [c сказал], что [t x].", "1918-03-09"),
    ("2024-12-20", "Около 5 марта [s он] [c сказал], что [t x].", "2024-03"),
    ("2024-12-20", "В ночь с 3 на 4 марта [s он] [c сказал], что [t x].", "2024-03"),
    ("2024-12-20", "Станом на 3 марта [s министр] [c говорил], что [t x].", None),
    ("2024-12-20", "[s Он] [c назначил] на понедельник [t встречу].", None),
    ("2024-12-20", "После событий 5 марта [s он] [c сказал], что [t x].", None),
    ("2024-12-20", "В 20-х числах марта [s он] [c сказал], что [t x].", "2024-03"),
    ("2024-12-20", "[s Он] [c сказал] 3-го марта в интервью, что [t x].", "2024-03-03"),
    ("2024-12-20", "Сегодня, в пятницу, [s он] [c сказал], что [t x].", "2024-12-20"),
    ("2024-12-20", "В 2023 и 2024 годах [s он] [c сказал], что [t x].", None),
    ("2024-12-20", "В марте и апреле 2023 года [s он] [c сказал], что [t x].", "2023"),
    ("2024-12-20", "В 03.2024 [s он] [c сказал], что [t x].", "2024-03"),
    ("2024-12-20", "В девяносто третьем году [s он] [c сказал], что [t x].", "1993"),
    ("2024-12-20", "В две тысячи двадцать первом году [s он] [c сказал], что [t x].", "2021"),
    ("2024-12-20", "5-го числа прошлого месяца [s он] [c сказал], что [t x].", "2024-11-05"),
    ("2024-12-20", "Год назад, в марте, [s он] [c сказал], что [t x].", "2023-03"),
    ("2024-12-20", "5 марта того же года [s он] [c сказал], что [t x].", None),
    ("2024-12-20", "Во вторник капитан Рубцов сказал, что мост потерян. [s Он] [c добавил], что [t никто не пришёл].", "2024-12-17"),  # noqa: E501
    ("2024-12-20", "3 марта министр выступил в парламенте. [t «Мы просили времени»], — [c сказал] [s он].", "2024-03-03"),
    ("2024-12-20", "[s Он] [c сказал] в пятницу, 13 декабря, на брифинге, что [t x].", "2024-12-13"),
    ("2024-12-20", "В ночь на 5 декабря [s он] [c сказал], что [t x].", "2024-12"),
    ("2024-12-20", "Однажды в понедельник [s он] [c сказал], что [t x].", None),
    ("2024-12-20", "Где-то 5 декабря [s он] [c сказал], что [t x].", "2024-12"),
    ("2024-12-20", "В понедельник той недели [s он] [c сказал], что [t x].", None),
    ("2024-12-20", "Вчера или позавчера [s он] [c сказал], что [t x].", None),
    ("2024-12-20", "В понедельник на следующий день после выборов [s он] [c сказал], что [t x].", "2024-12-16"),
    ("2024-12-20", "На форуме, где 5 декабря [s министр] [c сказал], что [t x].", "2024-12-05"),
    ("2024-12-20", "Если весной он молчал, то в понедельник [s он] [c сказал], что [t x].", "2024-12-16"),
    ("2024-12-20", "На прошлой неделе 3 декабря [s он] [c сказал], что [t x].", "2024-12-03"),
    ("2024-12-20", "В ночь на 05.12.2024 [s он] [c сказал], что [t x].", "2024-12"),
    ("2024-12-20", "[t «Мы ждали], — [c сказал] [s он] вчера, — [t сегодня ответа нет»].", "2024-12-19"),
]  # fmt: skip

UKRAINIAN = [
    ("2024-05-16", "[s Міністр] [c сказав] у травні 2023 року, що [t x].", "2023-05"),
    ("2024-05-16", "[s Міністр], звільнений у 2019 році, [c сказав], що [t x].", None),
    ("2024-05-16", "[s Міністр], який пішов 3 березня, [c сказав], що [t x].", None),
    ("2024-05-16", "Виступаючи в середу в парламенті, [s міністр] [c сказав], що [t x].", "2024-05-15"),
    ("2024-05-16", "Коментуючи удар 3 березня, [s міністр] [c сказав], що [t x].", None),
    ("2024-05-16", "В інтерв’ю газеті «Вечір», опублікованому 3 березня, [s міністр] [c сказав], що [t x].", "2024-03-03"),
    ("2024-05-16", "Минулої п’ятниці [s він] [c сказав], що [t x].", "2024-05-10"),
    ("2024-05-16", "Торік [s він] [c казав], що [t x].", "2023"),
    ("2024-05-16", "У березні торік [s він] [c казав], що [t x].", "2023-03"),
    ("2024-05-16", "Місяць тому [s він] [c казав], що [t x].", "2024-04"),
    ("2024-05-16", "Торішньої осені [s він] [c казав], що [t x].", "2023"),
    ("2024-05-16", "У листі від 30 січня 2023 р. [s збори] [c зажадали], [t щоб x].", "2023-01-30"),
    ("2024-05-16", "Двадцять першого квітня [s він] [c сказав], що [t x].", "2024-04-21"),
    ("2024-05-16", "Після удару 3 березня [s він] [c сказав], що [t x].", None),
    ("2024-05-16", "На початку травня [s він] [c сказав], що [t x].", "2024-05"),
    ("2024-05-16", "У ніч на 4 травня [s він] [c написав] у фейсбуці, що [t x].", "2024-05"),
    ("2024-05-16", "Цього тижня [s він] [c сказав], що [t x].", None),
    ("2024-05-16", "[c Сказав] [s він] учора ввечері, що [t x].", "2024-05-15"),
    ("2024-05-16", "У 1990-х [s він] [c казав], що [t x].", None),
    ("2024-05-16", "Петро Лютий [c сказав], що [t x].", None),
    ("2024-05-16", "25 жовтня за старим стилем (7 листопада за новим) 1917 року [s він] [c сказав], що [t x].", "1917-11-07"),  # noqa: E501
    ("2024-05-16", "Станом на 3 березня, [c сказав] [s він], [t x].", None),
    ("2024-12-20", "У п’ятницю, 6 грудня, [s він] [c сказав], що [t x].", "2024-12-06"),
    ("2024-12-20", "У ІІ кварталі 2024 року [s він] [c сказав], що [t x].", "2024"),
    ("2024-12-20", "Пів року тому [s він] [c сказав], що [t x].", None),
    ("2024-12-20", "Двома днями раніше [s він] [c сказав], що [t x].", None),
    ("2024-12-20", "Навесні 2023-го [s він] [c сказав], що [t x].", "2023"),
    ("2024-12-20", "6–7 березня [s він] [c сказав], що [t x].", "2024-03"),
    ("2024-12-20", "Позаминулого тижня [s він] [c сказав], що [t x].", None),
    ("2024-12-20", "Минулого грудня [s він] [c сказав], що [t x].", "2023-12"),
    ("2024-12-20", "У четвер минулого тижня [s він] [c сказав], що [t x].", "2024-12-12"),
    ("2024-12-20", "[s Він] [c сказав] 29 лютого, що [t x].", "2024-02-29"),
    ("2024-12-20", "Наступного дня [s він] [c сказав], що [t x].", None),
    ("2024-12-20", "В ефірі радіо «Меридіан» 3 березня 2024 року [s він] [c сказав], що [t x].", "2024-03-03"),
    ("2024-12-20", "Уранці 5 грудня [s він] [c сказав], що [t x].", "2024-12-05"),
    ("2024-12-20", "До 5 грудня [s він] [c обіцяв], що [t x].", None),
    ("2024-12-20", "[s Закон від 5 грудня 2019 року] [c каже], що [t x].", "2019-12-05"),
    ("2024-12-20", "[s Він], народжений 5 грудня 1950 року, [c сказав], що [t x].", None),
    ("2024-12-20", "На засіданні 5 грудня [s він] [c сказав], що [t x].", "2024-12-05"),
    ("2024-12-20", "У вересні позаторік [s він] [c сказав], що [t x].", "2022-09"),
    ("2024-12-20", "Десять днів тому [s він] [c сказав], що [t x].", "2024-12-10"),
    ("2024-12-20", "У п’ятницю ввечері [s він] [c сказав], що [t x].", "2024-12-20"),
    ("2024-12-20", "У першій половині листопада [s він] [c сказав], що [t x].", "2024-11"),
    ("2024-12-20", "[s Він] [c казав] позаминулого року, що [t x].", "2022"),
    ("2024-12-20", "Цьогоріч у березні [s він] [c казав], що [t x].", "2024-03"),
    ("2024-12-20", "У березні цього року [s він] [c казав], що [t x].", "2024-03"),
    ("2024-12-20", "[s Він] [c казав] в ефірі в четвер, що [t x].", "2024-12-19"),
    ("2024-12-20", "На площі 8 Березня [s голова] [c сказала], що [t x].", None),
    ("2024-12-20", "У відповідь на лист від 3 березня [s міністр] [c сказав], що [t x].", None),
    ("2024-12-20", "[s Автор листа від 3 березня] [c сказав], що [t x].", None),
    ("2024-12-20", "У 2019 році, 3 березня, [s він] [c сказав], що [t x].", "2019-03-03"),
    ("2024-12-20", "25 жовтня (за новим стилем — 7 листопада) 1917 року [s він] [c сказав], що [t x].", "1917-11-07"),
    ("2024-12-20", "Учора, 18 грудня, [s він] [c сказав], що [t x].", "2024-12-18"),
    ("2024-12-20", "Приблизно 5 березня [s він] [c сказав], що [t x].", "2024-03"),
    ("2024-12-20", "4 чи 5 березня [s він] [c сказав], що [t x].", "2024-03"),
    ("2024-12-20", "Не раніше 5 березня [s він] [c сказав], що [t x].", None),
    ("2024-12-20", "У ніч з 3 на 4 березня [s він] [c сказав], що [t x].", "2024-03"),
    ("2024-12-20", "У понеділок або вівторок [s він] [c сказав], що [t x].", None),
    ("2024-12-20", "[s Він] [c призначив] на 5 березня [t зустріч].", None),
    ("2024-12-20", "Від 5 березня [s він] [c повторює], що [t x].", None),
    ("2024-12-20", "У річницю подій 5 березня 2013 року [s він] [c сказав], що [t x].", None),
    ("2024-12-20", "У двадцятих числах березня [s він] [c сказав], що [t x].", "2024-03"),
    ("2024-12-20", "[s Міністр] 5 грудня [c заявив], що [t x].", "2024-12-05"),
    ("2024-12-20", "[s Він] [c написав] сестрі 3 березня, що [t x].", "2024-03-03"),
    ("2024-12-20", "У листі до сестри від 3 березня [s він] [c писав], що [t x].", "2024-03-03"),
    ("2024-12-20", "Голова бригади імені 8 Березня Петро Коваль [c сказав], що [t x].", None),
    ("2024-12-20", "25-11-2023 [s він] [c сказав], що [t x].", "2023-11-25"),
    ("2024-12-20", "5.XII.1917 [s він] [c сказав], що [t x].", "1917-12-05"),
    ("2024-12-20", "У дев'яносто першому році [s він] [c сказав], що [t x].", '1991'),
    ("2024-12-20", "Торік у березні [s він] [c сказав], що [t x].", "2023-03"),
    ("2024-12-20", "Торік 5 березня [s він] [c сказав], що [t x].", "2023-03-05"),
    ("2024-12-20", "Того ж року, 5 березня, [s він] [c сказав], що [t x].", None),
    ("2024-12-20", "У вівторок капітан Рубець сказав, що міст втрачено. [s Він] [c додав], що [t ніхто не прийшов].", "2024-12-17"),  # noqa: E501
    ("2024-12-20", "3 березня міністр виступив у парламенті. [t «Ми просили часу»], — [c сказав] [s він].", "2024-03-03"),
    ("2024-12-20", "На брифінгу в Торвіку 3 березня міністр перелічив втрати. [t «Ми просили часу»], — [c сказав] [s він].", "2024-03-03"),  # noqa: E501
    ("2024-12-20", "[s Він] [c сказав] у середу, за день до голосування, що [t x].", "2024-12-18"),
    ("2024-12-20", "У ніч проти 5 грудня [s він] [c сказав], що [t x].", "2024-12"),
    ("2024-12-20", "Якось у понеділок [s він] [c сказав], що [t x].", None),
    ("2024-12-20", "Чи то 4, чи то 5 грудня [s він] [c сказав], що [t x].", "2024-12"),
    ("2024-12-20", "У понеділок того тижня [s він] [c сказав], що [t x].", None),
    ("2024-12-20", "[s Він] [c сказав] на форумі, що тривав з 14 до 16 травня 2022 року, що [t x].", "2022-05"),
    ("2024-12-20", "[s Він] [c сказав] на форумі, який тривав від 14 до 16 травня 2022 року, що [t x].", "2022-05"),
    ("2024-12-20", "[s Він] [c сказав] у листі, надісланому після 14 травня 2022 року, що [t x].", None),
    ("2024-12-20", "[s Він] [c сказав] у листі, датованому тижнем 14 травня 2022 року, що [t x].", "2022-05"),
    ("2024-12-20", "Сьогодні чи завтра [s він] [c сказав], що [t x].", None),
    ("2024-12-20", "У понеділок Марр заявила, що міст закрито. [c Додали], що [t ніхто не прийшов].", None),
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "published", "marked", "said_at"),
    [
        (language, *case)
        for language, cases in (("en", ENGLISH), ("ru", RUSSIAN), ("uk", UKRAINIAN))
        for case in cases
    ],
)
def test_the_date_is_that_of_the_statement(
    language: str, published: str | None, marked: str, said_at: str | None
) -> None:
    found = dated(language, published, marked)
    assert found.said_at == said_at, found.reasons
    assert not said_at or (found.said_at_text and found.said_at_text in found.reasons["said_at"])


WHERE = [
    ("en", "[s He] [c said] in an interview with the Torvik Herald on Monday that [t x].", "in an interview with the Torvik Herald"),  # noqa: E501
    ("en", "[s He] [c wrote] on Telegram that [t x].", "on Telegram"),
    ("en", "At a briefing in Torvik on 3 March, [s he] [c said] [t x].", "At a briefing in Torvik"),
    ("en", "In an open letter dated 30 January, [s the assembly] [c said] [t x].", "In an open letter"),
    ("en", "[s He] [c said] in Torvik on Monday that [t x].", "in Torvik"),
    ("en", "At Monday's briefing, [s he] [c said] [t x].", "At Monday's briefing"),
    ("en", "In a March 2016 meeting with editors, [s he] [c said] [t x].", "In a March 2016 meeting with editors"),
    ("en", "In response, [s he] [c said] [t x].", None),
    ("en", "[s He] [c insisted] on Koreth's guilt: [t x].", None),
    ("en", "[s The minister], who gave a speech in Torvik, [c said] [t x].", None),
    ("ru", "В интервью газете «Вечер» [s он] [c сказал], что [t x].", "В интервью газете «Вечер»"),
    ("ru", "[s Он] [c написал] в своём телеграм-канале, что [t x].", "в своём телеграм-канале"),
    ("ru", "На брифинге в Торвике 3 марта [s он] [c сказал], что [t x].", "На брифинге в Торвике"),
    ("ru", "[s Он] [c телеграфировал] в Торвик, что [t x].", None),
    ("ru", "В ответ на письмо [s он] [c сказал], что [t x].", None),
    ("uk", "Під час брифінгу в Торвіку [s він] [c сказав], що [t x].", "Під час брифінгу в Торвіку"),
    ("uk", "[s Він] [c написав] у фейсбуці, що [t x].", "у фейсбуці"),
    ("uk", "У відкритому листі [s збори] [c сказали], що [t x].", "У відкритому листі"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "marked", "venue"), WHERE)
def test_the_venue_is_in_the_words_of_the_text(language: str, marked: str, venue: str | None) -> None:
    assert dated(language, "2024-05-16", marked).venue == venue


def test_an_event_stays_words() -> None:
    found = dated("en", "2024-05-16", "Even before the invasion, [s he] [c said] [t x].")
    assert (found.said_at, found.said_at_text) == (None, "Even before the invasion")
    assert "stays words" in found.reasons["said_at"]
    assert dated("en", "2024-05-16", "After [s he] [c said] [t x], they left.").said_at_text is None
    assert (
        dated("ru", "2024-05-16", "До вторжения [s он] [c говорил], что [t x].").said_at_text
        == "До вторжения"
    )


def test_a_date_after_the_publication_is_null_and_says_why() -> None:
    found = dated("en", "2024-05-16", "On 3 June 2025 [s he] [c said] [t x].")
    assert found.said_at is None
    assert found.said_at_text == "On 3 June 2025"
    assert "later than 2024-05-16" in found.reasons["said_at"]
