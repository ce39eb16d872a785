# ruff: noqa: E501
"""Whether a role was over at the time of the statement: markers, verbs, years and events, near the name and far from it."""

from __future__ import annotations

import pytest
from tests.speakers.resolving_help import speakers

# fmt: off
CASES = [
    ("en", "former", "Anton Velko led the General Staff from 1996 to 2001. In an interview on Tuesday {he} said that <the army was not ready>."),
    ("en", "former", "Anton Velko commanded the Northern Fleet until his retirement in 2009. {Velko} warned that <the ships would rust>."),
    ("en", "former", "Defence Minister Anton Velko was dismissed last year. {Velko} said <he had been right all along>."),
    ("en", "current", "Defence Minister Anton Velko refused to resign. {Velko} said <he had been right all along>."),
    ("en", "current", "In 2014, {then-Defence Minister Anton Velko} said that <the army was ready>."),
    ("en", "former", "{Anton Velko, a retired colonel,} said <the war was lost>."),
    ("en", "former", "{Colonel Anton Velko (ret.)} said <the war was lost>."),
    ("en", "former", "{Anton Velko, who headed the security council for six years,} said <the plan was bad>."),
    ("en", "current", "{Anton Velko, who has headed the security council since 2019,} said <the plan was bad>."),
    ("en", "former", "Maria Sand served as ambassador to Oslo between 2010 and 2014. The treaty, {Sand} argued, <was doomed>."),
    ("en", "former", "The general stepped down in March after a row. General Anton Velko had run the academy for ten years. {He} told reporters that <the academy was in ruins>."),
    ("en", "current", "Governor Maria Sand said she would not step down. {Sand} called <the report a lie>."),
    ("en", "current", "A week before he was dismissed, {Finance Minister Anton Velko} said <the budget was sound>."),
    ("en", "current", "{Finance Minister Anton Velko} said on Monday that <the budget was sound>. He was dismissed two days later."),
    ("en", "former", "{A former finance minister} said <the budget was sound>."),
    ("en", "former", "{Retired officers} said <the army was tired>."),
    ("en", "current", "{Serving officers} said <the army was tired>."),
    ("en", "current", "{Acting mayor Maria Sand} said <the bridge would be closed>."),
    ("en", "former", "{Ex-mayor Maria Sand} said <the bridge would be closed>."),
    ("en", "unknown", "{Maria Sand} said <the bridge would be closed>."),
    ("en", "former", "Maria Sand lost her seat in 2016. Before that the deputy had chaired the budget committee. {Sand} believes <the money is gone>."),
    ("en", "former", "{Oleg Marek, who was prime minister in the 1990s,} said <the money is gone>."),
    ("en", "former", "Oleg Marek, prime minister from 2005 to 2009, now teaches law. {Marek} said <the court is wrong>."),
    ("en", "former", "The ministry, which Oleg Marek ran until 2014, has changed. {Marek} said <nobody works there any more>."),
    ("en", "former", "General Oleg Marek left the army in 2003. {The general} said <the war was a mistake>."),
    ("en", "current", "In 2000, {Oleg Marek, who was foreign minister until 2004,} said <the talks would go on>."),
    ("en", "former", "Lena Fox replaced Oleg Marek as central bank governor in 2018. {Marek} said <the rate was too low>."),
    ("en", "current", "Lena Fox replaced Oleg Marek as central bank governor in 2018. {Fox} said <the rate was too low>."),
    ("en", "former", "{Former ambassador Lena Fox, now a professor in Vienna,} said <the text was weak>."),
    ("en", "current", "Analyst Lena Fox, who left the army in 2004, ran the numbers. {The analyst} said <the text was weak>."),
    ("en", "current", "{Lena Fox, the outgoing mayor,} said <the text was weak>."),
    ("en", "current", "The opposition demanded the resignation of Interior Minister Lena Fox. {Fox} said <the text was weak>."),
    ("en", "current", "Rumours that General Oleg Marek had been dismissed were false. {Marek} said <he was at his post>."),
    ("en", "former", "Oleg Marek once commanded the brigade. {He} recalls that <there was no fuel>."),
    ("en", "former", "Oleg Marek resigned as deputy minister in protest. {He} recalls that <there was no fuel>."),
    ("en", "former", "Fired in May, {Oleg Marek} says that <there was no fuel>."),
    ("en", "current", "Oleg Marek was appointed defence minister in June. {He} says that <there was no fuel>."),
    ("ru", "former", "Антон Велько возглавлял Генштаб с 1996 по 2001 год. Во вторник {он} заявил, что <армия не готова>."),
    ("ru", "former", "Антон Велько командовал Северным флотом до 2009 года. {Велько} предупредил, что <корабли ржавеют>."),
    ("ru", "former", "Министра обороны Антона Велько уволили в прошлом году. {Велько} сказал, что <был прав>."),
    ("ru", "current", "Министр обороны Антон Велько отказался уходить в отставку. {Велько} сказал, что <был прав>."),
    ("ru", "current", "В 2014 году {тогдашний министр обороны Антон Велько} говорил, что <армия готова>."),
    ("ru", "former", "{Полковник в отставке Антон Велько} сказал, что <война проиграна>."),
    ("ru", "former", "{Генерал-майор запаса Антон Велько} сказал, что <война проиграна>."),
    ("ru", "former", "{Бывший министр} сказал, что <война проиграна>."),
    ("ru", "former", "{отставные генералы} сказали, что <война проиграна>."),
    ("ru", "former", "{Антон Велько, занимавший пост министра до 2015 года,} сказал, что <война проиграна>."),
    ("ru", "current", "{И. о. губернатора Антон Велько} сказал, что <мост закроют>."),
    ("ru", "former", "{Экс-мэр Мария Санд} сказала, что <мост закроют>."),
    ("ru", "current", "{Мэр города Мария Санд} сказала, что <мост закроют>."),
    ("ru", "current", "Губернатор Антон Велько работает в области с 2019 года. {Велько} сказал, что <мост закроют>."),
    ("ru", "former", "Губернатор Антон Велько ушёл в отставку весной. По мнению {Велько}, <мост закроют>."),
    ("ru", "former", "Антон Велько был послом в Осло в 2010–2014 годах. По его словам... {Велько} считает, что <договор обречён>."),
    ("ru", "former", "После отставки генерал Антон Велько живёт на даче. {Генерал} считает, что <договор обречён>."),
    ("ru", "current", "Оппозиция требует отставки министра Антона Велько. {Велько} считает, что <договор хорош>."),
    ("ru", "current", "За неделю до увольнения {министр финансов Антон Велько} заявил, что <бюджет в порядке>."),
    ("ru", "former", "Ранее Антон Велько руководил разведкой. {Он} полагает, что <договор обречён>."),
    ("ru", "former", "Антон Велько покинул пост министра в 2018 году. {Он} полагает, что <договор обречён>."),
    ("ru", "current", "В 2018 году Антон Велько возглавил комитет. {Он} полагает, что <договор обречён>."),
    ("ru", "current", "Генерал Антон Велько командует округом. {Он} полагает, что <договор обречён>."),
    ("ru", "former", "Ольга Лисина сменила Антона Велько на посту главы банка. {Велько} полагает, что <ставка низка>."),
    ("ru", "former", "Ольгу Лисину, долгие годы работавшую судьёй, уволили указом. {Лисина} полагает, что <ставка низка>."),
    ("uk", "former", "Антон Велько очолював Генштаб з 1996 до 2001 року. У вівторок {він} заявив, що <армія не готова>."),
    ("uk", "former", "Антон Велько командував флотом до 2009 року. {Велько} попередив, що <кораблі іржавіють>."),
    ("uk", "former", "Міністра оборони Антона Велька звільнили торік. {Велько} сказав, що <мав рацію>."),
    ("uk", "current", "Міністр оборони Антон Велько відмовився йти у відставку. {Велько} сказав, що <мав рацію>."),
    ("uk", "current", "У 2014 році {тодішній міністр оборони Антон Велько} казав, що <армія готова>."),
    ("uk", "former", "{Полковник у відставці Антон Велько} сказав, що <війну програно>."),
    ("uk", "former", "{Генерал-майор запасу Антон Велько} сказав, що <війну програно>."),
    ("uk", "former", "{Колишній міністр} сказав, що <війну програно>."),
    ("uk", "former", "{Ексміністерка Марія Санд} сказала, що <міст закриють>."),
    ("uk", "former", "{Відставні генерали} сказали, що <війну програно>."),
    ("uk", "current", "{Т. в. о. міністра Антон Велько} сказав, що <міст закриють>."),
    ("uk", "former", "Антон Велько пішов у відставку навесні, він був губернатором. На думку {Велька}, <міст закриють>."),
    ("uk", "former", "Антон Велько був послом в Осло у 2010–2014 роках. {Велько} вважає, що <угода приречена>."),
    ("uk", "former", "Антон Велько залишив посаду міністра у 2018 році. {Він} вважає, що <угода приречена>."),
    ("uk", "current", "У 2018 році Антон Велько очолив комітет. {Він} вважає, що <угода приречена>."),
    ("uk", "current", "Опозиція вимагає відставки міністра Антона Велька. {Велько} вважає, що <угода добра>."),
    ("uk", "current", "За тиждень до звільнення {міністр фінансів Антон Велько} заявив, що <бюджет у порядку>."),
    ("uk", "former", "Раніше Антон Велько керував розвідкою. {Він} вважає, що <угода приречена>."),
    ("uk", "former", "{Антон Велько, який до 2015 року обіймав посаду міністра,} сказав, що <війну програно>."),
    ("uk", "current", "{Речниця міністерства Марія Санд} сказала, що <міст закриють>."),
]
# fmt: on


@pytest.mark.parametrize(("language", "status", "marked"), CASES)
def test_the_status_at_the_time_of_the_statement(language: str, status: str, marked: str) -> None:
    (speaker,) = speakers(marked, language)
    assert (speaker.status, speaker.roles[0].status if speaker.roles else "unknown") == (status, status)


def test_a_role_that_goes_on_stands_beside_one_that_is_over() -> None:
    (speaker,) = speakers("{Retired Colonel Ivo Lund, head of the Harbour Board,} said <it rained>.")
    assert [(role.title, role.status) for role in speaker.roles] == [
        ("Retired Colonel", "former"),
        ("head of the Harbour Board", "current"),
    ]
    assert speaker.roles[1].body == "Harbour Board"
