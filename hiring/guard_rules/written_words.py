"""What the TOML files of this folder say. Written by `make docs`: edit those, not this."""

from __future__ import annotations

import datetime
from typing import Any

SAID: dict[str, Any] = {'de': {'language': 'German',
        'as_of': datetime.date(2026, 11, 22),
        'group': ({'id': 'family',
                   'words': ('schwanger*', 'schwangerschaft*', 'mutterschutz', 'elternzeit',
                             'elterngeld', 'mutterschaftsurlaub', 'vaterschaftsurlaub',
                             'alleinerziehend*', 'kinderlos*', 'kinderwunsch', 'kinderbetreuung',
                             'familienplanung', 'familienstand',
                             'familiäre verpflichtungen|pflichten|situation',
                             'hat|haben|hätte ein|zwei|drei|vier|kleine|mehrere|schon|noch|keine '
                             'kinder|kind|kleinkind|baby',
                             'zwei|drei|vier|kleine|ihre|seine kinder',
                             'ihr|sein kind|baby|mann|ehemann|freund|sohn',
                             'ihre|seine frau|ehefrau|freundin|tochter|familie', 'verheiratet',
                             'frisch verheiratet|vermählt', 'geschieden*', 'verwitwet*', 'ledig',
                             'möchte|will|plant _ kinder|kind|familie', 'stillt',
                             'mutter|vater von zwei|drei|vier|kleinen',
                             'hat|haben|frisch|gerade _ geheiratet', 'hochzeit', 'schwangeren',
                             'kleine|zwei|drei|vier|eine|einen|ihre|ihren|seine|seinen|hat _ '
                             'tochter|töchter|sohn|söhne|zwillinge|enkel|enkelkinder|buben|jungs|mädchen',
                             'vater|mutter|papa|mama|oma|opa|eltern geworden|werden|wird',
                             'wird|wurde|gerade|ist _ vater|mutter|papa|mama', 'nachwuchs',
                             'verlobt', 'verlobte|verlobter|verlobten', 'alleinstehend*',
                             'lebensgefährt*', 'lebenspartner*', 'scheidung',
                             'getrennt|getrenntlebend lebend|lebt', 'kita', 'kindergarten',
                             'tagesmutter', 'kleinkind*', 'säugling*', 'baby', 'babys', 'babypause',
                             'familienmensch', 'familienvater', 'hausfrau', 'hausmann',
                             'pflegt|pflegen|betreut _ '
                             'mutter|vater|eltern|angehörige|angehörigen|oma|opa',
                             'pflegebedürftig*',
                             'kinder|kind|tochter|sohn _ abholen|bringen|betreuen',
                             'holt|bringt _ kind|kinder|tochter|sohn', 'mutterschaft*',
                             'elternteil', 'kinderzahl', 'wegen der|ihrer|seiner kinder|familie',
                             'will|möchte|wünscht|plant|planen _ nachwuchs|kinder|baby|familie',
                             'familie gründen', 'familiengründung',
                             'ihre|seine|ihren|seinen|ihr|sein '
                             'partner|partnerin|ex|freund|freundin|ehe',
                             'in _ beziehung mit', 'mutter|vater ist|braucht', 'stillzeit',
                             'eheprobleme', 'ist|war single', 'zwei|drei|vier kinder|kindern',
                             'mit|hat _ kindern|kinder'),
                   'unless': ('familie von', 'kinder prozesse|knoten', 'elternzeit daten|datensatz',
                              'schwanger* frauen|patientinnen waren|wurden|in',
                              'verheiratet beide|die|zwei',
                              'ihr|ihre|ihren partner api|firma|firmen|system|systeme',
                              'kita daten|datensatz|plätze', 'kinder _ knoten|prozess|klasse',
                              'ist single threaded|page|sign',
                              'in _ beziehung mit der|dem|den tabelle|spalte',
                              'mit|hat _ kindern|kinder knoten|prozesse|klassen',
                              'zwei|drei|vier kinder|kindern knoten|prozesse|klassen',
                              'hat|mutter ist')},
                  {'id': 'age',
                   'words': ('zu|recht|sehr|noch|ziemlich|eher|relativ jung',
                             'zu|recht|ziemlich|schon|eher alt',
                             'junge|junger|jungen|älterer|ältere|älteren|alter '
                             'bewerber|bewerberin|kandidat|kandidatin|mann|frau|herr|dame|kollege|kollegin',
                             'er|sie|bewerber|bewerberin|kandidat|kandidatin ist|war|wirkt|wird _ '
                             'jahre alt|jung',
                             'jahre alt ist|und', 'in seinem|ihrem alter', 'sein|ihr alter',
                             'kurz|knapp vor ?der rente|pension|ruhestand', 'rentner*',
                             'geburtsdatum', 'geburtsjahr', 'jahrgang 19*|200*', 'geboren 19*|200*',
                             'geboren im|am',
                             'anfang|mitte|ende '
                             'zwanzig|dreißig|vierzig|fünfzig|sechzig|20|30|40|50|60',
                             'über fünfzig|sechzig', 'altersgruppe passt|zu', 'berufsanfänger*',
                             'digital native*', 'überqualifiziert*',
                             'für sein|ihr|seine|ihre alter|jahre',
                             'altersdurchschnitt|durchschnittsalter im|des|unseres|vom team|teams',
                             'junges|jungen|jüngere|jüngeren|jüngerer '
                             'team|teams|kollegen|leute|mann|frau|bewerber|bewerberin|bewerbern|kandidaten',
                             'ins|zum|im junge|jungen team',
                             'nicht mehr der|die|ganz jüngste|jung|jünger',
                             'nicht|auch mehr der|die jüngste',
                             'jugendlich|jugendliche|jugendlicher', 'opa|oma',
                             'grün hinter den ohren',
                             'altes|alten|alte '
                             'eisen|schule|hase|herr|herren|mann|frau|knochen|garde',
                             'rentenalter', 'pensionsalter',
                             'geht|ging|bald|jahr|jahren|schon|fast|zur|kurz|vor _ '
                             'rente|ruhestand|pension',
                             'pensionär*', 'pensioniert*', 'altersgründe*', 'aus altersgründen',
                             'in die|den jahre|jahren gekommen', 'betagt*', 'senior|seniorin ist',
                             'zu|recht|sehr|schon|noch|ziemlich|relativ|etwas jung|alt|betagt|grün',
                             'geht|kommt|steuert auf die vierzig|fünfzig|sechzig|40|50|60 zu',
                             'anfang|mitte|ende der '
                             'zwanziger|dreißiger|vierziger|fünfziger|sechziger|zwanzig|dreißig|vierzig|fünfzig|sechzig',
                             'generation z|y|golf|babyboomer', 'babyboomer',
                             'frisch von|aus der uni|hochschule|schule', 'altersunterschied',
                             'könnte mein|meine|ihr|sein vater|mutter|sohn|tochter|opa|oma',
                             'jahrgang'),
                   'unless': ('zu alt geworden|gewordene daten|partitionen',
                              'geburtsdatum spalte|feld',
                              'dienst|server|system|cluster|version|api|schnittstelle|bibliothek|job '
                              '_ ging|geht|gingen _ rente|pension|ruhestand',
                              'dienst|server|system|systems|cluster|monolith|version|api|schnittstelle|bibliothek '
                              '_ in rente|pension|ruhestand',
                              'alten eisen server', 'rente versicherung|daten|rechner',
                              'zu|recht|sehr|schon|noch|ziemlich|relativ|etwas alt|jung _ '
                              'codebasis|projekt|daten|bibliothek|version|system|partitionen|einträge',
                              'alte|altes|alten schule|garde api',
                              'jahrgang spalte|feld|daten|der daten'),
                   'patterns': ({'name': 'ein Alter in Jahren',
                                 'regex': '\\b(?:er|sie|bewerber(?:in)?|kandidat(?:in)?)\\s+(?:ist|war|wird)\\s+(?:schon '
                                          '|erst |bereits |etwa |ungefähr '
                                          ')?[2-7]\\d(?:\\s+jahre\\b|\\s*(?:[.,;]|$))'},
                                {'name': 'ein Alter in Jahren',
                                 'regex': '\\b(?:er|sie|bewerber(?:in)?|kandidat(?:in)?)\\s+(?:ist|war|wird)\\s+(?:(?:wohl|sicher|bestimmt|schon|bereits|weit|gut|erst|auch|etwa) '
                                          ')*(?:über|fast|knapp|um die|gut|rund|an '
                                          'die|unter)\\s+(?:[2-7]\\d\\b(?!\\s*(?:%|prozent|minuten|zeilen|tage|mal|ms|[.,]\\d))|(?:dreißig|vierzig|fünfzig|sechzig)\\b)|\\bmit\\s+(?:seinen|ihren|über|fast)\\s+[3-7]\\d\\b(?=\\s*(?:jahren|noch|zu|nicht|[.,;]|$))'})},
                  {'id': 'health',
                   'words': ('schwerbehinder*', 'behindert ist|war', 'ist|war behindert',
                             'behinderung', 'behinderungen', 'rollstuhl*', 'krankgeschrieben*',
                             'krankschreibung*', 'arbeitsunfähig*',
                             'ist|war|länger|lange|oft|häufig|chronisch|psychisch krank|erkrankt',
                             'chronische|psychische|schwere|seine|ihre krankheit|erkrankung|leiden',
                             'burnout', 'burn out',
                             'hat|hatte|wegen|seine|ihre '
                             'depression|depressionen|krebs|diabetes|epilepsie|asthma|adhs',
                             'depressiv*', 'adhs', 'legasthenie', 'legasthenik*', 'stottert',
                             'stottern', 'schwerhörig*', 'gehörlos*', 'sehbehindert*',
                             'autist|autistin|autistisch',
                             'gesundheitliche|gesundheitlichen '
                             'probleme|problemen|gründe|gründen|einschränkungen|zustand',
                             'gesundheitszustand', 'medikament*', 'in therapie|behandlung',
                             'psychotherap*', 'angststörung*', 'alkoholiker*', 'alkoholprobleme*',
                             'süchtig', 'schlaganfall', 'herzinfarkt',
                             'war|lag|länger|mehrmals|lange|oft _ in ?der '
                             'klinik|krankenhaus|reha|kur|psychiatrie',
                             'im krankenhaus', 'psychisch*', 'labil', 'nervlich*',
                             'rückenprobleme|rückenleiden|rückenschmerzen', 'bandscheib*',
                             'hinkt|humpelt', 'hörgerät*', 'ist|fast|halb|beinahe blind|taub',
                             'prothese*', 'gehstock', 'krücken', 'tabletten', 'krank', 'kränklich',
                             'fehlzeiten', 'krankheitstage*', 'krankheitsbedingt*', 'trinkt',
                             'trinker*', 'raucht', 'raucher|raucherin', 'alkohol|alkoholfahne',
                             'magersüchtig*', 'essstörung*', 'gebrechlich*', 'chemotherapie',
                             'krebserkrankung', 'krebskrank*', 'neurodivers*', 'autismus',
                             'asperger*', 'unfall gehabt', 'hatte _ unfall', 'chronisch',
                             'leidet|litt unter|an', 'migräne', 'nervenzusammenbruch',
                             'ausgebrannt', 'depression|depressionen', 'panikattack*',
                             'therapeut|therapeutin|psychologe|psychologin|psychiater',
                             'wirkt|wirkte|scheint|schien _ '
                             'instabil|krank|depressiv|erschöpft|ausgebrannt|kränklich',
                             'sehbehinderung|sehschwäche|sehschwach',
                             'behinderte|behinderter|behinderten '
                             'mensch|bewerber|bewerberin|kandidat|kandidatin|kollege',
                             'körperlich|gesundheitlich _ '
                             'eingeschränkt|angeschlagen|schwach|belastbar|fit',
                             'pflegegrad', 'drogen', 'zittert|zitterte'),
                   'unless': ('medikamentendaten',
                              'behinderung der|des durchsatzes|zugriffs|verkehrs',
                              'gesundheitszustand des|der dienstes|knotens|systems|server',
                              'leidet|litt unter _ '
                              'last|latenz|datenqualität|lasten|rauschen|drift|overfitting',
                              'system|dienst|modell|datenbank|index|anwendung|server leidet|litt '
                              'unter|an',
                              'behinderung durch|der|des|von',
                              'im krankenhaus daten|eingesetzt|projekt', 'krankenhaus',
                              'chronisch langsam|überlastet|instabil', 'wirkt _ instabil',
                              'drogen daten|datensatz')},
                  {'id': 'religion',
                   'words': ('muslim*', 'moslem*', 'islamisch*', 'jüdisch*', 'jude|jüdin|juden',
                             'katholisch*', 'katholik*', 'evangelisch*', 'hinduistisch*',
                             'buddhist*', 'kopftuch', 'kippa', 'turban',
                             'sein|seine|ihr|ihre '
                             'glaube|glauben|religion|konfession|kirche|gemeinde',
                             'sehr|streng|tief|ist gläubig|religiös', 'strenggläubig*', 'betet',
                             'beten', 'gebetszeit*', 'gebetspause*', 'ramadan',
                             'zeuge|zeugin jehovas', 'konfessionslos*', 'freikirche*',
                             'fastet|fasten', 'fromm|fromme|frommer',
                             'trägt|trug _ kreuz|kopftuch|kippa|schleier', 'kreuz um|am',
                             'moschee*', 'synagoge*', 'kirche|kirchen', 'kirchgänger*',
                             'kirchlich*', 'gottesdienst*', 'bibel*', 'koran*',
                             'ist|überzeugter|überzeugte|bekennender|bekennende|gläubiger|gläubige|als|strenger|strenge '
                             'christ|christin|moslem|muslima',
                             'getauft', 'konvertiert _ islam|christentum|judentum', 'islam',
                             'hindu*', 'gebet|gebete', 'freitagsgebet*', 'sabbat|schabbat', 'halal',
                             'koscher', 'religiöse|religiösen|religiöser|religiös',
                             'glaubensgemeinschaft', 'sekte', 'konfession', 'atheist*', 'gott',
                             'verschleierte frau|bewerberin'),
                   'unless': ('ramadan effekt|effekte|merkmal|verkehr|saison', 'bibel der|des|für',
                              'gott sei dank', 'religion spalte|feld|merkmal|daten')},
                  {'id': 'origin',
                   'words': ('akzent',
                             'kein|keine|nicht|ist|als '
                             'muttersprachler|muttersprachlerin|muttersprache',
                             'migrationshintergrund',
                             'ausländer|ausländerin|ausländern|ausländerinnen',
                             'einwanderer|einwanderin', 'flüchtling*', 'geflüchtet*',
                             'asylbewerber*', 'staatsangehörigkeit', 'nationalität',
                             'seine|ihre herkunft|wurzeln|heimat|kultur', 'ursprünglich aus',
                             'kommt|stammt _ aus _ ursprünglich|stammt',
                             'gebrochen|gebrochenes|schlechtes deutsch|englisch',
                             'fremder|ausländischer|komischer name', 'südländ*', 'russlanddeutsch*',
                             'aufenthaltstitel',
                             'typisch|typische|typischer '
                             'indisch*|inder|inderin|russe|russin|russisch*|deutsch|deutscher|deutsche|polnisch*|türkisch*|französisch*|italienisch*|chinesisch*',
                             'er|sie ist _ '
                             'inder|inderin|russe|russin|türke|türkin|pole|polin|chinese|chinesin|syrer|syrerin|ukrainer|ukrainerin|italiener|italienerin|franzose|französin|grieche|griechin|spanier|spanierin|amerikaner|amerikanerin',
                             'eltern|familie kommen|kommt|stammen|stammt aus', 'aufgewachsen in',
                             'kommt|kam|stammt|stammen|kommen|ist|zog|zogen|floh|flohen|geboren|geflohen|gebürtig|eltern|familie|ursprünglich|wurzeln|aufgewachsen '
                             '_ aus|in ?der '
                             'afghanistan|albanien|algerien|belarus|bosnien|brasilien|bulgarien|china|frankreich|ghana|griechenland|indien|iran|irak|israel|italien|kroatien|kosovo|libanon|marokko|mexiko|nigeria|pakistan|polen|portugal|rumänien|russland|serbien|somalia|spanien|sudan|syrien|thailand|tunesien|türkei|tschetschenien|ukraine|ungarn|vietnam|ägypten|äthiopien|afrika|asien|osteuropa|ausland',
                             'muttersprache',
                             'ausländische|ausländischen|fremde|türkische|türkischen|arabische|arabischen|polnische|polnischen|russische|russischen|afrikanische|afrikanischen|asiatische|asiatischen|indische|indischen|kurdische|kurdischen|italienische|griechische '
                             'wurzeln|herkunft|familie|abstammung|eltern|hintergrund|namen|name|akzent|mentalität|temperament',
                             'gebürtige|gebürtiger|gebürtig', 'wurzeln in|aus', 'eingewandert',
                             'zugewandert*', 'zuwander*', 'migrant|migrantin|migranten',
                             'nicht von hier', 'name schwer|kaum|nicht|unaussprechlich',
                             'name|namen _ aussprechen|auszusprechen|ausländisch',
                             'unaussprechlich*', 'spricht _ akzent|gebrochen',
                             'landsleute|landsmann', 'staatsbürgerschaft',
                             'die '
                             'russen|polen|inder|türken|chinesen|italiener|griechen|araber|amerikaner',
                             'russe|russin|polin|türke|türkin|inderin|chinesin|syrer|syrerin|araber|araberin|afghane|afghanin|iraner|iranerin|ukrainer|ukrainerin|rumäne|rumänin|bulgare|bulgarin|italiener|italienerin|spanier|spanierin|grieche|griechin|franzose|französin|brite|britin|amerikaner|amerikanerin',
                             'wie ein|eine ausländer|ausländerin|fremder|fremde',
                             'aufenthaltserlaubnis', 'abschiebung', 'heimatland', 'herkunftsland',
                             'mentalität', 'südländ*|osteuropä*|orientalisch*'),
                   'unless': ('akzent farbe|farben|zeichen', 'nationalität spalte|feld',
                              'ihre herkunft im|in den|der|dem daten|tabelle',
                              'muttersprache daten|merkmal|spalte|label',
                              'herkunftsland spalte|feld|merkmal|der ware|der lieferung',
                              'kommt|kam|stammt|ist|stammen _ aus|in ?der '
                              'afghanistan|albanien|algerien|belarus|bosnien|brasilien|bulgarien|china|frankreich|ghana|griechenland|indien|iran|irak|israel|italien|kroatien|kosovo|libanon|marokko|mexiko|nigeria|pakistan|polen|portugal|rumänien|russland|serbien|somalia|spanien|sudan|syrien|thailand|tunesien|türkei|tschetschenien|ukraine|ungarn|vietnam|ägypten|äthiopien|afrika|asien|osteuropa|ausland '
                              'daten|region|rechenzentrum|markt|niederlassung',
                              'daten|datensatz|anfragen|lieferung|lieferungen|bestellungen|kunden '
                              '_ kommt|kam|stammt|stammen|kommen|ist',
                              'die polen daten', 'wurzeln in der|aus dem gleichung|polynom|baum')},
                  {'id': 'ethnicity',
                   'words': ('hautfarbe', 'dunkelhäutig*',
                             'farbiger|farbige|schwarzer|schwarze|weißer|weiße '
                             'mann|frau|bewerber|bewerberin|kandidat|kandidatin|kollege|kollegin|ingenieur|ingenieurin',
                             'er|sie ist schwarz|weiß|asiat|asiatin|araber|araberin',
                             'ethnische|ethnischer herkunft|minderheit|hintergrund',
                             'asiatisches|arabisches|afrikanisches aussehen|äußeres',
                             'dunkle|dunkler|dunkles|helle|schwarze|braune '
                             'haut|hautfarbe|teint|typ',
                             'südländischer|orientalischer|asiatischer|arabischer|afrikanischer|dunkler '
                             'typ|teint',
                             'asiate|asiatin|afrikaner|afrikanerin', 'zigeuner*', 'mischling',
                             'seine|ihre rasse|ethnie|hautfarbe', 'schwarzafrikaner*', 'neger*',
                             'farbige|farbiger', 'ethnisch*', 'person of color'),
                   'unless': ('farbige|farbiger '
                              'diagramme|diagramm|ausgabe|grafik|markierung|linien|knoten|log|logs',
                              'ethnisch* merkmal|gruppe im|daten')},
                  {'id': 'gender',
                   'words': ('schwul*', 'lesbisch*', 'lesbe', 'homosexuell*', 'bisexuell*',
                             'transsexuell*', 'transgender', 'transfrau', 'transmann',
                             'sexuelle|sexuellen orientierung', 'sein|ihr geschlecht',
                             'als frau|mädchen', 'als|für eine frau|mädchen|mutter|dame',
                             'als|für ein mann|mädchen', 'typisch frau|mann|weiblich|männlich',
                             'eine|noch frau|mann im|in unserem|dem|diesem team',
                             'einzige|erste frau', 'einziger|erster mann', 'frauenquote',
                             'quotenfrau', 'feminin', 'unmännlich',
                             'weibliche|weiblicher|männlicher|männliche '
                             'bewerberin|bewerber|kandidat|kandidatin|kollege|kollegin',
                             'zu emotional|zickig',
                             'frauen|männer|mädchen|mädels|jungs '
                             'sind|können|wollen|kommen|gehen|neigen|halt|eben|meist|immer|oft',
                             'wie frauen|männer|mädchen|mädels', 'mädchenhaft', 'mütterlich',
                             'väterlich', 'weibisch', 'mädel|mädels',
                             'männerdomäne|männerrunde|männerteam|männerberuf|frauenberuf|frauenteam',
                             'frauenanteil', 'frauenförder*',
                             'genug|zu viele|wenige|mehr männer|frauen|jungs',
                             'geschlechtsumwandlung', 'geschlechtsangleichung',
                             'nichtbinär|nonbinär', 'zicke',
                             'sie ist|wirkt|war|wirkte _ '
                             'emotional|zickig|hysterisch|schrill|herrisch',
                             'blondine', 'eine frau|mann würde|wäre|passt|für|im|in|hätte|als',
                             'als|ein mann würde|wäre|passt', 'macho', 'schwuler|schwule|schwul',
                             'queer', 'trans frau|mann|person', 'sexuell* neigung|ausrichtung',
                             'ihre|seine ehefrau|frau|mann',
                             'seinen|sein ehemann|mann|freund|partner',
                             'für frauen|männer zu|nichts|ungeeignet|typisch',
                             'weiblich|weibliche|weiblicher '
                             'note|touch|intuition|unterstützung|verstärkung',
                             'die dame|damen', 'frau im team', 'hormon*'),
                   'unless': ('mehr frauen|männer im datensatz|in|den', 'hormon* daten',
                              'frauenanteil im|in datensatz|den daten|der stichprobe',
                              'männer _ datensatz')},
                  {'id': 'union',
                   'words': ('gewerkschaft', 'gewerkschafter*', 'gewerkschaftlich*',
                             'gewerkschaftsmitglied*',
                             'war|ist|im|mitglied betriebsrat|personalrat',
                             'im|aus|mitglied ?des ?dem betriebsrat|betriebsrats|betriebsrates',
                             'betriebsratsmitglied*', 'hat|streik organisiert',
                             'streik organisiert', 'parteimitglied*',
                             'mitglied der|bei|einer spd|cdu|csu|grünen|afd|fdp|linken|partei',
                             'wählt die|spd|cdu|csu|grüne|afd|fdp|linke',
                             'politische|politischen einstellung|ansichten|meinung|gesinnung',
                             'betriebsrat*', 'betriebsrät*', 'personalrat*', 'personalrät*',
                             'verdi', 'ver di', 'ig metall', 'igm', 'dgb', 'streik*', 'warnstreik*',
                             'gestreikt', 'arbeitskampf', 'parteibuch',
                             'afd|cdu|csu|spd|fdp|npd|bsw', 'die grünen|linken|linke',
                             'wählt|wählte|wähler _ grün|grüne|grünen|links|rechts|afd|spd',
                             'demonstriert|demonstrierte',
                             'auf _ demo|demonstration|demonstrationen|demos', 'klimakleber*',
                             'klimaaktivist*', 'aktivist|aktivistin',
                             'politisch aktiv|engagiert|links|rechts|interessiert|tätig',
                             'links|rechts|linksradikal|rechtsradikal eingestellt|radikal|extrem',
                             'linksradikal*|rechtsradikal*|rechtsextrem*|linksextrem*',
                             'kommunist*', 'sozialist*', 'vertrauensmann|vertrauensleute', 'partei',
                             'parteien|parteitag', 'gemeinderat|stadtrat',
                             'kandidiert|kandidierte für'),
                   'unless': ('wählt die _ '
                              'methode|funktion|metrik|zahl|verteilung|spalte|tabelle|variante|größe|grenze',
                              'partei a|b', 'dritt partei', 'streik daten', 'vertragspartei*',
                              'die linke|linken seite|tabelle|spalte|knoten|teilbaum')},
                  {'id': 'appearance',
                   'words': ('hübsch und', 'sehr|recht|ganz|ist|wirkt hübsch',
                             'hübsche|hübscher frau|mann|bewerberin|kandidatin|kerl',
                             'gutaussehend*', 'gut aussehend*',
                             'attraktive|attraktiver '
                             'frau|mann|bewerberin|bewerber|kandidatin|kandidat|erscheinung',
                             'übergewichtig*', 'dicklich', 'ist|zu|recht|ziemlich dick',
                             'tätowier*', 'tattoo', 'tattoos', 'gepflegt', 'ungepflegt*',
                             'gepflegte|gepflegtes|gepflegter äußeres|erscheinung|aussehen',
                             'gut|schlecht|schlampig|schick gekleidet|angezogen',
                             'sein|ihr aussehen|äußeres|kleid|gewicht',
                             'seine|ihre figur|haare|kleidung|frisur', 'füllig', 'mollig',
                             'korpulent*', 'beleibt', 'rasiert|unrasiert*', 'bart', 'glatze',
                             'haare', 'frisur', 'dreadlocks', 'ohrring*', 'nasenring*', 'piercing*',
                             'geschminkt', 'schminke',
                             'trug|trägt _ '
                             'anzug|krawatte|rock|bluse|hemd|jeans|kleid|turnschuhe|shirt',
                             'verschwitzt|schweiß|schwitzt|schwitzte', 'körpergeruch',
                             'riecht|roch nach|unangenehm|streng',
                             'er|sie ist|war|wirkt|wirkte _ '
                             'dünn|dürr|dick|hübsch|attraktiv|ungepflegt|klein|schlank|blond|sexy',
                             'gut|hübsch|attraktiv aussehend|aussehender|aussehende',
                             'schlank|schlanke|schlanker', 'blond|blonde|blonder', 'übergewicht',
                             'ein|eine schöne|hübsche|attraktive '
                             'frau|gesicht|erscheinung|augen|figur',
                             'optisch ansprechend|attraktiv|ein|nicht',
                             'äußerlich ansprechend|attraktiv|ungepflegt|wenig|nicht',
                             'äußere|äußeres|aussehen', 'gekleidet',
                             'ihre|seine kleidung|zähne|augen|beine|stimme|figur|haare|hände|haut',
                             'kleine|kleiner|große|großer|dicke|dicker frau|mann|kerl'),
                   'unless': ('hübsch ist|hübsche grafik|lösung|idee',
                              'gut|schlecht gepflegt|gepflegte|gepflegter '
                              'code|bibliothek|dokumentation|daten|tests|tabelle',
                              'wird|werden|wurde|wurden _ gepflegt',
                              'gepflegt wird|werden|wurde|von',
                              'schlank gehalten|es image|e tabelle',
                              'schlanke|schlanker '
                              'lösung|code|schnittstelle|tabelle|tabellen|prozess|image|client|architektur',
                              'optisch nicht|ein|ansprechend _ diagramm|dashboard|oberfläche',
                              'äußere|äußeres schleife|join|verbund|api|schicht',
                              'aussehen der|des dashboards|oberfläche|seite|diagramms')},
                  {'id': 'pay',
                   'words': ('bisherige|bisheriges|bisherigen|bisheriger|aktuelle|aktuelles|aktuellen|aktueller|derzeitige|derzeitiges|derzeitigen|jetzige|jetziges|jetzigen|früheres|früheren|letztes|letzten|gegenwärtiges|vorheriges '
                             'gehalt|gehälter|jahresgehalt|lohn|bruttogehalt|vergütung|einkommen|verdienst|gehalts',
                             'verdient|verdiente '
                             'derzeit|aktuell|momentan|bisher|jetzt|heute|dort|zurzeit|zuletzt|schon|nur',
                             'derzeit|aktuell|momentan|bisher|zuletzt|zurzeit|jetzt verdient',
                             'sein|ihr|seinem|ihrem ?altes ?letztes '
                             'gehalt|jahresgehalt|lohn|einkommen|verdienst',
                             'gehaltsabrechnung*', 'gehaltszettel', 'lohnzettel',
                             'gehaltsgeschichte', 'wie viel er|sie verdient',
                             'letzten|alten|bisherigen|früheren|vorigen|jetzigen|aktuellen|derzeitigen '
                             'arbeitgeber|job|stelle|firma|chef _ '
                             'verdient|verdiente|bekam|bekommt|gezahlt|zahlte|zahlt|gehalt|brutto|netto|tausend|euro',
                             'brutto|netto im|pro jahr|monat',
                             'was|wieviel er|sie _ verdient|bekommt|bekam|verdiente',
                             'unterbezahlt', 'überbezahlt', 'gehaltsnachweis*',
                             'gehaltsstufe|entgeltgruppe|tarifgruppe|gehaltsgruppe',
                             'sein|ihr|seinem|ihrem|seines|ihres|dem '
                             'gehalt|lohn|verdienst|bonus|jahresgehalt|monatsgehalt|tagessatz|stundenlohn|bruttogehalt',
                             'bisher|bislang|derzeit|momentan|zuletzt|aktuell _ '
                             'gehalt|lohn|verdienst|euro|tausend',
                             'altes|alte|altem|vorheriges gehalt|vergütung',
                             'verdient|verdiente _ bei|in seiner|seinem|ihrer|ihrem',
                             'zahlte|zahlten|zahlt|zahlen ihm|ihr|ihnen', 'gehaltserhöhung*'),
                   'unless': ('verdient jetzt|heute|schon|nur _ '
                              'vertrauen|respekt|aufmerksamkeit|lob',
                              'aktuelle|aktuelles|jetzige gehalt|vergütung der|für _ '
                              'stelle|position',
                              'ihr gehalt spalte|feld',
                              'dem gehalt der|als|in spalte|tabelle|stelle',
                              'ihr gehalt der stelle'),
                   'patterns': ({'name': 'eine Summe, die jemand verdient',
                                 'regex': '\\b(?:verdient|verdiente|bekommt|bekam)\\s+(?:etwa '
                                          '|rund |derzeit |aktuell |bisher |nur |schon '
                                          ')*(?:€\\s?)?\\d[\\d.,]*\\s?(?:k\\b|tausend|€|eur\\b|euro\\b)'},
                                {'name': 'eine Summe, die jemand bekommt',
                                 'regex': '\\b(?:verdient|verdiente|bekommt|bekam|kriegt|kriegte|erhält|erhielt|hat|hatte|liegt|lag|ist|war|steht|stand)\\s+(?:[a-zäöüß]+ '
                                          '){0,5}?(?:€\\s?)?\\d[\\d.,]*\\s?(?:k|tausend|€|eur|euro)?\\s+(?:im|pro) '
                                          '(?:jahr|monat)\\b|\\b(?:liegt|lag|ist|war|steht|stand)\\s+(?:[a-zäöüß]+ '
                                          '){0,5}?bei\\s+(?:etwa |rund |knapp |über '
                                          ')?\\d[\\d.,]*\\s?(?:k|tausend|€|eur|euro)(?=\\s*(?:[.,;]|$| '
                                          'brutto| netto| im jahr| pro jahr))'})})},
 'en': {'language': 'English',
        'as_of': datetime.date(2026, 11, 22),
        'group': ({'id': 'family',
                   'name': 'pregnancy and family',
                   'why': 'Who has or wants children, or lives with whom, says nothing about the '
                          'work.',
                   'law': 'US: Title VII, Pregnancy Discrimination Act; EU: Directive 2006/54/EC',
                   'source': 'EEOC, Prohibited Employment Policies/Practices',
                   'words': ('pregnan*', 'maternity|paternity|parental|family leave', 'breastfeed*',
                             'childless', 'childbirth', 'childcare', 'child care', 'babysit*',
                             'kids', 'toddler*', 'the children',
                             'has|have|having|had _ children|baby|child',
                             'wants|want|planning|plans _ children|baby|child',
                             'one|two|three|four|five|small|young children',
                             'her|his|their '
                             'husband|wife|spouse|children|child|baby|son|daughter|boyfriend|girlfriend|fiance|fiancée|fiancé',
                             'her|his family', 'single mother|father|mom|mum|dad|parent',
                             'working mother|father|mom|mum|dad', 'newly married|wed',
                             "is|was|got|getting|be|recently|isn't|not "
                             'married|divorced|engaged|widowed',
                             'divorced|married with', 'marital status',
                             'family status|planning|obligations|commitments|duties',
                             'start|starting a family', 'settle|settling down',
                             'stay at home mother|father|mom|mum|dad|parent',
                             'expecting a|her|their baby|child',
                             'mother|father of one|two|three|four|five',
                             'mother|father|mum|mom|dad of twins|kids|children', 'little one|ones',
                             'nursery|kindergarten|daycare place|pick|starts|drop',
                             'starts|start nursery|kindergarten|daycare', 'honeymoon', 'wedding',
                             'partner|wife|girlfriend is expecting',
                             'their|his|her parents|mother|father|brother|sister',
                             'has|have a family',
                             'his|her|their '
                             'boys|girls|twins|toddler|newborn|grandchildren|kid|ex|marriage|divorce',
                             'two|three|four boys|girls|sons|daughters|kids',
                             'has|have|having|had|expecting|expects _ twins|triplets|newborn',
                             'a newborn',
                             'at home with _ '
                             'child|children|kids|baby|boy|girl|son|daughter|toddler',
                             'small|young|little children|child|kids|boy|girl|daughter|son '
                             'at|under|of',
                             'collect|collects|fetch|fetches|pick|picks|drop|drops|bring|brings _ '
                             'child|children|kids|son|daughter|boys|girls',
                             'split|splitting up with', 'separated|divorcing from his|her|their',
                             'his|her|their partner', 'in a _ relationship',
                             'lives|living|moved in? with _ '
                             'boyfriend|girlfriend|partner|parents|mother|husband|wife',
                             'cares|caring|care|looks|looking after|for _ '
                             'mother|father|parents|grandmother|grandfather|children|kids|sons|daughters|boys|son|daughter|child|baby',
                             'family man|woman|person|father|mother|reasons|life|situation',
                             'family comes first', 'biological clock',
                             'becomes|become|became|becoming|be a _ '
                             'father|mother|parent|dad|mum|mom|grandfather|grandmother',
                             'is|being|as a _ father|mother|parent|dad|mum|mom',
                             'new|proud|young father|mother|parent|parents|dad|mum|mom',
                             'childminder', 'nanny', 'au pair',
                             'school run|holidays|age child|children',
                             'stepson|stepdaughter|stepchild|stepchildren|stepfather|stepmother',
                             'adopted|adopting|adopt a child|baby|boy|girl', 'fertility treatment',
                             'ivf',
                             'she|he is|was '
                             'single|unmarried|engaged|married|divorced|childless|widowed|separated',
                             'unmarried', 'lives|living alone',
                             'has|have|had a husband|wife|boyfriend|girlfriend|fiance|spouse',
                             'want|wants|plan|plans|planning|hopes|hoping _ '
                             'kids|children|baby|family',
                             'another|second|third|first baby|child|pregnancy', 'back from having',
                             'maternity', 'paternity', 'caring duties|responsibilities',
                             'family to feed|support',
                             'his|her|their mother|father|parents is|are|lives|live|needs|need'),
                   'unless': ('kids '
                              'books|shoes|clothes|clothing|toys|games|mode|section|category|content|channel|products|shows',
                              'pregnant pause', 'pregnancy of|risk|risks',
                              'pregnan* '
                              'data|model|models|test|tests|prediction|predictions|records|study|app',
                              'maternity ward|wards|clinic|data',
                              'children nodes|processes|classes|books', 'the children of _ node',
                              'have|has|had child|children '
                              'nodes|node|process|processes|class|classes|table|tables|rows',
                              'have|has|had _ child|children '
                              'nodes|node|process|processes|class|classes|table|tables|rows',
                              'settle|settles|settling down on|to', 'family of', 'baby step|steps',
                              'wants|want _ baby step|steps',
                              'her|his parents class|classes|node|process', 'digital twins',
                              'her|his|their partner '
                              'team|teams|company|companies|api|apis|bank|banks|system|systems|service|integration|data|feed|portal',
                              'parent is|was|has|process|class|node|table',
                              'first|second|third|another child '
                              'node|nodes|process|processes|class|table|element',
                              'their parent', 'being a parent process|class|node|table',
                              'single parent class|node|table|process|row|directory',
                              'as a _ parent process|class|node|table|directory',
                              'is a _ parent process|class|node|table|directory|of the node',
                              'two|three|four sons', 'care for their|the', 'kids themselves',
                              'is|was single threaded|page|pass|node|tenant|minded|minded',
                              'family of|situation of',
                              'school holidays as|feature|effect|dummy|in the model'),
                   'patterns': ({'name': 'married or divorced',
                                 'needs': ('married', 'divorced', 'widowed'),
                                 'regex': '(?:^|[.;!?]\\s+)(?:newly |recently '
                                          ')?(?:married|divorced|widowed)(?=\\s*(?:[,.;]|$|with\\b))'},)},
                  {'id': 'age',
                   'name': 'age',
                   'why': 'Years of life foretell hardly anything about work; what somebody can do '
                          'is on the card.',
                   'law': 'US: Age Discrimination in Employment Act (29 CFR 1625); EU: Directive '
                          '2000/78/EC',
                   'source': 'EEOC, Age Discrimination',
                   'words': ('young', 'younger', 'youngster*', 'youthful', 'elderly', 'middle aged',
                             'too|rather|very|quite old',
                             'older|old '
                             'candidate|applicant|person|worker|gentleman|lady|man|woman|guy|employee|developer|engineer',
                             'older|younger than him|her|them|us|me|you',
                             'in his|her|their '
                             'teens|twenties|thirties|forties|fifties|sixties|20s|30s|40s|50s|60s',
                             'early|mid|late '
                             'twenties|thirties|forties|fifties|sixties|20s|30s|40s|50s|60s',
                             'his|her|their age',
                             'she|he|they|candidate|applicant is|was|be|looks|seems _ years '
                             'old|young',
                             'man|woman|person|guy|lady of forty|fifty|sixty|seventy|40|50|60|70',
                             'recent|fresh graduate|graduates|grad|grads',
                             'fresh|straight out of college|school|university', 'digital native*',
                             'overqualified',
                             'close|near|nearing|before|until|reaching ?to retirement',
                             'retire|retires|retiring soon', 'about to retire', 'millennial*',
                             'boomer*', 'gen z|x|y', 'generation z|x|y',
                             'set in his|her|their ways', 'date of birth', 'born in 19*|200*',
                             'his|her|their birthday|birthdate|birth date|year',
                             'is a grandmother|grandfather|grandparent', 'old school guy|man|type',
                             'past his|her|their prime', 'grey|gray hair|haired', 'old enough to',
                             'his|her|their generation', 'long in the tooth',
                             'closer to thirty|forty|fifty|sixty|seventy',
                             'over|past|beyond|pushing|approaching|nearly|almost '
                             'forty|fifty|sixty|seventy _ years old|and|already',
                             'is|was|must be|looks|seems _ past|over|nearly|almost|about|around '
                             'thirty|forty|fifty|sixty|seventy',
                             'graduated|graduate|finished|studied|degree _ in 196*|197*|198*|199*',
                             'class of 19*',
                             'could be my|our|his|her '
                             'father|mother|grandfather|grandmother|dad|mum|mom|son|daughter|grandson',
                             'years left until|before|till|to', 'pension', 'pensioner*',
                             'average age of|in our|the team', 'team average age',
                             'still|just|only|merely|basically|really a _ '
                             'kid|child|boy|girl|teenager|youngster|student',
                             'is|was _ kid', 'wet behind the ears', 'baby face*', 'dinosaur',
                             'grandpa|granny|grandma', 'over the hill',
                             'end of his|her|their career|working life',
                             'last years of his|her|their', 'old dog*',
                             'old man|woman|lady|guy|gentleman|timer|fogey|folks|hand at his',
                             'young '
                             'man|woman|lady|guy|gentleman|people|person|team|one|blood|talent|candidate|applicant',
                             'generation gap', 'age gap|difference|group|bracket', 'youth',
                             'years in _ but less energy', 'senior in years',
                             'advanced|certain age', 'advanced in years',
                             'for somebody|someone|a person of his|her|their',
                             'too many years behind', 'fresh from school|university|college|uni',
                             'straight from school|university|college|uni', 'at her|his|their age',
                             'ageing|aging man|woman|candidate|engineer|developer|workforce',
                             'elder|elders', 'old for a|the|this|us|our', 'too young|old for|to',
                             'half|twice his|her|my|their age', 'old enough', 'slowing down with',
                             'no longer young|the youngest', 'not the youngest',
                             'late in life|his career|her career', 'kids of today',
                             'born before|after|around _ 19*', 'nineteen seventies|sixties'),
                   'unless': ('young|younger '
                              'project|projects|codebase|company|team|product|technology|tool|library|language|model|models|field|service|startup|repository|data|account|accounts|users|partition|branch|version|market',
                              'codebase|project|library|model|code|data|team|company|service|product|repository '
                              'is|was|still _ young',
                              'young inequality|modulus|tableau|tableaux',
                              'user|users|account|accounts|customer|customers date of birth',
                              'date of birth column|field|format|check|data',
                              'old enough to be dropped|deleted|archived|cached',
                              'old enough '
                              'partition|partitions|entries|rows|data|version|log|logs|files|cache',
                              'too old for the|cache|to be|version', 'too old to be',
                              'age group|groups|bracket _ '
                              'feature|features|column|model|data|customers|patients|users',
                              'young man page|pages', 'aged out|entries|keys|data|cache|partitions',
                              'by age group', 'per age group', 'each age group',
                              'youth dataset|data|hostel|sports',
                              'pension '
                              'fund|funds|data|calculation|calculator|product|contracts|scheme|schemes|system|insurance|model',
                              'dinosaur data|game|dataset|image|images', 'elder node|scrolls',
                              'young one|talent|people dataset',
                              'years left until|before|till|to the '
                              'certificate|licence|license|migration'),
                   'patterns': ({'name': 'a number of years of life',
                                 'regex': "\\b(?:she|he|candidate|applicant)(?:[’']s| is| was| "
                                          'must be| looks| seems| will be| turns)\\s+(?:about '
                                          '|around |only |already |over |almost |nearly |at least '
                                          ')?[2-7]\\d\\b(?!\\s*(?:%|percent|per|minutes?|seconds?|lines?|days?|weeks?|ms|k\\b|[.,]\\d))'},
                                {'name': 'a number of years of life',
                                 'regex': '\\blooks?\\s+(?:like\\s+)?(?:about|around|over|under|nearly)\\s+[2-7]\\d\\b(?!\\s*(?:%|percent|lines?|files?|rows?|tables?|papers?|examples?))|\\bat '
                                          '[4-7]\\d,? (?:i|he|she|they)\\b'},
                                {'name': 'a number of years of life',
                                 'regex': '\\b(?:aged?|turned|turning|turns)\\s+(?:about |around '
                                          '|only |just '
                                          ')?[2-7]\\d\\b(?!\\s*(?:%|percent|minutes?|seconds?|lines?|days?|weeks?|hours?|months?|rows?|[.,]\\d))|\\b(?:average|mean) '
                                          '(?:age )?(?:is|of|around) (?:about |around '
                                          ')?[2-6]\\d\\b(?=,? (?:he|she|they|years old|so '
                                          "(?:he|she)))|\\b(?:she|he)(?:[’']s| is| was)\\s+(?:way "
                                          '|well |far '
                                          ')?(?:over|past|under|beyond|pushing|approaching) '
                                          '[2-7]\\d\\b(?!\\s*(?:%|percent|minutes?|seconds?|lines?|[.,]\\d))|\\b[2-7]\\d[- '
                                          ']?years?[- ]olds? '
                                          '(?:man|woman|guy|candidate|applicant|engineer|developer|lady|person)\\b'})},
                  {'id': 'health',
                   'name': 'health and disability',
                   'why': 'Health is asked about by nobody before an offer; what somebody needs '
                          'for an interview belongs into a request for an adjustment.',
                   'law': 'US: Americans with Disabilities Act (29 CFR 1630.13); EU: Directive '
                          '2000/78/EC, GDPR Art. 9',
                   'source': 'EEOC, Enforcement Guidance: Preemployment Disability-Related '
                             'Questions and Medical Examinations',
                   'words': ('disability', 'disabilities',
                             'severely|physically|mentally disabled|handicapped', 'handicapped',
                             'she|he|they|candidate|applicant|person is|was _ disabled',
                             'disabled person|people|candidate|applicant|worker', 'wheelchair*',
                             'crutches',
                             'his|her|their '
                             'depression|illness|disease|anxiety|therapist|cancer|condition|burnout|disorder',
                             'burnout', 'burnt|burned out', 'sick leave|note|days', 'off sick',
                             'often|frequently|long|been|is|was ill|sick|depressed', 'illness',
                             'chronic|chronically ill|pain|condition|disease|fatigue|migraine*',
                             'has|have|had _ stroke',
                             'has|have|had cancer|diabetes|epilepsy|asthma|hiv|depression',
                             'diabetic', 'epilep*',
                             'is|was|seems|looks|probably|slightly|maybe|perhaps|bit autistic',
                             'on the spectrum', 'asperger*', 'adhd', 'dyslexi*', 'stutter*',
                             'stammer*', 'hearing impaired|aid|aids|loss|impairment|problems',
                             'visually impaired', 'she|he|candidate|applicant is|was blind|deaf',
                             'medication*', 'in therapy', 'antidepressant*',
                             'mental health|illness|problems|breakdown', 'mentally ill|unstable',
                             'anxiety disorder|attack|attacks|issues|problems', 'panic attack*',
                             'bipolar', 'psychiatr*',
                             'health problems|issues|condition|conditions|reasons|history',
                             'medical condition|leave|history|problems|reasons|treatment',
                             'cancer treatment|survivor|diagnosis', 'surgery', 'alcoholic',
                             'alcoholism', 'drug addict*', 'is|was addicted', 'rehab',
                             'she|he suffers|suffered|suffering from', 'physically fit|unfit|weak',
                             'had|has|suffered a|an stroke|heart '
                             'attack|breakdown|miscarriage|accident',
                             'autism spectrum', 'looked|looks|seemed|seems _ ill|sick|unwell',
                             'in|from hospital', 'limps|limped|limping', 'a limp',
                             'bad|sore|weak '
                             'back|knee|knees|hip|heart|lungs|nerves|eyesight|eyes|hearing|health',
                             'back|knee|hip|heart|lung|kidney|stomach|skin '
                             'problem|problems|trouble|pain|pains|surgery|operation|disease',
                             'hearing aid|aids', 'pills',
                             'takes|taking|on _ '
                             'medication|tablets|antidepressants|insulin|painkillers',
                             'his|her|their '
                             'nerves|health|operation|diagnosis|medication|pills|doctor|doctors|mental|illnesses',
                             'was|been|got|is diagnosed with|as', 'undiagnosed',
                             'out|away|absent|off sick|ill',
                             'sick|ill a lot|often|for months|for weeks', 'frail', 'sickly',
                             'looks|looked|seems|seemed|appeared '
                             'unhealthy|exhausted|anaemic|fragile|unstable',
                             'walking stick|frame|cane|aid', 'prosthe*',
                             'artificial leg|arm|hip|hand', 'amput*', 'one armed|legged|eyed',
                             'partially|half|nearly|almost|legally|going blind|deaf|sighted',
                             'is|was|bit colour|color blind', 'tourette*',
                             'nervous tic|tics|breakdown', 'parkinson*', 'multiple sclerosis',
                             'chemo|chemotherapy', 'cancer patient|survivor|twice|again',
                             'sees|seeing a therapist|psychologist|psychiatrist|counsellor',
                             'hospitalised|hospitalized', 'anorexi*', 'bulimi*', 'eating disorder',
                             'hyperactive', 'neurodiver*', 'neurotypical', 'autistic', 'ocd',
                             'ptsd', 'drinks|drinking too|a lot|heavily|problem', 'drinker',
                             'smoker', 'chain smok*',
                             'smelled|smelt|smells|reeked of _ alcohol|drink|booze|smoke',
                             'takes|took|uses|used|on drugs', 'hangover', 'hung over', 'long covid',
                             'mobility problems|issues|aid|scooter',
                             'trouble|problems|difficulty|difficulties with _ '
                             'stairs|walking|hearing',
                             'hard of hearing', 'could not hear well',
                             'out|off|away for _ months|weeks|year with|because|due|after',
                             'months|weeks|year off with|because|for|due|after', 'nerves',
                             'mentally|psychologically|emotionally '
                             'unstable|fragile|weak|ill|unwell|stable',
                             'depressive', 'depressed', 'suicidal', 'schizophreni*',
                             'stroke|infarct survivor', 'heart attack*', 'migraines', 'allerg* to',
                             'immune disease|deficiency',
                             'physical limitations|limitation|condition|handicap',
                             'special needs'),
                   'unless': ('depression in|of the loss|curve|demand|signal',
                              'ill posed|conditioned|defined|formed|suited|specified',
                              'disability claims|data|insurance|benefits|dataset|records|laws',
                              'health problems|issues|condition of the '
                              'service|cluster|server|system|job|node|nodes|pipeline|disk',
                              'health '
                              'check|checks|endpoint|probe|probes|metrics|signal|data|records|insurance',
                              'sick rows',
                              'medication data|records|codes|names|prediction|prescriptions',
                              'bipolar transistor|junction|encoding|activation',
                              'patient|patients _ surgery|medication|illness',
                              'on the spectrum of|from|between', 'sick of',
                              'hospital data|records|forecasts', 'in hospital stays|admissions',
                              'takes|taking|on _ medication data', 'autism dataset|data|study',
                              'parkinson* data|dataset|patients|prediction|model|study',
                              'schizophreni* data|dataset', 'chemotherapy data|records|dataset',
                              'patient|patients _ diagnosed|undiagnosed',
                              'prosthe* design|control|data',
                              'hyperactive alerts|timer|job|process|node|nodes|logging',
                              'heart|lung|kidney|skin disease '
                              'data|prediction|model|dataset|classifier|classification',
                              'unstable build|branch|tests|training|network',
                              'looks|seems unstable', 'the behinderung|behinderung durch|des',
                              'color|colour blind palette|friendly|safe|users',
                              'special needs of the users|data|hardware', 'off with the',
                              'depressed prices|demand|metrics',
                              'years off with|because|for|due|after', 'pain point|points',
                              'back problem|problems')},
                  {'id': 'religion',
                   'name': 'religion',
                   'why': 'What somebody believes says nothing about the work; a day off is asked '
                          'about after an offer.',
                   'law': 'US: Title VII; EU: Directive 2000/78/EC, GDPR Art. 9',
                   'source': 'EEOC, Religious Discrimination',
                   'words': ('muslim*', 'islam*', 'jewish', 'jew|jews', 'hindu', 'hindus',
                             'buddhist*', 'catholic*', 'protestant*', 'mormon*', 'sikh*',
                             'atheist*', 'jehovah*', 'devout',
                             'practising|practicing|devout|committed|born again christian',
                             'is a christian', 'headscarf', 'head scarf', 'hijab', 'niqab',
                             'turban', 'burka', 'burqa', 'kippah', 'yarmulke',
                             'his|her|their '
                             'faith|religion|church|mosque|synagogue|beliefs|prayers|god',
                             'very|deeply|quite|rather|strongly|is|was religious',
                             'religious '
                             'person|man|woman|background|beliefs|family|reasons|holiday|holidays',
                             'ramadan', 'to pray', 'prays', 'prayer time|times|room|break|breaks',
                             'goes|went|go to church|mosque|mass', 'sabbath', 'shabbat',
                             'is|was|while fasting', 'she|he fasts', 'kosher', 'halal',
                             'missionary', 'a cross around', 'wore|wears a cross',
                             'goes to _ church|mosque|synagogue', 'at|in church',
                             'covers|covered|covering her|his hair|head|face', 'mosque|mosques',
                             'synagogue*', 'to|in|at|from church',
                             'church service|goer|choir|community|group', 'bible', 'koran', 'quran',
                             'torah',
                             'committed|strong|active|faithful|orthodox|evangelical|believing|strict '
                             'christian|believer|jew|muslim|catholic',
                             'a christian', 'evangelical*', 'orthodox jew|christian|jewish',
                             'baptist', 'scientolog*', 'sect member', 'eid', 'diwali', 'yom kippur',
                             'hanukkah', 'passover', 'praying',
                             'religious '
                             'beliefs|views|group|clothing|symbol|dress|duties|rules|fasting|diet',
                             'converted to islam|christianity|judaism|buddhism',
                             "does|do|did not|doesn't|don't eat pork",
                             'fridays|saturdays|sundays off', 'off on fridays|saturdays|sundays',
                             'godfearing', 'god fearing', 'believes in god',
                             'his|her priest|imam|rabbi|pastor', 'works? on _ sabbath', 'veil',
                             'veiled', 'crucifix', 'fasts', 'fasting', 'rosary', 'yoga sect',
                             'hindu temple', 'islamic faith|dress|country',
                             'christian faith|values|family'),
                   'unless': ('ramadan '
                              'effect|effects|feature|features|season|traffic|sales|regressor|regressors|peak|demand|dummy',
                              'holiday|holidays _ ramadan',
                              'islam* data|text|texts|corpus|finance|calendar',
                              'their beliefs about|in|on', 'in church numerals', 'bible of|on|for',
                              'the bible for', 'prayer times app|data|api',
                              'religion column|field|feature|data|label',
                              'quran|bible|koran corpus|text|texts|dataset|translation',
                              'pray that|it works|for', 'fasting glucose|blood|data|labs',
                              'off on fridays to|deploy*')},
                  {'id': 'origin',
                   'name': 'origin, nationality and language',
                   'why': 'Where somebody or their language comes from is no evidence; whether '
                          'they were understood is: write what was understood and what was not.',
                   'law': 'US: Title VII (29 CFR 1606), Immigration Reform and Control Act; EU: '
                          'Directive 2000/43/EC',
                   'source': 'EEOC, National Origin Discrimination',
                   'words': ('accent', 'native speaker',
                             'native english|german|french|spanish speaker*', 'mother tongue',
                             'nationality', 'immigrant*', 'is|was a migrant',
                             'migration background', 'refugee*', 'asylum seeker*', 'foreigner*',
                             'foreign born|name|looking|sounding|national|nationals',
                             'originally from', 'comes|came|is from _ originally',
                             'country of origin|birth', 'born abroad|overseas', 'was|is born in',
                             'born and raised',
                             'broken|poor|bad|funny|terrible english|german|french|spanish',
                             'his|her|their origin|origins|roots|culture|homeland|native '
                             'country|country|citizenship|passport',
                             'expat*', 'ethnic name', 'strange|foreign|unpronounceable name',
                             'indian|pakistani|chinese|japanese|korean|vietnamese|russian|ukrainian|polish|romanian|bulgarian|turkish|iranian|iraqi|syrian|afghan|israeli|egyptian|nigerian|kenyan|moroccan|tunisian|brazilian|mexican|american|british|irish|french|german|italian|spanish|portuguese|greek|european|african|asian '
                             'candidate|applicant|engineer|developer|scientist|guy|man|woman|lady|girl|boy|accent|background|descent|roots|heritage|passport|citizen|national|mentality|immigrant|name',
                             'she|he|candidate|applicant is|was '
                             'indian|pakistani|chinese|japanese|korean|vietnamese|russian|ukrainian|polish|romanian|bulgarian|turkish|iranian|iraqi|syrian|afghan|israeli|egyptian|nigerian|kenyan|moroccan|tunisian|brazilian|mexican|american|british|irish|french|german|italian|spanish|portuguese|greek|african',
                             'typical|typically '
                             'indian|chinese|russian|french|german|italian|american|british|polish|turkish|spanish|african',
                             'immigrated|emigrated from|to', 'not _ first language',
                             'english|german as a second language', 'grew up in',
                             'parents come|came|are from',
                             'she|he|candidate|applicant|family|parents|wife|husband|they|guy|man|woman '
                             '_ from '
                             'afghanistan|albania|algeria|argentina|bangladesh|belarus|bosnia|brazil|bulgaria|cameroon|chile|china|colombia|croatia|cuba|czechia|egypt|eritrea|ethiopia|france|georgia|germany|ghana|greece|hungary|india|indonesia|iran|iraq|ireland|israel|italy|jamaica|japan|jordan|kazakhstan|kenya|korea|kosovo|lebanon|libya|mexico|morocco|nepal|nigeria|pakistan|palestine|peru|philippines|poland|portugal|romania|russia|senegal|serbia|slovakia|slovenia|somalia|spain|sudan|syria|taiwan|thailand|tunisia|turkey|ukraine|uzbekistan|venezuela|vietnam|zimbabwe|africa|asia',
                             'comes|came|comes|moved|fled|immigrated|emigrated|arrived|hails|here|originally|over '
                             '_ from '
                             'afghanistan|albania|algeria|argentina|bangladesh|belarus|bosnia|brazil|bulgaria|cameroon|chile|china|colombia|croatia|cuba|czechia|egypt|eritrea|ethiopia|france|georgia|germany|ghana|greece|hungary|india|indonesia|iran|iraq|ireland|israel|italy|jamaica|japan|jordan|kazakhstan|kenya|korea|kosovo|lebanon|libya|mexico|morocco|nepal|nigeria|pakistan|palestine|peru|philippines|poland|portugal|romania|russia|senegal|serbia|slovakia|slovenia|somalia|spain|sudan|syria|taiwan|thailand|tunisia|turkey|ukraine|uzbekistan|venezuela|vietnam|zimbabwe|africa|asia',
                             'raised|born|grew|lived|childhood|roots|family|school|relatives|parents|back '
                             '_ in '
                             'afghanistan|albania|algeria|argentina|bangladesh|belarus|bosnia|brazil|bulgaria|cameroon|chile|china|colombia|croatia|cuba|czechia|egypt|eritrea|ethiopia|france|georgia|germany|ghana|greece|hungary|india|indonesia|iran|iraq|ireland|israel|italy|jamaica|japan|jordan|kazakhstan|kenya|korea|kosovo|lebanon|libya|mexico|morocco|nepal|nigeria|pakistan|palestine|peru|philippines|poland|portugal|romania|russia|senegal|serbia|slovakia|slovenia|somalia|spain|sudan|syria|taiwan|thailand|tunisia|turkey|ukraine|uzbekistan|venezuela|vietnam|zimbabwe|africa|asia',
                             'being '
                             'indian|pakistani|bangladeshi|chinese|japanese|korean|vietnamese|thai|russian|ukrainian|belarusian|polish|czech|hungarian|serbian|croatian|bosnian|albanian|romanian|bulgarian|turkish|kurdish|iranian|persian|iraqi|syrian|lebanese|afghan|israeli|egyptian|nigerian|ghanaian|ethiopian|somali|kenyan|moroccan|tunisian|algerian|brazilian|mexican|colombian|american|british|irish|scottish|french|german|italian|spanish|portuguese|greek|slavic|arab|arabic|balkan|scandinavian',
                             'is|was|as a|an _ '
                             'indian|pakistani|bangladeshi|chinese|japanese|korean|vietnamese|thai|russian|ukrainian|belarusian|polish|czech|hungarian|serbian|croatian|bosnian|albanian|romanian|bulgarian|turkish|kurdish|iranian|persian|iraqi|syrian|lebanese|afghan|israeli|egyptian|nigerian|ghanaian|ethiopian|somali|kenyan|moroccan|tunisian|algerian|brazilian|mexican|colombian|american|british|irish|scottish|french|german|italian|spanish|portuguese|greek|slavic|arab|arabic|balkan|scandinavian',
                             'typical|typically|very|so|too|half '
                             'indian|pakistani|bangladeshi|chinese|japanese|korean|vietnamese|thai|russian|ukrainian|belarusian|polish|czech|hungarian|serbian|croatian|bosnian|albanian|romanian|bulgarian|turkish|kurdish|iranian|persian|iraqi|syrian|lebanese|afghan|israeli|egyptian|nigerian|ghanaian|ethiopian|somali|kenyan|moroccan|tunisian|algerian|brazilian|mexican|colombian|american|british|irish|scottish|french|german|italian|spanish|portuguese|greek|slavic|arab|arabic|balkan|scandinavian',
                             'indian|pakistani|bangladeshi|chinese|japanese|korean|vietnamese|thai|russian|ukrainian|belarusian|polish|czech|hungarian|serbian|croatian|bosnian|albanian|romanian|bulgarian|turkish|kurdish|iranian|persian|iraqi|syrian|lebanese|afghan|israeli|egyptian|nigerian|ghanaian|ethiopian|somali|kenyan|moroccan|tunisian|algerian|brazilian|mexican|colombian|american|british|irish|scottish|french|german|italian|spanish|portuguese|greek|slavic|arab|arabic|balkan|scandinavian '
                             'sound|sounding|english|candidate|applicant|guy|man|woman|name|names|accent|background|descent|roots|origin|passport|citizen|mentality|temperament|way|family|parents|upbringing|immigrant|immigrants|work '
                             'ethic',
                             'not from here|around here|this country|germany|england|the us',
                             'from here originally', 'where _ from originally',
                             'pronounce _ name|surname', 'pronouncing _ name|surname',
                             'name is|was|sounds|sounded _ '
                             'foreign|exotic|arabic|turkish|polish|russian|african|unpronounceable|impossible|hard '
                             'to',
                             'foreign '
                             'name|names|sounding|accent|background|passport|origin|culture|mentality|roots',
                             'like a foreigner', 'as a foreigner',
                             'eastern|southern european|europeans|european guy|woman|man|accent',
                             'cultural background|mentality',
                             'his|her|their mentality|accent|dialect|nationality|mother '
                             'tongue|native language|visa|pronunciation|english is|was|has',
                             'was|were raised in', 'non native|native speakers', 'not a native',
                             'heavy|thick|strong accent', 'third world country|countries',
                             'back home in', 'his|her people',
                             'indians|russians|poles|turks|romanians|nigerians|pakistanis|arabs|germans|americans|italians|greeks '
                             'are|always|usually|tend|work|like|think',
                             'a '
                             'pole|turk|russian|greek|frenchman|englishman|spaniard|dane|swede|finn|scot|kurd|arab|iranian|syrian|indian|german',
                             'residence permit', 'asylum', 'deport*',
                             'overseas candidate|applicant',
                             'exotic name|looks|looking|background|accent',
                             'immigration status|background'),
                   'unless': ('accent '
                              'colour|colours|color|colors|mark|marks|insensitive|sensitive|folding|line|border|theme|recognition|classification|classifier',
                              'mother tongue of the project|tool|library|system|service',
                              'native speaker '
                              'model|models|labels|labelled|labeled|annotations|annotators|data|judgements',
                              'nationality column|field|feature|data|codes',
                              'their country of|code|codes|field|column', 'born in mind',
                              'country of origin column|field|data|codes|label|feature',
                              'their origin|roots in|on|table|server|column|stream|system|request',
                              'was|is born in production|a|the', 'first language model|models',
                              'grew up in production',
                              'indian|pakistani|bangladeshi|chinese|japanese|korean|vietnamese|thai|russian|ukrainian|belarusian|polish|czech|hungarian|serbian|croatian|bosnian|albanian|romanian|bulgarian|turkish|kurdish|iranian|persian|iraqi|syrian|lebanese|afghan|israeli|egyptian|nigerian|ghanaian|ethiopian|somali|kenyan|moroccan|tunisian|algerian|brazilian|mexican|colombian|american|british|irish|scottish|french|german|italian|spanish|portuguese|greek|slavic|arab|arabic|balkan|scandinavian '
                              'names|name data|dataset|corpus|tokenizer|tokeniser|language|list',
                              'is|was|as a|an _ '
                              'indian|pakistani|bangladeshi|chinese|japanese|korean|vietnamese|thai|russian|ukrainian|belarusian|polish|czech|hungarian|serbian|croatian|bosnian|albanian|romanian|bulgarian|turkish|kurdish|iranian|persian|iraqi|syrian|lebanese|afghan|israeli|egyptian|nigerian|ghanaian|ethiopian|somali|kenyan|moroccan|tunisian|algerian|brazilian|mexican|colombian|american|british|irish|scottish|french|german|italian|spanish|portuguese|greek|slavic|arab|arabic|balkan|scandinavian '
                              'language|corpus|dataset|version|translation|model|text|bank|customer|company|client|market|shop|locale',
                              'exception|exceptions|error|errors|alert|alarm|issue|question|ticket|warning '
                              '_ raised in',
                              'was|were raised in the|a|review|time|production|code|test|staging',
                              'a russian|greek|german|french indian '
                              'roulette|doll|letter|letters|corpus|text|model',
                              'a pole of|at|in',
                              'moved|came|over|here _ from '
                              'afghanistan|albania|algeria|argentina|bangladesh|belarus|bosnia|brazil|bulgaria|cameroon|chile|china|colombia|croatia|cuba|czechia|egypt|eritrea|ethiopia|france|georgia|germany|ghana|greece|hungary|india|indonesia|iran|iraq|ireland|israel|italy|jamaica|japan|jordan|kazakhstan|kenya|korea|kosovo|lebanon|libya|mexico|morocco|nepal|nigeria|pakistan|palestine|peru|philippines|poland|portugal|romania|russia|senegal|serbia|slovakia|slovenia|somalia|spain|sudan|syria|taiwan|thailand|tunisia|turkey|ukraine|uzbekistan|venezuela|vietnam|zimbabwe|africa|asia '
                              'region|central|data|dataset|office|market|north|south|east|west',
                              'a greek letter', 'comes from china shop',
                              'asylum data|applications dataset',
                              'so|too|very german|french|spanish|english text|corpus|data',
                              'family|school _ in')},
                  {'id': 'ethnicity',
                   'name': 'ethnicity',
                   'why': 'Colour and descent say nothing about the work, and are no reason for or '
                          'against anybody.',
                   'law': 'US: Title VII, 42 USC 1981; EU: Directive 2000/43/EC, GDPR Art. 9',
                   'source': 'EEOC, Race/Color Discrimination',
                   'words': ('black|white|asian|brown|coloured|colored|hispanic|latino|latina|african|arab|caucasian|roma '
                             'engineer|candidate|applicant|developer|scientist|guy|guys|man|men|woman|women|male|males|female|females|person|people|colleague|girl|boy|lady|background|descent|heritage',
                             'she|he|candidate|applicant is|was|looks|looked|seems '
                             'black|white|asian|brown|hispanic|latino|latina|arab|arabic|caucasian|african|mixed',
                             'half black|white|asian|african|arab',
                             'person|people|man|woman|women|candidate|engineer of colour|color',
                             'his|her race', 'his|her|their ethnicity|skin',
                             'skin colour|color|tone', 'ethnic minority|background|origin|group',
                             'middle eastern looking|descent|background|man|woman',
                             'looks|looked|is|seems middle eastern', 'caucasian', 'hispanic',
                             'latino', 'latina', 'latinx', 'mixed race', 'diversity hire|candidate',
                             'good for our diversity', 'our diversity quota|numbers|target|targets',
                             'asians', 'blacks', 'latinos',
                             'dark|brown|black|light|pale|white skin|skinned',
                             'an asian|african|arab', 'a gypsy', 'gypsy|gypsies', 'negro*',
                             'of '
                             'african|asian|arab|arabic|caribbean|mixed|indian|turkish|hispanic|latino '
                             'origin|descent|heritage|background',
                             'minority candidate|background|hire|applicant',
                             'racial background|group|minority',
                             'his|her complexion|ethnic background|colour|color|skin',
                             'non white|whites', 'person|people|persons of colour|color',
                             'black|white|brown|asian person|face|skin|fella|dude|kid|man|woman',
                             'dark skin|complexion|skinned', 'bame', 'white male|males|men|female',
                             'all white team|panel|office',
                             'first|only black|brown|asian|african|latino',
                             'mixed|foreign race|blood', 'ethnic|visible minority',
                             'look|looks|looked '
                             'asian|arab|arabic|african|turkish|indian|foreign|middle '
                             'eastern|hispanic'),
                   'unless': ('race condition|conditions|detector|data|free',
                              'hispanic|latino|latina|caucasian '
                              'data|names|users|customers|market|share|patients|subgroup|group|groups',
                              'by ethnic group',
                              'ethnic group in|of the data|dataset|model|report|study',
                              'per ethnic group', 'each ethnic group',
                              'skin tone|color|colour '
                              'detection|model|data|images|bias|fairness|classes|scale|groups',
                              'black and white', 'black and box', 'first|only black box',
                              'ruff|isort|flake8 _ black and',
                              'an asian|african '
                              'market|markets|region|language|languages|swallow|country|option|options|data|customer|customers|dataset',
                              'non white noise|gaussian|space|background|pixel|pixels',
                              'racial group|groups in|of the data|model|report|study',
                              'of asian|african origin data', 'black and mypy|ruff|isort|flake8',
                              'black|white|brown face detection|dataset|mesh|recognition',
                              'per|by racial group')},
                  {'id': 'gender',
                   'name': 'gender and orientation',
                   'why': 'Gender and whom somebody loves say nothing about the work.',
                   'law': 'US: Title VII (Bostock v. Clayton County, 2020); EU: Directives '
                          '2006/54/EC and 2000/78/EC, GDPR Art. 9',
                   'source': 'Bostock v. Clayton County, 590 U.S. 644 (2020); the directives',
                   'words': ('gay', 'lesbian*', 'homosexual*', 'bisexual*', 'transgender*',
                             'transsexual*', 'lgbt*', 'queer', 'trans woman|man|person',
                             'sexual orientation', 'his|her|their gender|sex|sexuality|pronouns',
                             'gender identity', 'she|he|candidate is|was nonbinary',
                             'is|was|identifies ?as non binary', 'feminine', 'masculine',
                             'effeminate', 'manly', 'girly', 'ladylike',
                             'for a girl|woman|lady|female|guy|man', 'as a woman|girl|mother',
                             'like|as women|men|girls are|do|always|often|tend',
                             'a|another|only|first|more '
                             'woman|women|man|men|female|females|male|males in|on|for this|the|our',
                             'the|our|my only|first woman|man|female|male',
                             'female|male|woman|women|man '
                             'candidate|candidates|engineer|engineers|applicant|applicants|developer|hire|leader|colleague|energy|quota',
                             'need|needs|want|wants another|a|more woman|women|man|men|female|male',
                             'good|nice|smart|lovely|sweet|clever girl|lady', 'this girl|lady',
                             'housewife',
                             'she is|was|gets|got|seems|seemed _ '
                             'emotional|hysterical|bossy|shrill|bitchy|moody',
                             'gender balance|quota', 'used to be a man|woman',
                             'she is|was too soft|nice|aggressive|bossy|loud|ambitious',
                             'women|men|girls|boys|guys|ladies '
                             "usually|always|often|tend|leave|cannot|can't|don't|never|like|just|simply|generally",
                             'girls|women|men|guys|boys like her|him|them',
                             'enough|many|more|mostly|only|all '
                             'guys|men|women|girls|males|females|ladies on|in|here|already|anyway',
                             'too many|few guys|men|women|girls|males|females',
                             'enough guys|women|men|girls|males|females|ladies', 'motherly',
                             'maternal instinct|type', 'fatherly', 'girlish', 'boyish', 'tomboy',
                             'macho', 'flamboyant*',
                             'womanly|feminine|female touch|intuition|side|instinct',
                             "woman's|women's|man's|men's touch|intuition|job|work|world",
                             'boys club', 'drama queen', 'diva', 'hormonal', 'hormones', 'pms',
                             'she is|was|seems|got|became _ '
                             'hysterical|bossy|shrill|catty|bitchy|moody|feisty|emotional',
                             'he is|was too soft|feminine|camp',
                             'transition|transitioned|transitioning _ woman|man|female|male',
                             'is|was|as|a trans woman|man|person', 'came out as',
                             'openly gay|lesbian|queer', 'straight guy|man|woman',
                             'a man|woman would|could|can|might|in this|who|like|fits|for this',
                             'a female|male|woman|lady|girl', 'the ladies|girls|lady|girl',
                             'our|the female|male', 'he has a husband|boyfriend',
                             'she has a wife|girlfriend', 'his husband|boyfriend',
                             'her wife|girlfriend', 'blonde', 'pretty girl', 'weaker sex',
                             'opposite sex',
                             'female|male '
                             'boss|engineer|engineers|interviewer|candidate|candidates|role|team|teams|environment|dominated|brain|ego',
                             'token woman|girl|female', 'like a girl|woman|man|lady',
                             'among|with _ men|guys|women|girls', 'girl|woman for _ job|role|team',
                             'would balance the team|gender', 'flirt*', 'gender reassignment',
                             'dead name', 'cross dress*', 'his|her sexual', 'same sex'),
                   'unless': ('gay lussac',
                              'non binary '
                              'outcome|outcomes|target|targets|label|labels|classification|classes|feature|features|data|variable|split|tree',
                              'masculine|feminine '
                              'noun|nouns|form|forms|ending|endings|gender|pronoun|pronouns|words',
                              'gender balance of|in the data|dataset|labels|sample|corpus|training',
                              'their gender column|field', 'trans lation|latlantic|former|code',
                              'trans fats',
                              'a female|male|woman _ '
                              'class|label|voice|voices|names|users|customers|patients|speaker|speakers|column',
                              'our|the female|male '
                              'class|label|subgroup|users|customers|patients|group|groups|voices|names|rows|speakers|half',
                              'a man in the middle', 'man in the middle',
                              'a|the man|woman page|pages', 'a man who|would in the middle',
                              'female|male '
                              'connector|plug|header|names|voices|patients|users|customers|speakers|subgroup|group',
                              'more women|men in the data|dataset|sample|training',
                              'gender balance|bias|gap|feature _ data|model|dataset|labels',
                              'hormones data',
                              'with _ men|women dataset|data|subgroup|in the sample')},
                  {'id': 'union',
                   'name': 'union and political opinion',
                   'why': "To belong to a union or a party is everybody's right, and no business "
                          'of an interview.',
                   'law': 'US: National Labor Relations Act, section 8(a)(3); EU: GDPR Art. 9, '
                          'Charter Art. 12',
                   'source': 'the acts named',
                   'words': ('trade|labour|labor union|unions', 'trade unionist*', 'unionist*',
                             'union '
                             'member|members|membership|rep|representative|official|activist|steward|organiser|organizer|man|background',
                             'member of _ union', 'shop steward', 'unionis*', 'unioniz*',
                             'was|is|been|sat|member _ works council',
                             'went|go|goes|was|been on strike', 'the strike he|she|they',
                             'organised|organized|led|joined _ strike', 'she|he votes|voted for',
                             'member of _ party', 'party member*',
                             'political views|opinions|opinion|activist|beliefs',
                             'is|very|rather|quite|too left|right wing',
                             'is|was a socialist|communist|republican|conservative|trump* '
                             'supporter',
                             'active in the|a union|party',
                             'left|right wing politics|views|party|activist',
                             'was|is|sat|sits|on|in|member|spokesman|spokeswoman|spokesperson|chair|chairman|founded|head|led '
                             '_ works council',
                             'staff council*', 'walkout*', 'on|went|last strike',
                             'strike leader|ballot|committee|action', 'striking workers', 'picket*',
                             'collective bargaining', 'in|joined|joins|left|founded a|the union',
                             'labour|labor movement|activist|organiser|organizer|party',
                             'for|against|with|supports|supported|member|posts|campaigns|campaigned|votes|voted|vote|stood|ran '
                             '_ the '
                             'greens|tories|conservatives|democrats|republicans|liberals|socialists|communists|labour',
                             'tory|tories', 'green party',
                             'liberal|conservative|labour|democratic|socialist|communist|republican '
                             'party|voter|politician|views',
                             'democrats|republicans', 'leftist*', 'marxist*', 'anarchist*',
                             'fascist*', 'far right|left', 'left leaning', 'right leaning',
                             "climate|political|union|peace|trade|animal|women's rights? "
                             'activist|activism|campaigner',
                             'extinction rebellion', 'black lives matter', 'fridays for future',
                             'took|takes|take part in _ '
                             'protest|protests|demonstration|demonstrations|march|rally|walkout|strike',
                             'goes|went to _ protest|protests|demonstrations|rallies', 'brexiteer',
                             'trump', 'his|her|their politics|party|political|union',
                             'politically active|engaged|left|right|minded|motivated',
                             'is|was|very|too political',
                             'party member|membership|politics|politician|conference|activist',
                             'local councillor', 'town council',
                             'ran for office|mayor|council|parliament',
                             'candidate for the greens|labour|tories|council',
                             'troublemaker from _ union',
                             'union '
                             'man|guy|woman|type|minded|people|friendly|activity|activities|work'),
                   'unless': ('member of _ union type|types',
                              'union member of|in the type|struct|schema', 'third party member*',
                              'voted for _ '
                              'design|option|solution|change|proposal|approach|version|name|library|tool|plan',
                              'union type|types|minded type',
                              'a|the union all|of|type|types|member|find|by|with|query|between',
                              'in|left a|the union of|type|all|query|clause|find',
                              'left join|outer|hand|side|of|shift|pane',
                              'the left|right '
                              'side|join|hand|one|of|branch|pane|subtree|child|table|column',
                              'is|was|very|too political in|science|data',
                              'political party|views|activist '
                              'data|dataset|corpus|texts|speeches|tweets|classifier',
                              'three|two|a strike at|price', 'a|the strike price', 'third party')},
                  {'id': 'appearance',
                   'name': 'appearance',
                   'why': 'Looks and clothes say nothing about the work, and often stand for '
                          'something else that must not count.',
                   'law': 'US: Title VII where it stands for sex, race or religion; DC Human '
                          'Rights Act; France: Code du travail L1132-1',
                   'source': 'the acts named',
                   'words': ('good looking', 'handsome',
                             'attractive woman|man|person|girl|guy|lady|candidate|looking',
                             'she|he is|was|looks|looked _ '
                             'attractive|beautiful|ugly|cute|gorgeous|sexy|handsome',
                             'beautiful woman|girl|lady|eyes|smile', 'pretty girl|woman|lady|face',
                             'overweight', 'obese', 'chubby', 'skinny',
                             'is|was|too|rather|very|bit fat', 'tattoo', 'tattoos', 'tattooed',
                             'piercing|piercings',
                             'well|badly|poorly|smartly|sloppily|nicely|under dressed|groomed',
                             'underdressed', 'unkempt',
                             'his|her '
                             'looks|figure|weight|hair|hairstyle|clothes|outfit|appearance|teeth|makeup|dress|height|body',
                             'body odour|odor', 'she|he smells|smelled|smelt',
                             'physical appearance', 'bald', 'nice|good figure|legs|body',
                             'bright|beautiful|nice|lovely|charming smile', 'lose _ weight',
                             'unshaven', 'beard',
                             'wear|wore|wears _ tie|suit|skirt|heels|jeans|makeup',
                             'she|he|candidate|applicant is|was|looks|looked _ '
                             'heavy|thin|fat|tall|short|skinny|slim|plump|stout|chubby|unattractive|plain|scruffy|shabby|untidy|dirty',
                             'too heavy|fat|thin|skinny|short clients|customers', 'heavy set|built',
                             'heavyset', 'dreadlock*', 'nose ring', 'lip ring', 'earring*',
                             'haircut', 'hair', 'blond|blonde|brunette', 'redhead*',
                             'clean|dirty|creased|old|worn shirt|shoes|clothes|suit',
                             'his|her '
                             'shirt|blouse|skirt|shoes|jeans|trousers|suit|nails|face|skin|voice '
                             'is|was|stomach|belly|legs|eyes|smile|breath|beard|posture',
                             'lipstick', 'nail polish', 'perfume', 'sweaty', 'sweat', 'sweated',
                             'acne', 'pimples', 'scars', 'a scar',
                             'pretty|ugly|nice|handsome|beautiful|bad '
                             'face|legs|teeth|skin|woman|girl',
                             'good looks', 'eye candy', 'model looks|figure|type',
                             'looks|looked like a model|tramp|hippie|hippy|punk|banker|secretary',
                             'photogenic', 'scruffy', 'shabby', 'slovenly', 'unshaved|unshaven',
                             'moustache', 'small stature',
                             'tall|short|small|big|fat|thin|slim|large|heavy '
                             'man|guy|woman|lady|girl|person|fellow',
                             'goth', 'belly', 'beer belly', 'body type|shape|language is|piercings',
                             'obesity', 'overdressed', 'slim', 'plump',
                             'came|comes|turned|showed in|up _ shorts|flip '
                             'flops|sandals|tracksuit|hoodie|t shirt|miniskirt|jeans',
                             'visible ink', 'easy on the eye|eyes', 'nice to look at'),
                   'unless': ('figure of|shows|had|with|1|2|3', 'good|nice body of',
                              'is|was|too|rather|very fat tailed|tail|tails|finger|client|jar',
                              'handsome speedup|margin|gain|profit', 'hair on fire',
                              'hair '
                              'detection|dataset|segmentation|trigger|pulling|line|products|salon|care',
                              'slim '
                              'image|images|docker|container|down|base|build|version|client|framework',
                              'goth dataset', 'obesity data|dataset|study|prediction',
                              'large person detection|dataset|table', 'no sweat',
                              'short|large|small|big person', 'blond|blonde ale'),
                   'patterns': ({'name': 'pretty',
                                 'needs': ('pretty',),
                                 'regex': "\\b(?:she|he)(?:[’']s| is| was| looks)\\s+(?:very "
                                          '|really |quite )?pretty(?=\\s*(?:[,.;!?]|$|and\\b))'},
                                {'name': 'attractive',
                                 'needs': ('attractive',),
                                 'regex': '(?:^|[.;!?]\\s+)(?:very |quite |rather '
                                          ')?attractive(?=\\s*(?:[,.;!?]|$|and\\b))'})},
                  {'id': 'pay',
                   'name': 'pay history',
                   'why': 'What somebody earned before carries old unfairness on; the offer '
                          'follows from the post. Many places forbid to ask for it or keep it.',
                   'law': 'EU: Directive 2023/970, Art. 5(2); US: states and cities, as California '
                          'Labor Code 432.3',
                   'source': 'the directive; California Labor Code 432.3',
                   'words': ('current|present|previous|last|former|prior|existing|past|earlier '
                             '?base salary|salaries|pay|wage|wages|remuneration|ctc|earnings',
                             'current|present|previous|last|former|prior|existing|past '
                             'compensation|income',
                             'current|present|previous|last comp|compensation|pay package',
                             'currently|presently earns|earning|paid|makes _ year|month|annually',
                             'salary|pay|wage|compensation|earnings history',
                             'his|her|their ?base '
                             'salary|wage|wages|paycheck|payslip|payslips|income|earnings',
                             'she|he|candidate|applicant _ earns|earned', 'used to earn',
                             'how much she|he|they earns|earned|earn|makes|made', 'payslip*',
                             'pay slip|slips|stub|stubs', 'underpaid', 'overpaid',
                             'take|takes|took|taking home pay|about|around|over|1|2|3|4|5|6|7|8|9',
                             'last|current|previous|old|present|former '
                             'package|bonus|rate|comp|paycheck|payslip|contract _ '
                             'was|is|of|around|about',
                             'last|current|previous|present|former package',
                             'last|current|previous|old|present|former day|hourly rate',
                             'employer|firm|company|job|bank|boss|place they|_ gave|pay|pays|paid '
                             'him|her|them',
                             'they pay|paid|gave him|her|them', 'on a salary|package of',
                             'salary was|is|of _ at|there|before|now',
                             'earned|earns|earning|made|makes _ in|at|with his|her|their '
                             'last|old|previous|current|former',
                             'pays|paid him|her|them', 'pay cut|rise|raise', 'tax return',
                             'his|her|their pay|salary|bonus|package|compensation|raise|stock '
                             'options|rate',
                             'was|is|been _ paid _ before|there|now|currently|already',
                             'what he|she|they earns|earned|makes|made|is paid|was paid|gets',
                             'salary before|until|so far|at present|there|now|at the moment',
                             'comes|came|coming from _ salary|package',
                             'low|high|modest salary|pay at|there|before|now|so',
                             'accept less than _ now', 'how much _ paid|earned|earns'),
                   'unless': ('salary '
                              'expectation|expectations|wish|wishes|range|requirement|requirements|demand|demands '
                              'of|for _ job|post|role|position|opening|level',
                              'salary '
                              'expectation|expectations|wish|wishes|requirement|requirements',
                              'current|present|last pay|salary range|band _ '
                              'job|post|role|position|opening|advertisement|ad',
                              'pay|salary range|band _ '
                              'job|post|role|position|opening|advertisement|ad',
                              'earns|earned _ '
                              'trust|respect|credit|degree|certificate|points|phd|badge|confidence|reputation|promotion|place|back',
                              'compensation scheme|schemes|plan|model|logic|circuit|factor',
                              'their income column|field|bracket|data|feature', 'pay per|by|off',
                              'current|present pay per|by',
                              'their|his|her salary|pay|rate|package '
                              'expectation|expectations|wish|manager|limit|limiter|limiting|registry|json',
                              'their package '
                              'registry|manager|json|lock|import|imports|structure|was|is '
                              'published|on pypi',
                              'his|her|their package on|in|for|is|was|uses|has '
                              'published|pypi|npm|r|python',
                              'his|her|their|current|last|previous|old|present|former rate '
                              'limit|limits|limiter|limiting|of',
                              'last|current|previous|old|former package '
                              'version|versions|release|manager|lock|json|registry|structure|layout|index|name|on|in',
                              'pays|paid them back|off|down|attention',
                              'paid him|her off|attention', 'tax return data|form|forms|software',
                              'their rate', 'current job _ pay', 'paid attention',
                              'salary is|was _ in|of the|for the '
                              'job|post|role|dataset|table|column',
                              'salary of _ in the data|dataset|table|job|post|role',
                              'current|last|previous|old|present|former contract',
                              'current|last|previous bonus points',
                              'employer|company|job|bank _ pays',
                              'pay rise|raise|cut in the data|dataset'),
                   'patterns': ({'name': 'a sum that somebody is paid',
                                 'regex': "\\b(?:(?:currently|now|presently)\\s+(?:on|at|makes?|making|earns?|earning|gets?|paid)|(?:she|he|candidate|applicant)(?:[’']s| "
                                          'is| was)\\s+(?:on|at|paid)|makes|earns|was paid|gets '
                                          'paid|being paid)\\s+(?:about |around |roughly '
                                          '|currently |over |only |nearly |some )*(?:(?:[$€£]|usd '
                                          '|eur |gbp |chf '
                                          ')\\s?\\d[\\d.,]*\\s?k?|\\d[\\d.,]*\\s?(?:k|thousand|euros?|dollars?|pounds?|eur|usd|gbp|chf))\\b(?=\\s*(?:$|[.,;)!?]|at '
                                          '(?!peak|scale|most|least|once|the moment of)|in '
                                          '|plus\\b|now\\b|per (?:year|month|annum)|a '
                                          '(?:year|month)\\b|annual|base\\b|gross\\b|net\\b|there\\b|with '
                                          'bonus|euros?\\b|dollars?\\b))'},
                                {'name': 'a sum that somebody is paid',
                                 'regex': '\\b(?:gets|draws|receives|takes home)\\s+(?:about '
                                          '|around |roughly |over |only '
                                          ')*(?:[$€£]\\s?)?\\d[\\d.,]*\\s?(?:k|thousand|euros?|dollars?|pounds?|eur|usd|gbp|chf)?\\s+(?:a|per|each)\\s+(?:month|year|annum|hour)\\b'},
                                {'name': 'a sum that somebody is paid',
                                 'regex': '\\b(?:is|was|now|today|currently|already)\\s+(?:at|on|making|earning|getting)\\s+(?:about '
                                          '|around |roughly |over |only |some '
                                          ')?(?:[$€£]\\s?\\d[\\d.,]*\\s?k?|\\d[\\d.,]*\\s?(?:k|thousand|euros?|dollars?|pounds?))\\b(?!\\s*(?:rows?|requests?|users?|rps|qps|records?|events?|lines?|people|messages|predictions|per '
                                          'second|a '
                                          'second|samples|images|tokens|items|documents))'},
                                {'name': 'a sum that somebody was paid',
                                 'regex': '\\b(?:took|takes|taking|brings|brought)\\s+home\\s+(?:about '
                                          '|around |roughly |over |only '
                                          ')?[$€£]?\\s?\\d|\\b(?:gave|paid|pays|pay)\\s+(?:her|him|them)\\s+(?:about '
                                          '|around |only |over '
                                          ')?[$€£]?\\s?\\d|\\b(?:salary|package|pay|compensation|base|wage) '
                                          '(?:was|is|had been) (?:about |around |roughly |over '
                                          '|only )?(?:[$€£]?\\s?\\d|(?:[a-z]+ty(?:[- ][a-z]+)?|a '
                                          'hundred|[a-z]+ hundred) thousand)'})})}}
