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
    ("en", "former", "Until last autumn Petra Holm was the port's harbour master and director. {Holm} told the paper <the cranes were unsafe>."),
    ("en", "former", '"<The cranes were unsafe>," said {Petra Holm, who stepped down as head of the port authority in 2017}.'),
    ("en", "former", "Petra Holm spent twenty years in the navy before moving to the coast. {She} says <the fleet is old>."),
    ("en", "current", "Petra Holm, director of the port authority, rejected calls to step down. {Holm} says <the cranes are safe>."),
    ("en", "former", "Admiral Sten Rask, relieved of his command in January, broke his silence. {Rask} said <the order was unlawful>."),
    ("en", "current", "The opposition wants Admiral Sten Rask dismissed. {Rask} said <the order was lawful>."),
    ("en", "former", "Sten Rask was chief of the naval staff in the 1990s. The ships, {he} said, <were never repaired>."),
    ("en", "current", "Sten Rask has been chief of the naval staff since 2021. The ships, {he} said, <were never repaired>."),
    ("en", "former", "{Sten Rask, minister of finance under two presidents until 2012,} said <the debt was hidden>."),
    ("en", "former", "The then interior minister, Lea Brandt, signed the order in 2009. Today {Brandt} admits <it was a mistake>."),
    ("en", "current", "{Lea Brandt, who became interior minister in May,} said <the order stands>."),
    ("en", "former", "Lea Brandt's term as governor ended in 2020. {Brandt} said <the bridge was never finished>."),
    ("en", "former", "Voters threw out Governor Lea Brandt in 2020. {Brandt} said <the bridge was never finished>."),
    ("en", "former", "{One-time security chief Lea Brandt} said <nobody listened>."),
    ("en", "current", "{Lieutenant Colonel Omar Dietz, who retires next year,} said <nobody listened>."),
    ("en", "former", "{A retired judge} said <nobody listened>."),
    ("en", "current", "{An acting minister} said <nobody listened>."),
    ("en", "former", "Omar Dietz is a former deputy mayor. {Dietz} said <nobody listened>."),
    ("en", "former", "After his dismissal as prosecutor general, {Omar Dietz} said <nobody listened>."),
    ("en", "former", "Omar Dietz, who quit the ministry over the deal, now runs a bakery. {He} said <nobody listened>."),
    ("en", "current", "Speaking two weeks before he left office, {President Omar Dietz} said <nobody listened>."),
    ("en", "former", "Prosecutor General Omar Dietz was suspended and later sacked. {Dietz} said <nobody listened>."),
    ("ru", "former", "До прошлой осени Пётр Холмов был директором порта. {Холмов} рассказал, что <краны опасны>."),
    ("ru", "former", "«<Краны опасны>», — сказал {Пётр Холмов, покинувший пост главы порта в 2017 году}."),
    ("ru", "former", "Пётр Холмов двадцать лет служил на флоте. {Он} говорит, что <корабли стары>."),
    ("ru", "current", "Директор порта Пётр Холмов отверг призывы уйти в отставку. {Холмов} говорит, что <краны безопасны>."),
    ("ru", "former", "Адмирал Степан Раск, отстранённый от командования в январе, нарушил молчание. {Раск} сказал, что <приказ незаконен>."),
    ("ru", "current", "Степан Раск командует флотом с 2021 года. Корабли, сказал {он}, <не чинят>."),
    ("ru", "former", "{Экс-глава МВД Лидия Брандт} сказала, что <приказ был ошибкой>."),
    ("ru", "former", "В 2005–2012 годах Лидия Брандт занимала должность министра финансов. {Брандт} считает, что <долг скрыли>."),
    ("ru", "current", "{Лидия Брандт, назначенная министром в мае,} сказала, что <приказ в силе>."),
    ("ru", "former", "Губернатор Лидия Брандт проиграла выборы в 2020 году. {Брандт} сказала, что <мост не достроили>."),
    ("ru", "former", "Генерал Омар Диц вышел на пенсию в 2010 году. По мнению {генерала}, <никто не слушал>."),
    ("ru", "former", "{Омар Диц, некогда возглавлявший разведку,} сказал, что <никто не слушал>."),
    ("ru", "former", "После увольнения {бывший прокурор Омар Диц} сказал, что <никто не слушал>."),
    ("ru", "current", "{Исполняющий обязанности мэра Омар Диц} сказал, что <никто не слушал>."),
    ("ru", "current", "Слухи об отставке министра Омара Дица не подтвердились. {Диц} сказал, что <никто не слушал>."),
    ("ru", "former", "Генеральный прокурор Омар Диц был снят с должности. {Диц} сказал, что <никто не слушал>."),
    ("ru", "former", "{Ветеран разведки, полковник запаса Омар Диц} сказал, что <никто не слушал>."),
    ("ru", "current", "{Нынешний посол Омар Диц} сказал, что <никто не слушал>."),
    ("uk", "former", "До минулої осені Петро Холмов був директором порту. {Холмов} розповів, що <крани небезпечні>."),
    ("uk", "former", "«<Крани небезпечні>», — сказав {Петро Холмов, який залишив посаду голови порту у 2017 році}."),
    ("uk", "former", "Петро Холмов двадцять років служив на флоті. {Він} каже, що <кораблі старі>."),
    ("uk", "current", "Директор порту Петро Холмов відкинув заклики піти у відставку. {Холмов} каже, що <крани безпечні>."),
    ("uk", "former", "Адмірал Степан Раск, усунутий від командування в січні, порушив мовчання. {Раск} сказав, що <наказ незаконний>."),
    ("uk", "current", "Степан Раск командує флотом з 2021 року. Кораблі, сказав {він}, <не лагодять>."),
    ("uk", "former", "{Ексголова МВС Лідія Брандт} сказала, що <наказ був помилкою>."),
    ("uk", "former", "У 2005–2012 роках Лідія Брандт обіймала посаду міністерки фінансів. {Брандт} вважає, що <борг приховали>."),
    ("uk", "current", "{Лідія Брандт, призначена міністеркою у травні,} сказала, що <наказ чинний>."),
    ("uk", "former", "Губернаторка Лідія Брандт програла вибори у 2020 році. {Брандт} сказала, що <міст не добудували>."),
    ("uk", "former", "Генерал Омар Діц вийшов на пенсію у 2010 році. На думку {генерала}, <ніхто не слухав>."),
    ("uk", "former", "{Омар Діц, який колись очолював розвідку,} сказав, що <ніхто не слухав>."),
    ("uk", "current", "{Виконувач обов'язків мера Омар Діц} сказав, що <ніхто не слухав>."),
    ("uk", "former", "Генерального прокурора Омара Діца зняли з посади. {Діц} сказав, що <ніхто не слухав>."),
    ("uk", "current", "{Нинішній посол Омар Діц} сказав, що <ніхто не слухав>."),
    ("en", "former", "Hana Virt, 71, used to run the state railway. Asked about the crash, {Virt} said that <the signals were old>."),
    ("en", "former", "The railway's former boss, Hana Virt, was not surprised. {She} said that <the signals were old>."),
    ("en", "current", "{Railway boss Hana Virt} said that <the signals were old>. Ms Virt will retire in June."),
    ("en", "former", 'Hana Virt left the railway in 2015 after nine years as its director. "<The signals were old>," {Virt} recalled.'),
    ("en", "current", "Hana Virt, the railway's director since 2015, did not agree. {Virt} said <the signals were new>."),
    ("en", "former", "Brigadier Paul Keel handed over command in July. In August {Keel} told a newspaper that <morale was low>."),
    ("en", "former", "In retirement, {General Paul Keel} has said that <morale was low>."),
    ("en", "former", "{Paul Keel, a general until 2003 and now a novelist,} said <morale was low>."),
    ("en", "current", "General Paul Keel took command in 2019 after his predecessor was dismissed. {Keel} said <morale was high>."),
    ("en", "current", "{General Paul Keel}, whose predecessor resigned last year, said <morale was high>."),
    ("en", "current", "In a speech in 1998, {Paul Keel, who was defence secretary from 1997 to 2001,} said <the talks would work>."),
    ("en", "former", "{Former soldiers} said <talks were useless>."),
    ("en", "former", "Ousted as party leader in March, {Nora Sims} said <the vote was rigged>."),
    ("en", "former", "Senator Nora Sims did not seek re-election and her term expired in January. {Sims} said <the vote was rigged>."),
    ("en", "current", "Senator Nora Sims said she would not seek re-election. {Sims} said <the vote was rigged>."),
    ("ru", "former", "Бывшего начальника штаба Павла Киля спросили о войне. {Киль} ответил, что <она проиграна>."),
    ("ru", "former", "Павел Киль — начальник Генштаба в 1996–2001 годах. {Он} считает, что <война проиграна>."),
    ("ru", "current", "Павел Киль — начальник Генштаба. {Он} считает, что <война выиграна>."),
    ("ru", "former", "Павел Киль ушёл с поста министра после скандала. Теперь {Киль} говорит, что <его подставили>."),
    ("ru", "current", "Президент не принял отставку министра Павла Киля. {Киль} говорит, что <останется>."),
    ("ru", "former", "Генерал Павел Киль был уволен из армии за критику. {Генерал} говорит, что <молчать нельзя>."),
    ("ru", "former", "{Павел Киль, в прошлом депутат,} говорит, что <молчать нельзя>."),
    ("ru", "former", "Её преемником стал Павел Киль, а сама Нина Симс уехала. {Симс}, бывшая мэром до 2018 года, говорит, что <молчать нельзя>."),
    ("ru", "former", "Нина Симс до отставки возглавляла комитет. {Она} говорит, что <молчать нельзя>."),
    ("ru", "current", "Нина Симс вступила в должность в январе. {Мэр} говорит, что <молчать нельзя>."),
    ("uk", "former", "Колишнього начальника штабу Павла Кіля спитали про війну. {Кіль} відповів, що <її програно>."),
    ("uk", "former", "Павло Кіль — начальник Генштабу у 1996–2001 роках. {Він} вважає, що <війну програно>."),
    ("uk", "current", "Павло Кіль — начальник Генштабу. {Він} вважає, що <війну виграно>."),
    ("uk", "former", "Павло Кіль пішов з посади міністра після скандалу. Тепер {Кіль} каже, що <його підставили>."),
    ("uk", "current", "Президент не прийняв відставку міністра Павла Кіля. {Кіль} каже, що <лишиться>."),
    ("uk", "former", "Генерала Павла Кіля звільнили з армії за критику. {Генерал} каже, що <мовчати не можна>."),
    ("uk", "former", "{Павло Кіль, у минулому депутат,} каже, що <мовчати не можна>."),
    ("uk", "former", "Ніна Сімс до відставки очолювала комітет. {Вона} каже, що <мовчати не можна>."),
    ("uk", "current", "Ніна Сімс вступила на посаду в січні. {Мерка} каже, що <мовчати не можна>."),
    ("en", "former", "Dr. Ilse Moen chaired the water commission for a decade. Last week {Moen} wrote that <the wells are dry>."),
    ("en", "current", "Dr. Ilse Moen chairs the water commission. Last week {Moen} wrote that <the wells are dry>."),
    ("en", "former", "{Ilse Moen, formerly head of the water commission,} wrote that <the wells are dry>."),
    ("en", "former", "Ilse Moen was not reappointed to the water commission when her mandate expired. {She} wrote that <the wells are dry>."),
    ("en", "former", "Colonel Arno Fisk was discharged from the army in 2011. {The colonel} wrote that <the wells are dry>."),
    ("en", "current", "{Arno Fisk, the ministry's longest-serving diplomat,} wrote that <the talks failed>."),
    ("en", "former", "Arno Fisk has retired from the foreign ministry. {Fisk} wrote that <the talks failed>."),
    ("en", "current", "{Arno Fisk, appointed ambassador last month to replace the retired Ilse Moen,} wrote that <the talks failed>."),
    ("en", "former", "Ilse Moen, whom Arno Fisk succeeded as ambassador, disagreed. {Moen} wrote that <the talks failed>."),
    ("ru", "former", "Ильза Моэн десять лет возглавляла комиссию по воде. {Моэн} написала, что <колодцы пусты>."),
    ("ru", "current", "Ильза Моэн возглавляет комиссию по воде. {Моэн} написала, что <колодцы пусты>."),
    ("ru", "former", "Полковник Арно Фиск уволился из армии в 2011 году. {Полковник} написал, что <колодцы пусты>."),
    ("ru", "former", "{Арно Фиск, бывший до 2012 года послом,} написал, что <переговоры провалились>."),
    ("ru", "current", "{Арно Фиск, действующий посол,} написал, что <переговоры провалились>."),
    ("ru", "former", "Указом президента посол Арно Фиск освобождён от должности. {Фиск} написал, что <переговоры провалились>."),
    ("ru", "current", "Новым послом назначен Арно Фиск. {Фиск} написал, что <переговоры провалятся>."),
    ("uk", "former", "Ільза Моен десять років очолювала комісію. {Моен} написала, що <колодязі порожні>."),
    ("uk", "current", "Ільза Моен очолює комісію. {Моен} написала, що <колодязі порожні>."),
    ("uk", "former", "Полковник Арно Фіск звільнився з армії у 2011 році. {Полковник} написав, що <колодязі порожні>."),
    ("uk", "former", "{Арно Фіск, який був послом до 2012 року,} написав, що <переговори провалилися>."),
    ("uk", "current", "{Арно Фіск, чинний посол,} написав, що <переговори провалилися>."),
    ("uk", "former", "Указом президента посла Арно Фіска звільнено з посади. {Фіск} написав, що <переговори провалилися>."),
    ("uk", "current", "Новим послом призначено Арно Фіска. {Фіск} написав, що <переговори проваляться>."),
    # a role that is only told up to a time, ahead of it
    ("en", "former", "{Arno Fisk, until May chairman of the board,} wrote that <the talks had failed>."),
    ("ru", "former", "{Арно Фиск, до прошлой весны председатель правления,} написал, что <переговоры провалились>."),
    ("uk", "former", "{Ільза Моен, до 2012 року голова спілки,} написала, що <колодязі порожні>."),
    # who held it before
    ("en", "former", "{Her predecessor, Arno Fisk,} wrote that <the talks had failed>."),
    ("ru", "former", "{Её предшественник Арно Фиск} написал, что <переговоры провалились>."),
    ("en", "former", "{Onetime Ostrow Steel finance chief Arno Fisk} wrote that <the talks had failed>."),
    ("en", "former", "The mandate of ombudsman Arno Fisk ran out on Tuesday. {Fisk} wrote that <the talks had failed>."),
    # nobody who is named, with a clause that tells the end
    ("uk", "former", "{Прикордонник, який торік демобілізувався,} написав, що <колодязі порожні>."),
    ("en", "former", "{A guard who was discharged last year} wrote that <the talks had failed>."),
    ("en", "current", "{A guard who was not discharged} wrote that <the talks had failed>."),
    # a rank is kept, a command is not
    ("ru", "former", "Полковник Арно Фиск командовал гарнизоном с 2006 по 2014 год. {Фиск} написал, что <переговоры провалились>."),
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


def test_in_the_past_a_trade_that_is_named_with_it_is_over_and_no_other() -> None:
    marked = "Директор обсерватории Юлия Орел, в прошлом врач, ждала. {Орел} сказала, что <шёл дождь>."
    (speaker,) = speakers(marked, "ru")
    assert {role.title: role.status for role in speaker.roles} == {
        "Директор обсерватории": "current",
        "врач": "former",
    }


def test_a_signature_that_begins_with_a_title_is_a_name() -> None:
    marked = "Senators! <I urge you to wait>.\n\n{Maj. Gen. Walter Greaves (Ret.)}\nPort Lindsay"
    (speaker,) = speakers(marked)
    assert (speaker.name, speaker.status) == ("Walter Greaves", "former")


def test_a_group_called_retired_is_former_whatever_noun_it_has() -> None:
    (speaker,) = speakers("{Some retired military personnel} said <it rained>.")
    assert (speaker.kind, speaker.status) == ("group", "former")


def test_a_group_of_the_retired_and_the_active_is_of_no_one_status() -> None:
    (speaker,) = speakers("{A growing number of active and retired officers} said <it rained>.")
    assert (speaker.kind, speaker.status) == ("group", "unknown")
