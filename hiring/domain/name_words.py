"""Words that are names of people and words of any text, in English and German.

Alone they tell nobody: they are left where they stand when other people are left out of a text. A
name of several words is found whatever its words are.
"""

from __future__ import annotations

_WORDS = """
able abbott angel archer art august austin autumn bach baker band banks barber bay bear beck bell
berg berlin berry best bill bird black blank bloom blue bond bonn boss box brand braun breit
bright brook brooks brown buck bush butler camp candidate carpenter carter case chance charity
chase church clay clear close coach cole colleague cook cooper crane cross cruz dale dawn day dean
deep dick director django don draft drew duke early earl earnest east eisen engel engineer ernst
essen example eve fair faith fast feld fields field fin fine fink fisch fischer fisher flash
fleischer flores ford forest foster fox frank frau free freeman freund friday frost fuchs full
gale gene general georgia gold golden good grace grand grant gray green grey gross groß guy hahn
hall hand hard hart hardy harper haus heath heather heart held her herr herz high hill hilt hirsch
hof hoffer holly holz honor hope horn house hunt hunter iris ivy jack jade jahn jasmine java jay
jenkins jordan joy judge jung junior june july julia kaiser kant kay keller key kind king klar
klein klug knight koch konig könig kraft krone kurz lake lane lang lange last law lead leader lee
leicht leo lieb light lily link long lord love low luck major man manager maler mann mark marsh
martini mason master max may mayer mercy meister mensch metzger miles mill miller mills milan
mister monday moon moore more morgan mr mrs müller nash neu neumann new nice nick noble north
office olive oracle page panel paris park parker pascal pat patience patton paul pearl peer penny
person peter pfeiffer pilot pitt place platz point pope porter post potter power pretty price
prince prior proof pure python queen rain ramp rand ranger ray read real recruiter red reed reich
reiter rice rich richter ring ritter river rivers rob robin rock rod rose rosen roth royal ruby
rue rush rust ryan sage salt sam sample sand sattler sauer scala schade schäfer schmied schmidt
schneider schnell schön schreiber schreiner schröder schulz schulze schuster schwarz sharp shell
shepherd short silver singer skill skye slack small smart smith snow sommer sonne south spark
sparks spring stark stand star steel stein stern still stone storm strand strong stolz street
student sturm summer sun sunny swift swift table tag tall taylor teacher team temple terry test
tester thomas tiger tom townsend trainer tuesday turner tyler van victor victoria violet vogel
vogt voll von wagner wahl wald walker wall walter ward warm water waters weaver webber weber
wegner week weiß weiss welt well wells werner west weston white wild wilde will winkel winter
winters wirt wise wolf wolff wood woods word worth wright wunder year young zeit zimmer zimmermann
die das der den ein eine und oder mit für bei vom zum ist war hat sie wir ihr man nur auch the and
for with but not was has had she him his our you all any one two who how why montag dienstag
mittwoch donnerstag freitag samstag sonntag januar februar märz april mai juni juli september
oktober november dezember january february march october december sunday saturday thursday
wednesday america africa asia europe india china chad israel kenya london lincoln madison chelsea
florence sydney victoria virginia carolina washington jackson houston dallas cairo lima kent devon
english french german greek spanish welsh scott irish roman norman norse data science product
"""

ORDINARY = frozenset(_WORDS.split())
