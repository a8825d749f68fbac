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
                             'hat|haben|frisch|gerade _ geheiratet', 'hochzeit', 'schwangeren'),
                   'unless': ('familie von', 'kinder prozesse|knoten', 'elternzeit daten|datensatz',
                              'schwanger* frauen|patientinnen waren|wurden|in',
                              'verheiratet beide|die|zwei')},
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
                             'digital native*', 'überqualifiziert*'),
                   'unless': ('zu alt geworden|gewordene daten|partitionen',
                              'geburtsdatum spalte|feld'),
                   'patterns': ({'name': 'ein Alter in Jahren',
                                 'regex': '\\b(?:er|sie|bewerber(?:in)?|kandidat(?:in)?)\\s+(?:ist|war|wird)\\s+(?:schon '
                                          '|erst |bereits |etwa |ungefähr '
                                          ')?[2-7]\\d(?:\\s+jahre\\b|\\s*(?:[.,;]|$))'},)},
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
                             'süchtig'),
                   'unless': ('medikamentendaten',
                              'behinderung der|des durchsatzes|zugriffs|verkehrs',
                              'gesundheitszustand des|der dienstes|knotens|systems|server')},
                  {'id': 'religion',
                   'words': ('muslim*', 'moslem*', 'islamisch*', 'jüdisch*', 'jude|jüdin|juden',
                             'katholisch*', 'katholik*', 'evangelisch*', 'hinduistisch*',
                             'buddhist*', 'kopftuch', 'kippa', 'turban',
                             'sein|seine|ihr|ihre '
                             'glaube|glauben|religion|konfession|kirche|gemeinde',
                             'sehr|streng|tief|ist gläubig|religiös', 'strenggläubig*', 'betet',
                             'beten', 'gebetszeit*', 'gebetspause*', 'ramadan',
                             'zeuge|zeugin jehovas', 'konfessionslos*', 'freikirche*'),
                   'unless': ('ramadan effekt|effekte|merkmal|verkehr|saison',)},
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
                             'eltern|familie kommen|kommt|stammen|stammt aus', 'aufgewachsen in'),
                   'unless': ('akzent farbe|farben|zeichen', 'nationalität spalte|feld',
                              'ihre herkunft im|in den|der|dem daten|tabelle')},
                  {'id': 'ethnicity',
                   'words': ('hautfarbe', 'dunkelhäutig*',
                             'farbiger|farbige|schwarzer|schwarze|weißer|weiße '
                             'mann|frau|bewerber|bewerberin|kandidat|kandidatin|kollege|kollegin|ingenieur|ingenieurin',
                             'er|sie ist schwarz|weiß|asiat|asiatin|araber|araberin',
                             'ethnische|ethnischer herkunft|minderheit|hintergrund',
                             'asiatisches|arabisches|afrikanisches aussehen|äußeres')},
                  {'id': 'gender',
                   'words': ('schwul*', 'lesbisch*', 'lesbe', 'homosexuell*', 'bisexuell*',
                             'transsexuell*', 'transgender', 'transfrau', 'transmann',
                             'sexuelle|sexuellen orientierung', 'sein|ihr geschlecht',
                             'als|für eine frau|mädchen|mutter|dame', 'als|für ein mann|mädchen',
                             'typisch frau|mann|weiblich|männlich',
                             'eine|noch frau|mann im|in unserem|dem|diesem team',
                             'einzige|erste frau', 'einziger|erster mann', 'frauenquote',
                             'quotenfrau', 'feminin', 'unmännlich',
                             'weibliche|weiblicher|männlicher|männliche '
                             'bewerberin|bewerber|kandidat|kandidatin|kollege|kollegin',
                             'zu emotional|zickig')},
                  {'id': 'union',
                   'words': ('gewerkschaft', 'gewerkschafter*', 'gewerkschaftlich*',
                             'gewerkschaftsmitglied*',
                             'war|ist|im|mitglied betriebsrat|personalrat',
                             'im|aus|mitglied ?des ?dem betriebsrat|betriebsrats|betriebsrates',
                             'betriebsratsmitglied*', 'hat|streik organisiert',
                             'streik organisiert', 'parteimitglied*',
                             'mitglied der|bei|einer spd|cdu|csu|grünen|afd|fdp|linken|partei',
                             'wählt die|spd|cdu|csu|grüne|afd|fdp|linke',
                             'politische|politischen einstellung|ansichten|meinung|gesinnung'),
                   'unless': ('wählt die _ '
                              'methode|funktion|metrik|zahl|verteilung|spalte|tabelle|variante|größe|grenze',)},
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
                             'seine|ihre figur|haare|kleidung|frisur'),
                   'unless': ('hübsch ist|hübsche grafik|lösung|idee',
                              'gut|schlecht gepflegt|gepflegte|gepflegter '
                              'code|bibliothek|dokumentation|daten|tests|tabelle',
                              'wird|werden|wurde|wurden _ gepflegt',
                              'gepflegt wird|werden|wurde|von')},
                  {'id': 'pay',
                   'words': ('bisherige|bisheriges|bisherigen|bisheriger|aktuelle|aktuelles|aktuellen|aktueller|derzeitige|derzeitiges|derzeitigen|jetzige|jetziges|jetzigen|früheres|früheren|letztes|letzten|gegenwärtiges|vorheriges '
                             'gehalt|gehälter|jahresgehalt|lohn|bruttogehalt|vergütung|einkommen|verdienst|gehalts',
                             'verdient|verdiente '
                             'derzeit|aktuell|momentan|bisher|jetzt|heute|dort|zurzeit|zuletzt|schon|nur',
                             'derzeit|aktuell|momentan|bisher|zuletzt|zurzeit|jetzt verdient',
                             'sein|ihr|seinem|ihrem ?altes ?letztes '
                             'gehalt|jahresgehalt|lohn|einkommen|verdienst',
                             'gehaltsabrechnung*', 'gehaltszettel', 'lohnzettel',
                             'gehaltsgeschichte', 'wie viel er|sie verdient'),
                   'unless': ('verdient jetzt|heute|schon|nur _ '
                              'vertrauen|respekt|aufmerksamkeit|lob',
                              'aktuelle|aktuelles|jetzige gehalt|vergütung der|für _ '
                              'stelle|position',
                              'ihr gehalt spalte|feld'),
                   'patterns': ({'name': 'eine Summe, die jemand verdient',
                                 'regex': '\\b(?:verdient|verdiente|bekommt|bekam)\\s+(?:etwa '
                                          '|rund |derzeit |aktuell |bisher |nur |schon '
                                          ')*(?:€\\s?)?\\d[\\d.,]*\\s?(?:k\\b|tausend|€|eur\\b|euro\\b)'},)})},
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
                             'has|have a family'),
                   'unless': ('kids '
                              'books|shoes|clothes|clothing|toys|games|mode|section|category|content|channel|products|shows',
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
                              'her|his parents class|classes|node|process'),
                   'patterns': ({'name': 'married or divorced',
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
                             'in his|her|their _ '
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
                             'his|her|their generation'),
                   'unless': ('young|younger '
                              'project|projects|codebase|company|team|product|technology|tool|library|language|model|models|field|service|startup|repository|data|account|accounts|users|partition|branch|version|market',
                              'young inequality|modulus|tableau|tableaux',
                              'user|users|account|accounts|customer|customers date of birth',
                              'date of birth column|field|format|check|data',
                              'old enough to be dropped|deleted|archived|cached'),
                   'patterns': ({'name': 'a number of years of life',
                                 'regex': "\\b(?:she|he|candidate|applicant)(?:[’']s| is| was| "
                                          'must be| looks| seems| will be| turns)\\s+(?:about '
                                          '|around |only |already |over |almost |nearly |at least '
                                          ')?[2-7]\\d\\b(?!\\s*(?:%|percent|per|minutes?|seconds?|lines?|days?|weeks?|ms|k\\b|[.,]\\d))'},
                                {'name': 'a number of years of life',
                                 'regex': '\\blooks?\\s+(?:like\\s+)?(?:about|around|over|under|nearly)\\s+[2-7]\\d\\b(?!\\s*(?:%|percent|lines?|files?|rows?|tables?|papers?|examples?))|\\bat '
                                          '[4-7]\\d,? (?:i|he|she|they)\\b'})},
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
                             'in|from hospital'),
                   'unless': ('ill posed|conditioned|defined|formed|suited|specified',
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
                              'hospital data|records|forecasts', 'in hospital stays|admissions')},
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
                             'goes to _ church|mosque|synagogue', 'at|in church'),
                   'unless': ('ramadan '
                              'effect|effects|feature|features|season|traffic|sales|regressor|regressors|peak|demand|dummy',
                              'holiday|holidays _ ramadan',
                              'islam* data|text|texts|corpus|finance|calendar',
                              'their beliefs about|in|on', 'in church numerals')},
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
                             'parents come|came|are from'),
                   'unless': ('accent '
                              'colour|colours|color|colors|mark|marks|insensitive|sensitive|folding|line|border|theme|recognition|classification|classifier',
                              'native speaker '
                              'labels|labelled|labeled|annotations|annotators|data|judgements',
                              'nationality column|field|feature|data|codes',
                              'their country of|code|codes|field|column', 'born in mind',
                              'country of origin column|field|data|codes|label|feature',
                              'their origin|roots in|on|table|server|column|stream|system|request',
                              'was|is born in production|a|the', 'first language model|models',
                              'grew up in production')},
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
                             'dark|brown|black|light|pale|white skin|skinned'),
                   'unless': ('race condition|conditions|detector|data|free',
                              'hispanic|latino|latina|caucasian '
                              'data|names|users|customers|market|share|patients|subgroup|group|groups',
                              'by ethnic group',
                              'ethnic group in|of the data|dataset|model|report|study',
                              'per ethnic group', 'each ethnic group',
                              'skin tone|color|colour '
                              'detection|model|data|images|bias|fairness|classes|scale|groups')},
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
                             'she is|was too soft|nice|aggressive|bossy|loud|ambitious'),
                   'unless': ('gay lussac',
                              'non binary '
                              'outcome|outcomes|target|targets|label|labels|classification|classes|feature|features|data|variable|split|tree',
                              'masculine|feminine '
                              'noun|nouns|form|forms|ending|endings|gender|pronoun|pronouns|words',
                              'gender balance of|in the data|dataset|labels|sample|corpus|training',
                              'their gender column|field')},
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
                             'left|right wing politics|views|party|activist'),
                   'unless': ('member of _ union type|types',
                              'union member of|in the type|struct|schema', 'third party member*')},
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
                             'wear|wore|wears _ tie|suit|skirt|heels|jeans|makeup'),
                   'unless': ('figure of|shows|had|with|1|2|3', 'good|nice body of',
                              'is|was|too|rather|very fat tailed|tail|tails|finger|client|jar',
                              'handsome speedup|margin|gain|profit'),
                   'patterns': ({'name': 'pretty',
                                 'regex': "\\b(?:she|he)(?:[’']s| is| was| looks)\\s+(?:very "
                                          '|really |quite )?pretty(?=\\s*(?:[,.;!?]|$|and\\b))'},
                                {'name': 'attractive',
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
                             'pay slip|slips|stub|stubs', 'underpaid', 'overpaid'),
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
                              'current|present pay per|by'),
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
                                          ')*(?:[$€£]\\s?)?\\d[\\d.,]*\\s?(?:k|thousand|euros?|dollars?|pounds?|eur|usd|gbp|chf)?\\s+(?:a|per|each)\\s+(?:month|year|annum|hour)\\b'})})}}
