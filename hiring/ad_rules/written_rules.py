"""What the TOML files of this folder say. Written by `make docs`: edit those, not this."""

from __future__ import annotations

import datetime
from typing import Any

SAID: dict[str, Any] = {'exempt': {'inclusive': ('encourag* _ apply', 'encourag* application*',
                          'encourage* _ candidates|people|applicants', 'welcome* application*',
                          'all backgrounds', 'every background',
                          'diverse background*|team|workforce|group|perspective*|candidates',
                          'underrepresented', 'under represented', 'marginali*', 'inclusi*',
                          'diversity', 'regardless of', 'irrespective of', 'people of colo*',
                          'women _ colo*', 'women _ minorit*', 'minorit* _ women',
                          'people with disabilit*', 'persons with disabilit*',
                          'individuals with disabilit*', 'candidates with disabilit*',
                          'all genders', 'all ages', 'any gender|age', 'every gender|age',
                          'discriminat*', 'equal opportunit*', 'protected', 'accommodat*',
                          'employee resource group*', 'women in|of', 'affinity group*',
                          'severely disabled', 'parental|maternity|paternity leave',
                          "don't meet|tick|check every|all", 'do not meet|tick|check every|all',
                          'imposter|impostor'),
            'negations': ('not', 'no', 'never', "don't", "doesn't", "didn't", "isn't", "aren't",
                          "won't", "can't", 'cannot', 'without', 'nor', 'neither', 'avoid*',
                          'rather than', 'instead of', 'hate*', 'dislike*', 'unlike', 'beyond',
                          'less', 'nobody', 'none', 'neither', 'against')},
 'pay_rules': {'as_of': datetime.date(2026, 11, 1),
               'us-co': {'name': 'Colorado',
                         'from': datetime.date(2021, 1, 1),
                         'who': '1 employee in the state',
                         'asks': ('pay', 'benefits', 'apply', 'deadline'),
                         'source': 'C.R.S. 8-5-201; Colorado INFO #9A',
                         'remote': True,
                         'code': 'CO',
                         'places': ('colorado', 'denver', 'boulder', 'colorado springs'),
                         'note': 'Remote jobs that can be done from the state are meant too.'},
               'us-ca': {'name': 'California',
                         'from': datetime.date(2023, 1, 1),
                         'who': '15 employees, one in the state',
                         'asks': ('range',),
                         'source': 'Cal. Labor Code 432.3; SB 642 from 2026-01: a good-faith '
                                   'estimate of the pay on hire',
                         'remote': True,
                         'code': 'CA',
                         'places': ('california', 'san francisco', 'los angeles', 'san diego',
                                    'san jose', 'palo alto', 'mountain view', 'oakland',
                                    'sunnyvale', 'menlo park', 'santa clara', 'irvine',
                                    'santa monica')},
               'us-wa': {'name': 'Washington',
                         'from': datetime.date(2023, 1, 1),
                         'who': '15 employees',
                         'asks': ('range', 'benefits'),
                         'source': 'RCW 49.58.110',
                         'remote': True,
                         'code': 'WA',
                         'places': ('washington state', 'seattle', 'bellevue', 'redmond',
                                    'spokane'),
                         'note': 'Other compensation is named too. A change of 2025 lets employers '
                                 'mend an ad within days (to verify).'},
               'us-ny': {'name': 'New York State',
                         'from': datetime.date(2023, 9, 17),
                         'who': '4 employees',
                         'asks': ('range',),
                         'source': 'N.Y. Labor Law 194-b; New York City since 2022-11',
                         'remote': False,
                         'code': 'NY',
                         'places': ('new york', 'nyc', 'brooklyn', 'manhattan', 'buffalo'),
                         'note': 'With a description of the job.'},
               'us-hi': {'name': 'Hawaii',
                         'from': datetime.date(2024, 1, 1),
                         'who': '50 employees',
                         'asks': ('range',),
                         'source': 'HRS 378-2.3 and Act 203 of 2023 (to verify)',
                         'remote': False,
                         'code': 'HI',
                         'places': ('hawaii', 'honolulu')},
               'us-dc': {'name': 'Washington DC',
                         'from': datetime.date(2024, 6, 30),
                         'who': '1 employee',
                         'asks': ('range',),
                         'source': 'D.C. Code 32-1453.01',
                         'remote': False,
                         'code': 'DC',
                         'places': ('washington dc', 'washington d c', 'district of columbia'),
                         'note': 'Health benefits are told before the first interview.'},
               'us-md': {'name': 'Maryland',
                         'from': datetime.date(2024, 10, 1),
                         'who': 'all',
                         'asks': ('range', 'benefits'),
                         'source': 'Md. Labor and Employment 3-304.2',
                         'remote': False,
                         'code': 'MD',
                         'places': ('maryland', 'baltimore', 'bethesda')},
               'us-il': {'name': 'Illinois',
                         'from': datetime.date(2025, 1, 1),
                         'who': '15 employees',
                         'asks': ('range', 'benefits'),
                         'source': '820 ILCS 112/10',
                         'remote': False,
                         'code': 'IL',
                         'places': ('illinois', 'chicago'),
                         'note': 'A link to the pay is allowed.'},
               'us-mn': {'name': 'Minnesota',
                         'from': datetime.date(2025, 1, 1),
                         'who': '30 employees in the state',
                         'asks': ('range', 'benefits'),
                         'source': 'Minn. Stat. 181.173',
                         'remote': False,
                         'code': 'MN',
                         'places': ('minnesota', 'minneapolis', 'saint paul'),
                         'note': 'No open-ended range.'},
               'us-nj': {'name': 'New Jersey',
                         'from': datetime.date(2025, 6, 1),
                         'who': '10 employees',
                         'asks': ('pay', 'benefits'),
                         'source': 'N.J.S.A. 34:6B-23; Jersey City from 5 employees',
                         'remote': False,
                         'code': 'NJ',
                         'places': ('new jersey', 'jersey city', 'newark', 'hoboken', 'princeton')},
               'us-vt': {'name': 'Vermont',
                         'from': datetime.date(2025, 7, 1),
                         'who': '5 employees',
                         'asks': ('range',),
                         'source': '21 V.S.A. 495t',
                         'remote': False,
                         'code': 'VT',
                         'places': ('vermont', 'burlington vermont')},
               'us-ma': {'name': 'Massachusetts',
                         'from': datetime.date(2025, 10, 29),
                         'who': '25 employees',
                         'asks': ('range',),
                         'source': 'M.G.L. c. 149 105F',
                         'remote': False,
                         'code': 'MA',
                         'places': ('massachusetts', 'boston', 'cambridge ma', 'somerville')},
               'us-me': {'name': 'Maine',
                         'from': datetime.date(2026, 1, 1),
                         'who': '10 employees',
                         'asks': ('range',),
                         'source': '26 M.R.S. (to verify)',
                         'remote': False,
                         'code': 'ME',
                         'places': ('maine', 'portland maine')},
               'us-de': {'name': 'Delaware',
                         'from': datetime.date(2027, 9, 26),
                         'who': '26 employees',
                         'asks': ('range', 'benefits'),
                         'source': 'House Bill 105 of 2025 (to verify)',
                         'remote': False,
                         'code': 'DE',
                         'places': ('delaware', 'wilmington'),
                         'note': 'Not in force at the date of this rule set.'},
               'eu': {'name': 'European Union',
                      'from': datetime.date(2026, 6, 7),
                      'who': 'all employers',
                      'asks': ('pay',),
                      'source': 'Directive (EU) 2023/970 art. 5; national laws carry it out and '
                                'differ',
                      'remote': False,
                      'code': '',
                      'places': ('germany', 'berlin', 'munich', 'hamburg', 'frankfurt', 'cologne',
                                 'stuttgart', 'düsseldorf', 'france', 'paris', 'lyon', 'spain',
                                 'madrid', 'barcelona', 'valencia', 'italy', 'milan', 'rome',
                                 'netherlands', 'amsterdam', 'utrecht', 'rotterdam', 'eindhoven',
                                 'poland', 'warsaw', 'krakow', 'kraków', 'wroclaw', 'portugal',
                                 'lisbon', 'porto', 'austria', 'vienna', 'graz', 'belgium',
                                 'brussels', 'ghent', 'ireland', 'dublin', 'cork', 'sweden',
                                 'stockholm', 'gothenburg', 'malmö', 'denmark', 'copenhagen',
                                 'finland', 'helsinki', 'espoo', 'czechia', 'czech republic',
                                 'prague', 'brno', 'hungary', 'budapest', 'romania', 'bucharest',
                                 'cluj', 'bulgaria', 'sofia', 'greece', 'athens', 'croatia',
                                 'zagreb', 'slovenia', 'ljubljana', 'slovakia', 'bratislava',
                                 'lithuania', 'vilnius', 'latvia', 'riga', 'estonia', 'tallinn',
                                 'luxembourg', 'malta', 'cyprus', 'nicosia', 'limassol', 'europe',
                                 'european union', 'eu'),
                      'note': 'The first pay or its range may also be told in good time before the '
                              'interview; a collective agreement is named; nobody is asked what '
                              'they earned before.'}},
 'rules/inflation': {'rule': ({'id': 'years-many',
                               'level': 'warning',
                               'name': 'asks for very many years',
                               'why': 'Years of experience hardly foretell how well somebody works '
                                      '(validity .07; a structured interview .42), and many years '
                                      'turn away people who changed trades or raised children.',
                               'source': 'Sackett, Zhang, Berry & Lievens 2022, Journal of Applied '
                                         'Psychology 107(11): 2040-2068',
                               'rewrite': 'Say what somebody has done: "has run a service through '
                                          'an outage".',
                               'limits': {'most': 8},
                               'good': ('# Data Engineer\n'
                                        '\n'
                                        '## Requirements\n'
                                        '- 3 years of experience with data pipelines.',
                                        '# Director of Engineering\n'
                                        '\n'
                                        '## Requirements\n'
                                        '- 10 years of experience in software engineering.'),
                               'bad': ('# Data Engineer\n'
                                       '\n'
                                       '## Requirements\n'
                                       '- 10+ years of experience in data engineering.',)},
                              {'id': 'years-one-tool',
                               'level': 'warning',
                               'name': 'counts the years on one tool',
                               'why': 'Tools are learned in weeks by people who know their kind; '
                                      'years on one of them keep those out.',
                               'source': 'Sackett et al. 2022; Full Stack Deep Learning 2022, '
                                         'lecture 8 (train the rest)',
                               'rewrite': '"You have built something that others used, in TOOL or '
                                          'something like it."',
                               'limits': {'least': 2},
                               'good': ('## Requirements\n'
                                        '- 3 years of experience with data pipelines.',
                                        '## Requirements\n'
                                        '- 5 years of software engineering in Python.'),
                               'bad': ('## Requirements\n- 4 years of TensorFlow experience.',
                                       '## Requirements\n'
                                       '- 3+ years of experience with Snowflake.')},
                              {'id': 'years-before-tool',
                               'level': 'error',
                               'name': 'asks for more years than the tool has existed',
                               'why': 'Nobody can have them, and everybody who knows the tool sees '
                                      'that the writer does not.',
                               'source': 'hiring/ad_rules/tools.toml: first public release of each '
                                         'tool, with its source',
                               'rewrite': 'Ask for what somebody has made with it.',
                               'good': ('## Requirements\n- 3 years of experience with PyTorch.',),
                               'bad': ('## Requirements\n- 20 years of experience with Kubernetes.',
                                       '## Requirements\n- 15+ years of LangChain experience.')},
                              {'id': 'junior-years',
                               'level': 'warning',
                               'name': 'is a junior role that asks for years',
                               'why': 'Who has the years is no junior any more, and who is one '
                                      'does not apply.',
                               'source': 'Full Stack Deep Learning 2022, lecture 8 (consider '
                                         'junior talent); Sackett et al. 2022',
                               'rewrite': 'Say what must be known on the first day and what you '
                                          'will teach.',
                               'limits': {'least': 3},
                               'good': ('# Junior Data Analyst\n'
                                        '\n'
                                        '## Requirements\n'
                                        '- You have analysed data in a course, a job or at home.',),
                               'bad': ('# Junior Data Analyst\n'
                                       '\n'
                                       '## Requirements\n'
                                       '- 3+ years of experience as data analyst.',)},
                              {'id': 'many-year-figures',
                               'level': 'notice',
                               'name': 'asks for several different numbers of years',
                               'why': 'Readers add them up, or give up; what decides is lost.',
                               'source': 'Sackett et al. 2022',
                               'rewrite': 'Keep one number at most; say for the rest what somebody '
                                          'has done.',
                               'limits': {'least': 3},
                               'good': ('## Requirements\n'
                                        '- 3 years of experience in data engineering.',),
                               'bad': ('## Requirements\n'
                                       '- 7 years of experience in software engineering.\n'
                                       '- 4 years of experience in machine learning.\n'
                                       '- 2 years of experience in leading teams.',)},
                              {'id': 'degree-only',
                               'level': 'warning',
                               'name': 'asks for a degree and accepts nothing instead',
                               'why': "Most of the trade's work can be learned without; employers "
                                      'that dropped degrees ask for skills more exactly. (Dropping '
                                      'the line alone changes few hires: the assessment must '
                                      'follow.)',
                               'source': 'Fuller, Langer & Sigelman 2022, The Emerging Degree '
                                         'Reset (Burning Glass, Harvard); Sigelman, Fuller & '
                                         'Martin 2024, Skills-based hiring',
                               'rewrite': 'Add "or equivalent experience", or say which knowledge '
                                          'the degree stands for.',
                               'good': ('## Requirements\n'
                                        "- Bachelor's degree in computer science or equivalent "
                                        'experience.',
                                        '## Nice to have\n- A degree in statistics.'),
                               'bad': ('## Requirements\n'
                                       "- Bachelor's degree in computer science.",)},
                              {'id': 'phd-outside-research',
                               'level': 'warning',
                               'name': 'asks for a doctorate outside research',
                               'why': 'A doctorate trains for research; for other roles it shuts '
                                      'out nearly everybody, and even researchers come by other '
                                      'ways.',
                               'source': 'neptune.ai, Roles in ML team (PhD or extensive '
                                         'experience); Full Stack Deep Learning 2022, lecture 8 '
                                         '(open mind on PhD)',
                               'rewrite': 'Name what the doctorate would show: "has planned and '
                                          'finished research of their own".',
                               'good': ('# Research Scientist\n'
                                        '\n'
                                        "## What you'll do\n"
                                        '- Publish research at NeurIPS.\n'
                                        '- Invent new learning algorithms.\n'
                                        '\n'
                                        '## Requirements\n'
                                        '- PhD in machine learning or equivalent experience.',),
                               'bad': ('# Data Engineer\n'
                                       '\n'
                                       "## What you'll do\n"
                                       '- Build data pipelines in Airflow.\n'
                                       '- Keep the warehouse tested.\n'
                                       '\n'
                                       '## Requirements\n'
                                       '- PhD in computer science.',)},
                              {'id': 'paper-count',
                               'level': 'warning',
                               'name': 'counts papers',
                               'why': 'Quality over quantity: originality and execution show in '
                                      'one paper; a count favours those who had time and a big '
                                      'laboratory.',
                               'source': 'Full Stack Deep Learning 2022, lecture 8: hiring '
                                         'researchers; San Francisco Declaration on Research '
                                         'Assessment (DORA)',
                               'rewrite': '"Show us one piece of research you are proud of: a '
                                          'paper, a re-implementation, a report."',
                               'good': ('Publications are welcome, and so is other research.',
                                        'You read two papers a week.'),
                               'bad': ('At least 3 first-author papers at NeurIPS, ICML or ICLR.',
                                       '5+ publications in top conferences.'),
                               'words': ({'for': ('at least|minimum _ paper*|publication*',
                                                  '2|3|4|5|6|8|10|two|three|four|five|six|ten '
                                                  'first|peer|top|conference|journal|published|lead '
                                                  '?author|reviewed|tier ?conference ?journal '
                                                  'paper*|publication*|articles',
                                                  '2|3|4|5|6|8|10|three|four|five|six|ten ?or '
                                                  '?more publications|papers in|at',
                                                  '3|4|5|6|8|10 papers|publications',
                                                  'several|multiple|numerous|many first author '
                                                  'paper*|publication*',
                                                  'number of|h publications|index', 'h index',
                                                  'long ?list of publications')},),
                               'unless': ('read* _ papers|publications',
                                          'papers|publications a|per week|month|year',
                                          'at least one paper|publication')},
                              {'id': 'many-must-haves',
                               'level': 'warning',
                               'name': 'has more must-haves than can be assessed',
                               'why': 'A plan of four or five interviews assesses some eight '
                                      'things with care; the rest only turns people away.',
                               'source': 'OPM Structured interviews 2008; Full Stack Deep Learning '
                                         '2022, lecture 8 (hire for a few strengths, train the '
                                         'rest)',
                               'rewrite': 'Keep at most eight; move the others to "nice to have" '
                                          'or to what you teach.',
                               'limits': {'most': 8},
                               'good': ('## Requirements\n- Python\n- SQL\n- Statistics',),
                               'bad': ('## Requirements\n'
                                       '- Python\n'
                                       '- SQL\n'
                                       '- Statistics\n'
                                       '- Spark\n'
                                       '- Airflow\n'
                                       '- Docker\n'
                                       '- Kubernetes\n'
                                       '- Terraform\n'
                                       '- Scala',)})},
 'rules/language': {'rule': ({'id': 'age-limit',
                              'level': 'error',
                              'name': 'asks for people of a certain age',
                              'why': 'An age in an advertisement turns people away for their '
                                     'birthday, and is evidence in a suit wherever age is '
                                     'protected.',
                              'source': 'Directive 2000/78/EC art. 2; ADEA 29 U.S.C. 623(e) and 29 '
                                        'CFR 1625.4',
                              'rewrite': 'Name what the work needs; leave age out.',
                              'good': ('You have run experiments on a product with many users.',
                                       'We keep minors safe: nobody under 18 may open an account.',
                                       'You answer a page in under 35 minutes.',
                                       'You are under 30 minutes from the office.',
                                       'Our customers are digital native companies.',
                                       'We are a young company.'),
                              'bad': ('The ideal candidate is between 25 and 35 years old.',
                                      'We want a young candidate with fresh ideas.',
                                      'Applicants must be under 35.', 'You are a digital native.',
                                      'Under 35 years old.', 'You are under 35.',
                                      'Under 35 years, digital native.', 'Digital native',
                                      'Young and dynamic', 'Aged 25-35.', 'Age: max 35.',
                                      'No more than 40 years old.', 'Born after 1995.'),
                              'words': ({'for': ('young '
                                                 'candidate*|applicant*|professional*|talent*|graduate*|man|men|woman|women|person|engineer*|developer*|scientist*|analyst*|mind*|blood',
                                                 'young and '
                                                 'dynamic|energetic|hungry|motivated|ambitious '
                                                 'candidate*|applicant*|person|professional*|engineer*|developer*|scientist*|analyst*',
                                                 'you are young', "you're young", 'maximum|max age',
                                                 'age limit', 'upper age', 'no older than',
                                                 'not older than',
                                                 'candidate*|applicant*|you must|should be '
                                                 'under|below 25|28|30|32|35|40|45',
                                                 'candidate*|applicant*|you under|below '
                                                 '25|28|30|32|35|40|45',
                                                 'must|should be under|below 25|28|30|32|35|40|45',
                                                 'under|below the age of '
                                                 '25|28|30|32|35|38|40|45|50',
                                                 'under|below 25|28|30|32|35|38|40|45|50 '
                                                 'years|year|yrs',
                                                 'you|must|should|candidate*|applicant* are|be '
                                                 'under|below 25|28|30|32|35|38|40|45|50',
                                                 "you're under|below 25|28|30|32|35|38|40|45|50",
                                                 'aged|ages|age ?is ?up '
                                                 '?to|max|maximum|below|under '
                                                 '25|28|30|32|35|38|40|45|50',
                                                 'no|not more than 25|28|30|32|35|38|40|45|50 '
                                                 'years old',
                                                 'no|not more than 25|28|30|32|35|38|40|45|50 '
                                                 'years of age',
                                                 'nobody over|above 25|28|30|32|35|38|40|45|50',
                                                 'no one over|above 25|28|30|32|35|38|40|45|50',
                                                 '20|21|22|23|24|25|26|28|30 ?to|and '
                                                 '25|28|30|32|35|38|40|45|50 years|yrs|year old',
                                                 '20|21|22|23|24|25|26|28|30 ?to|and '
                                                 '25|28|30|32|35|38|40|45|50 years|yrs of age',
                                                 'year olds only|preferred',
                                                 'max|maximum 25|28|30|32|35|38|40|45|50 years old',
                                                 'younger than 25|28|30|32|35|38|40|45|50',
                                                 'candidate*|applicant* over|above '
                                                 '25|28|30|32|35|38|40|45|50',
                                                 'born after|before 19*|20*',
                                                 'young and '
                                                 'dynamic|energetic|hungry|motivated|ambitious|fresh|flexible',
                                                 'young dynamic|energetic|hungry|ambitious '
                                                 'person*|people|profile*|mindset',
                                                 'aged|ages 20|21|22|23|24|25|26|28|30 '
                                                 '?to|and|through 25|26|28|30|32|35|38|40|45',
                                                 'aged between',
                                                 'applicant*|candidate* ?aged between '
                                                 '18|20|21|22|23|24|25|26|28|30',
                                                 'age 18|20|21|22|23|24|25|26|28|30 '
                                                 'to|25|26|28|30|32|35|40|45',
                                                 'aged 20|21|22|23|24|25|30 to', 'age between',
                                                 'between 18|20|21|22|23|24|25|26|28|30 and '
                                                 '25|26|28|30|32|35|40|45 years ?old|?of ?age')},
                                        {'for': ('digital native*',
                                                 'digitally native '
                                                 'generation|candidate*|person|people'),
                                         'say': 'Write "at ease with the tools we use".'},
                                        {'for': ('date of birth', 'birth date', 'state your age'),
                                         'say': 'Ask for it after the offer, if a law needs it.'}),
                              'unless': ('patient*|child*|user*|customer*|adults|consumers ?aged '
                                         'under|below|over|above',
                                         'cloud digital native*',
                                         'digital native '
                                         'compan*|business*|brand*|customer*|organi*|bank*|start*|enterprise*|product*|platform*|retail*|insur*|publish*|media|firm*|service*|client*|lender*|experience*|market*|environment*|challenger*|solution*|application*|work*|advertiser*|industr*|team*',
                                         'young people',
                                         'young and _ '
                                         'team*|company|companies|start*|organi*|brand*|market*|industry|sector|field|audience*',
                                         'under|below 25|28|30|32|35|38|40|45|50 years of '
                                         'experience|history|data|records|research',
                                         'under|below 25|28|30|32|35|38|40|45|50 '
                                         'minutes|minute|min|mins|seconds|second|ms|milliseconds|percent|people|employees|hours|days|km|miles|kg|lbs|engineers|euro|euros|dollars|k|m|gb|mb|tests')},
                             {'id': 'age-hint',
                              'level': 'warning',
                              'name': 'reads as a wish for young people',
                              'why': 'Words that stand for an age keep experienced people from '
                                     'applying; the EEOC names "recent college graduates".',
                              'source': '29 CFR 1625.4(a); EEOC, Prohibited employment policies: '
                                        'job advertisements',
                              'rewrite': 'Say which level of experience the role is for, and that '
                                         'every background may apply.',
                              'good': ('An entry-level role, open to all backgrounds.',
                                       "You mentor young engineers' first projects."),
                              'bad': ('Perfect for recent graduates.', 'Join our young team.',
                                      'We look for youthful energy.',
                                      'The average age of our team is 28.'),
                              'words': ({'for': ('recent ?college|university graduate*|grad|grads',
                                                 'fresh graduate*|grad|grads', 'newly graduated',
                                                 'just graduated',
                                                 'fresh out|from of university|college',
                                                 'fresh out of'),
                                         'say': 'Write "entry level, open to all backgrounds".'},
                                        {'for': ('young team',
                                                 'young ?and|, '
                                                 'dynamic|fresh|energetic|international|motivated|ambitious '
                                                 'team',
                                                 'young and _ team', 'we are young', "we're young",
                                                 'team of young', 'average age', 'mean age',
                                                 'youthful', 'youthfulness'),
                                         'say': 'Say how the team works.'},
                                        {'for': ('energetic young',
                                                 'high energy individual*|person|candidate*|people',
                                                 'energetic individual*|person|candidate*|self',
                                                 'boundless energy', 'youthful energy'),
                                         'say': 'Name what the person will do.'},
                                        {'for': ('mature person|candidate*|individual*',
                                                 'overqualified', 'over qualified'),
                                         'say': 'Name the experience you need.'}),
                              'unless': ('recent|fresh graduate*|grads of our',
                                         'average|mean age of ?the|our '
                                         'customer*|user*|patient*|account*|data|device*|fleet',
                                         'not|never|nobody is overqualified')},
                             {'id': 'native-speaker',
                              'level': 'error',
                              'name': 'asks for a native speaker',
                              'why': 'It asks where somebody was born, not how well they speak; '
                                     'people fluent for decades are turned away.',
                              'source': 'Title VII, EEOC Guidance on National Origin '
                                        'Discrimination 2016, part V; Directive 2000/43/EC art. 2',
                              'rewrite': 'Say how well, and for what, as in "fluent spoken and '
                                         'written English, for weekly talks with customers".',
                              'good': ('Fluent English, spoken and written.',
                                       'You have built cloud-native services.', 'Native iOS apps.',
                                       'You know cloud native tools, and native mobile apps.',
                                       'English: native or near-native.',
                                       'Native-level performance on every phone.'),
                              'bad': ('English native speaker.', 'You are a native German speaker.',
                                      'English is your mother tongue.', 'English at native level',
                                      'Native-level English.', 'English (native)',
                                      'Native fluency in German.'),
                              'words': ({'for': ('native speaker*', 'native _ speaker*',
                                                 'mother tongue', 'mother tongue*',
                                                 'first language is|must|should', 'as a native',
                                                 'native '
                                                 'english|german|french|spanish|dutch|italian|portuguese|polish|czech|swedish|norwegian|danish|finnish|greek|turkish|ukrainian|russian|arabic|hebrew|chinese|mandarin|cantonese|japanese|korean|hindi',
                                                 'native level|fluency|proficiency|command',
                                                 'native in '
                                                 'english|german|french|spanish|dutch|italian|portuguese|polish|swedish|danish',
                                                 'english|german|french|spanish|dutch|italian|portuguese|polish|swedish|danish|arabic|chinese|mandarin|japanese '
                                                 'native ?level',
                                                 'level of a native'),
                                         'say': 'Write "fluent in" and the language.'},),
                              'unless': ('native or|and bilingual', 'cloud native',
                                         'native english|german|french|spanish ?and '
                                         '?english|german|french|spanish '
                                         'content|text*|data|corpus|language|search|annotat*|users|speech',
                                         'native level '
                                         'performance|speed|app*|code|render*|integration*|support|api*|quality|experience*|look|ux|ui',
                                         'native command line|palette', 'c1|c2 or|and native',
                                         'native or|and c1|c2|fluent|very|excellent',
                                         'fluent or native', 'or|and|to near|almost native',
                                         'english|german|french|spanish native or',
                                         'english|german|french|spanish native '
                                         'app*|content|support|mobile|speaker* ?level or',
                                         'non native', 'near native', 'native or near',
                                         'bilingual or|and native', 'native like',
                                         'whose|your first language is not',
                                         'native speaker* ?level or',
                                         'native speaker* annotator*|corpus|data*',
                                         'mother tongue classes|lessons', 'even if|though _ native',
                                         'regardless _ native|tongue')},
                             {'id': 'citizens-only',
                              'level': 'warning',
                              'name': 'asks for a nationality',
                              'why': 'Ask for the right to work, not for a passport: citizenship '
                                     'may be asked for only where a law, a clearance or a contract '
                                     'with the state demands it.',
                              'source': '8 U.S.C. 1324b(a); Directive 2000/43/EC; Regulation (EU) '
                                        '492/2011 art. 3',
                              'rewrite': '"You may work in COUNTRY, or we help you to"; where a '
                                         'clearance is needed, name it.',
                              'good': ('You have the right to work in Germany, or we sponsor it.',
                                       'Because of the security clearance, only US citizens can be '
                                       'hired.',
                                       'A work permit for the EU.',
                                       'An EU passport or a valid work permit.',
                                       'We build the digital product passport of the EU.'),
                              'bad': ('US citizens only.', 'EU nationals only, please.',
                                      'Only citizens of India may apply.', 'EU passport',
                                      'EU citizenship required.', 'You hold a German passport.'),
                              'words': ({'for': ('citizens only', 'nationals only',
                                                 'only _ citizens', 'only _ nationals',
                                                 'must be _ citizen*',
                                                 'must be a|an|eu|us|uk national',
                                                 'citizenship is required|mandatory',
                                                 'citizenship required',
                                                 'eu|eea|european|us|u|american|uk|british|swiss|german|french|italian|spanish|dutch|polish|austrian|irish|canadian|australian|indian '
                                                 'passport*',
                                                 'passport holder* only|preferred',
                                                 'eu|eea|european|us|american|uk|british|swiss|german|indian '
                                                 'citizen|citizens|citizenship|national|nationals|nationality '
                                                 'required|only|mandatory|preferred|needed|necessary',
                                                 'require* eu|us|uk|german|indian '
                                                 'citizenship|nationality',
                                                 'must|should have|hold _ citizenship|nationality',
                                                 'eu|swiss|german|british|french|italian|spanish|dutch|polish|austrian|irish|indian|canadian|american '
                                                 'citizenship|nationality',
                                                 'nationality preferred|required|only',
                                                 'natives only', 'no foreigners', 'locals only',
                                                 'no _ visa candidates',
                                                 'green card holders|holder only',
                                                 'citizens _ only')},),
                              'unless': ('citizenship|nationality data|or|and|statistics',
                                         'passport* or|and _ '
                                         'permit|visa|visas|right|residen*|authori*|status',
                                         'permit|visa|residen*|right _ or _ passport*',
                                         'passport '
                                         'check*|control*|scan*|reader*|photo*|data|verification',
                                         'citizen* or permanent|national*|green|lawful*',
                                         'clearance', 'citizen* developer*|data|science',
                                         'global|good|corporate citizen*'),
                              'unless_line': ('clearance', 'itar', 'export control*',
                                              'export regulation*', 'security', 'government',
                                              'federal', 'by law', 'defense|defence', 'ear')},
                             {'id': 'fit-body',
                              'level': 'error',
                              'name': 'asks for a healthy body',
                              'why': 'A demand for health shuts out disabled people who can do the '
                                     'work, with or without an adjustment.',
                              'source': 'ADA 42 U.S.C. 12112(b); Directive 2000/78/EC art. 5; UN '
                                        'CRPD art. 27',
                              'rewrite': 'Name the task itself, only if it is essential, and offer '
                                         'adjustments.',
                              'good': ('We adjust the workplace to you.',
                                       'A healthy data pipeline is your pride.',
                                       'Good health insurance.',
                                       'The cluster is in perfect condition.'),
                              'bad': ('Applicants must be able-bodied.',
                                      'You are physically fit and in good health.',
                                      'No disabilities.', 'Good physical condition',
                                      'Perfect health.', 'Physically able to work.',
                                      'Fit and healthy.'),
                              'words': ({'for': ('able bodied', 'able body',
                                                 'good|excellent|perfect|great|strong|sound|robust|top|peak|best '
                                                 'physical '
                                                 'condition|shape|fitness|constitution|form|health',
                                                 'physical condition|fitness is|required|needed',
                                                 'good|excellent|perfect|robust|sound health',
                                                 'fit and healthy|strong|able',
                                                 'healthy and fit|strong|able|resilient',
                                                 'you|candidate*|applicant* must be healthy|fit',
                                                 'physically able|capable|strong|robust|resilient',
                                                 'no physical|health|mental|medical|chronic '
                                                 'limitation*|restriction*|problem*|issue*|impairment*|condition*|illness*|disease*',
                                                 'no handicap*|impairment*',
                                                 'physically fit|healthy',
                                                 'in|of good|excellent health',
                                                 'good|excellent ?physical health is|required',
                                                 'physically and mentally fit|healthy|strong',
                                                 'free of|from disabilit*|illness*|disease*',
                                                 'no disabilit*', 'without disabilit*',
                                                 'normal hearing|vision|eyesight',
                                                 'perfect eyesight|vision|hearing',
                                                 'mentally stable|healthy|strong',
                                                 'no history of _ illness|sick|depression',
                                                 'no sick leave', 'health certificate',
                                                 'medical fitness')},),
                              'unless': ('people|persons|candidates|individuals|applicants|those '
                                         'with|and|or without disabilit*',
                                         'with|and|or without disabilit*', 'keep _ in good health',
                                         'state of good health',
                                         'good|excellent|perfect|robust|sound|full|best health '
                                         'insurance|care|plan*|benefit*|cover*|outcome*|check*|data|monitoring|service*|system*|tech*|of|package|app*|product*|and|record*|literacy|information|metric*|wellness|dental',
                                         'healthy and strong|resilient '
                                         'team*|culture|pipeline*|system*|cluster*',
                                         'physically active* data|users')},
                             {'id': 'physical-demands',
                              'level': 'warning',
                              'name': 'makes a physical demand',
                              'why': 'Few desks need somebody who can lift or stand; said without '
                                     'an adjustment it shuts disabled people out.',
                              'source': 'ADA 42 U.S.C. 12111(8), essential functions; EEOC '
                                        'Enforcement Guidance on reasonable accommodation',
                              'rewrite': 'Leave it out unless the work cannot be done otherwise; '
                                         'then name the task and add "with or without reasonable '
                                         'accommodation".',
                              'good': ('Lifts servers into racks, with or without reasonable '
                                       'accommodation.',
                                       'Stand-ups are at ten.'),
                              'bad': ('Must be able to lift 25 kg.',
                                      'Ability to sit for long periods.',
                                      "You need a driver's licence."),
                              'words': ({'for': ('lift heavy|up|and|boxes|objects|weights|packages',
                                                 'able|ability to _ '
                                                 'carry|stand|sit|climb|kneel|bend|crouch',
                                                 'lift _ 10|15|20|25|30|40|50 pounds|lbs|kg|kilos',
                                                 'sit|sitting|stand|standing for '
                                                 'long|extended|prolonged|hours',
                                                 'prolonged sitting|standing|periods of '
                                                 'sitting|standing',
                                                 'manual dexterity',
                                                 'able|ability to see|hear|speak clearly',
                                                 'visual acuity', 'able to walk',
                                                 'physically demanding', 'physical stamina',
                                                 'stamina to', 'driver|drivers|driving licen*',
                                                 'valid _ driver*', 'own a car|vehicle')},),
                              'unless': ('stand in for|front', 'stand out',
                                         'able to bend ?the rules|light', 'carry out',
                                         'carry _ project*|through|work|forward', 'stand behind',
                                         'sit with|down|at the|alongside|next|within|between',
                                         'stand up', 'stand for _ values|customers|users'),
                              'unless_line': ('accommodat*', 'adjustment*', 'device*', 'robot*')},
                             {'id': 'gender-wanted',
                              'level': 'error',
                              'name': 'asks for one gender',
                              'why': 'A job is open to every gender; saying otherwise is unlawful '
                                     'nearly everywhere.',
                              'source': 'Title VII 42 U.S.C. 2000e-3(b); Directive 2006/54/EC art. '
                                        '14',
                              'rewrite': 'Leave gender out; "f/m/x" after the title says that all '
                                         'may apply.',
                              'good': ('Data engineer (f/m/x)',
                                       'Women and people of colour are encouraged to apply.'),
                              'bad': ('Male candidates only.', 'We prefer a female assistant.',
                                      'Ladies preferred.'),
                              'words': ({'for': ('male|female '
                                                 'candidate*|applicant*|engineer*|developer*|analyst*|scientist*|assistant|only',
                                                 'men|women|males|females|ladies|girls '
                                                 'only|preferred',
                                                 'only men|women|males|females|male|female',
                                                 'preferably male|female|a|man|woman '
                                                 'man|woman|male|female|candidate*|lady',
                                                 'prefer a|an male|female|man|woman',
                                                 'must be male|female|a|man|woman '
                                                 'man|woman|male|female')},),
                              'unless': ('male|female analyst* of', 'male and|or|& female',
                                         'female and|or|& male', "only women's")},
                             {'id': 'gendered-title',
                              'level': 'error',
                              'name': 'names the job for one gender',
                              'why': 'A title of one gender tells the others that they are not '
                                     'meant.',
                              'source': 'Directive (EU) 2023/970 art. 5(3); 29 CFR 1604.5',
                              'rewrite': 'Use the title without a gender.',
                              'good': ('You work with our salespeople and the chair of the '
                                       'board.',),
                              'bad': ('You work as salesman.',
                                      'Hiring a chairman for the data council.',
                                      'Girl friday wanted.'),
                              'words': ({'for': ('salesman|salesmen|saleswoman|saleswomen',),
                                         'say': 'Write "salesperson".'},
                                        {'for': ('chairman|chairmen|chairwoman',),
                                         'say': 'Write "chair".'},
                                        {'for': ('businessman|businessmen|businesswoman',),
                                         'say': 'Write "business person".'},
                                        {'for': ('foreman|foremen',), 'say': 'Write "supervisor".'},
                                        {'for': ('handyman|repairman|serviceman|servicemen',),
                                         'say': 'Write "technician".'},
                                        {'for': ('craftsman|craftsmen',),
                                         'say': 'Write "craftsperson".'},
                                        {'for': ('cameraman|cameramen', 'draftsman|draughtsman',
                                                 'spokesman|spokeswoman', 'frontman|frontmen',
                                                 'middleman wanted'),
                                         'say': 'Write the same word with "-person".'},
                                        {'for': ('girl friday', 'office girl|boy', 'tea lady|boy',
                                                 'booth babe*'),
                                         'say': 'Write "assistant".'},
                                        {'for': ('waitress|hostess|stewardess',),
                                         'say': 'Write "server", "host" or "attendant".'})},
                             {'id': 'gendered-word',
                              'level': 'notice',
                              'name': 'has a word for one gender',
                              'why': 'Small words of one gender add up to a team that sounds like '
                                     'one gender.',
                              'source': 'Stout & Dasgupta 2011, Personality and Social Psychology '
                                        'Bulletin 37(6): 757-769',
                              'rewrite': 'Use a word for everybody.',
                              'good': ('The project took twenty person-days.',),
                              'bad': ('Join the guys of the platform team.', 'We lack manpower.',
                                      'You plan man-hours.'),
                              'words': ({'for': ('guys',),
                                         'say': 'Write "people", "everyone" or "the team".'},
                                        {'for': ('dude|dudes|bro|bros|lads|brotherhood|brogrammer*',),
                                         'say': 'Write "people" or "colleagues".'},
                                        {'for': ('manpower',), 'say': 'Write "staff" or "people".'},
                                        {'for': ('man hour*|day*|month*|year*', 'manhour*|mandays'),
                                         'say': 'Write "person-hours" or "person-days".'},
                                        {'for': ('man made',), 'say': 'Write "artificial".'},
                                        {'for': ('gentlemen', "gentlemen's agreement"),
                                         'say': 'Write "people".'}),
                              'unless': ('bad guys', 'good guys', 'family guys', 'guys hospital',
                                         'manpower group|inc|gmbh')},
                             {'id': 'gendered-pronoun',
                              'level': 'error',
                              'name': 'speaks of the candidate as he or she',
                              'why': 'A pronoun of one gender says whom you imagine in the seat.',
                              'source': 'Stout & Dasgupta 2011, Personality and Social Psychology '
                                        'Bulletin 37(6): 757-769; Directive (EU) 2023/970 art. '
                                        '5(3)',
                              'rewrite': 'Say "you", or "they".',
                              'good': ('You report to Maria; she leads the platform team.',
                                       'The candidate explains their work.'),
                              'bad': ('The ideal candidate knows his tools.',
                                      'The engineer will present her results to the board.',
                                      '## Requirements\n- He must know Python.')},
                             {'id': 'he-or-she',
                              'level': 'notice',
                              'name': 'writes "he or she"',
                              'why': 'It names two genders, is slow to read, and "you" speaks to '
                                     'the reader.',
                              'source': 'Stout & Dasgupta 2011; APA style manual, 7th edition, 5.5',
                              'rewrite': 'Say "you", or "they".',
                              'good': ('You present your results.',),
                              'bad': ('The analyst presents his/her results.',
                                      'He or she reports to the CTO.'),
                              'words': ({'for': ('he she', 'she he', 'his her', 'her his',
                                                 'him her', 'her him', 'he or she', 'she or he',
                                                 'his or her|hers', 'her or his', 'him or her',
                                                 's he will|is|has|must|should'),
                                         'say': 'Write "you" or "they".'},)},
                             {'id': 'private-life',
                              'level': 'error',
                              'name': 'asks about private life',
                              'why': 'Marriage, children, faith and origin have no place in '
                                     'hiring; a question about them is evidence in a suit.',
                              'source': 'Title VII 42 U.S.C. 2000e-2; Pregnancy Discrimination '
                                        'Act; Directives 2000/78/EC and 2006/54/EC; Regulation '
                                        '(EU) 2016/679 art. 9',
                              'rewrite': 'Leave it out; say the hours and travel the work needs.',
                              'good': ('The role travels four weeks a year.',
                                       'Parental leave for every parent.'),
                              'bad': ('Please state your marital status.',
                                      'Ideally without family obligations.',
                                      'Unmarried candidates preferred.'),
                              'words': ({'for': ('state|give|tell|include|mention|indicate ?us '
                                                 '?your marital|family status',
                                                 'unmarried candidate*|applicant*|person*',
                                                 'no|without family obligation*|commitment*|ties',
                                                 'no|without kids|children', 'childless',
                                                 'not _ pregnant',
                                                 'family planning must|is complete*',
                                                 'single candidate*|applicant* preferred',
                                                 'please state|indicate _ '
                                                 'religion|nationality|gender|race',
                                                 'of christian|catholic|muslim|hindu|jewish '
                                                 'faith')},),
                              'unless': ('with or without kids|children',
                                         'single candidate* profile')},
                             {'id': 'appearance',
                              'level': 'warning',
                              'name': 'asks how somebody looks',
                              'why': 'Looks stand for age, gender, origin and health, and say '
                                     'nothing of the work.',
                              'source': '29 CFR 1604; EEOC, Prohibited employment policies: dress '
                                        'code, photographs',
                              'rewrite': 'Leave it out, and ask for no photograph.',
                              'good': ('A picture is worth a thousand rows: you draw clear '
                                       'charts.',),
                              'bad': ('Send your CV with a photo.',
                                      'Well-groomed and presentable.'),
                              'words': ({'for': ('well groomed', 'clean shaven', 'good looking',
                                                 'attractive appearance|personality|candidate*',
                                                 'smart|neat|presentable|pleasant|professional '
                                                 'appearance',
                                                 'pleasing personality', 'presentable and',
                                                 'and presentable', 'no tattoo*|piercing*|beard*',
                                                 'facial hair',
                                                 'photo|photograph|picture of yourself',
                                                 'cv|resume|application with|including a|your '
                                                 'photo|photograph',
                                                 'recent photo|photograph',
                                                 'attach|include|send|with a|your photo|photograph',
                                                 'send _ photo|photograph')},),
                              'unless': ('photo editing|app*|data*|upload*|product*|with',)},
                             {'id': 'culture-fit',
                              'level': 'warning',
                              'name': 'asks for a fit with the culture',
                              'why': '"Fit" is read as "like us" and is decided by gut; a named '
                                     'behaviour can be assessed.',
                              'source': 'Rivera 2012, American Sociological Review 77(6): 999-1022',
                              'rewrite': 'Name the behaviour you look for, as in "reviews code '
                                         'kindly" or "says early when a plan slips".',
                              'good': ('You say early when a plan slips.',
                                       'Our culture is written down in the handbook.'),
                              'bad': ('You are a great cultural fit.', 'Work hard, play hard.',
                                      'We are a family, not a company.'),
                              'words': ({'for': ('culture|cultural|cultured|team fit',
                                                 'fit|fits ?in|into ?with our|the culture|team',
                                                 'fit _ our culture', 'fit for our culture',
                                                 'match* our culture|vibe', 'culture match',
                                                 'culture interview')},
                                        {'for': ('work hard ?and play|party hard', 'play hard',
                                                 'we are ?like a|one ?big family',
                                                 "we're ?like a|one ?big family", 'like a family',
                                                 'one big family', "beer o'clock",
                                                 'beers after work', 'after work beers|drinks',
                                                 'sense of humour|humor is|required|a',
                                                 'good vibes only', 'drink the kool',
                                                 'down to earth people'),
                                         'say': 'Say how the team works together.'}),
                              'unless': ('fit for purpose', 'fits the data', 'model* fits',
                                         'product market fit', 'like a family business',
                                         'family owned')},
                             {'id': 'pace',
                              'level': 'notice',
                              'name': 'hides how hard the work is',
                              'why': '"Fast-paced" and its like are read as long hours and too few '
                                     'people, and say nothing of the work.',
                              'source': '29 CFR 1625.4; Indeed, job-seeker surveys on language in '
                                        'postings (vendor, no data published); house rule',
                              'rewrite': 'Say what is really so, such as how often you release, '
                                         'who is on call and how plans change.',
                              'good': ('We release twice a week; you are on call one week in six.',
                                       'Our robots move fast.'),
                              'bad': ('A fast-paced environment.', 'You wear many hats.',
                                      'You thrive under pressure.', 'You hit the ground running.'),
                              'words': ({'for': ('fast paced', 'fast pace',
                                                 'fast moving|changing '
                                                 'environment*|start*|team*|culture|workplace|world|setting|company',
                                                 'high pressure environment*|setting*',
                                                 'high pace*', 'rapid pace', 'quick paced',
                                                 'dynamic and|, fast*')},
                                        {'for': ('wear* many|multiple|several|different hats',
                                                 'many hats', 'multiple hats', 'jack of all',
                                                 'do whatever it takes', 'whatever it takes',
                                                 'all hats'),
                                         'say': 'Name the two or three kinds of work there are.'},
                                        {'for': ('under pressure', 'under tight deadlines',
                                                 'tight deadline*',
                                                 'aggressive deadline*|timeline*',
                                                 'stress resistan*|resilien*|toleran*',
                                                 'stress tolerance', 'thick skin*',
                                                 'handle|withstand|tolerate stress|pressure',
                                                 'high stress', 'resistan* to stress'),
                                         'say': 'Say what the deadlines are and who sets them.'},
                                        {'for': ('hit the ground running', 'ground running',
                                                 'sink or swim', 'trial by fire',
                                                 'baptism of fire'),
                                         'say': 'Say what is taught in the first weeks.'},
                                        {'for': ('not a 9|nine ?to 5|five', 'no 9 to 5|five',
                                                 'not a nine to five', 'long hours',
                                                 'nights and weekends', 'evenings and weekends',
                                                 'weekends as needed',
                                                 '24 7 mentality|mindset|availab*',
                                                 'always on ?mentality|culture|mindset',
                                                 'extra mile', 'flexible with _ hours',
                                                 'unpaid overtime',
                                                 'juggl* '
                                                 'multiple|several|competing|many|different|various|priorit*|project*|task*|deadline*|demands'),
                                         'say': 'Say the real hours, and how extra ones are made '
                                                'up for.'}),
                              'unless': ('fast paced|moving|changing ?and ?dynamic '
                                         'world|field|fields|market*|industr*|sector*|space|landscape|area|technolog*|discipline|domain|ecosystem|consumer',
                                         'real time fast',
                                         '24 7 support|on|operation*|service*|monitoring',
                                         'not|never|no long hours', 'without nights and weekends',
                                         'always on service*|device*|system*')},
                             {'id': 'heroes',
                              'level': 'warning',
                              'name': 'asks for a hero',
                              'why': 'Rockstars and ninjas put off most people, older people and '
                                     'women most of all, and do not say what the work is.',
                              'source': 'Gaucher, Friesen & Kay 2011, JPSP 101(1): 109-128 '
                                        "(masculine wording lowers a job's appeal); joblint's list "
                                        'of "bro terminology"',
                              'rewrite': 'Use the name of the trade (engineer, scientist, analyst) '
                                         'and say at what level.',
                              'good': ('Senior data engineer.', 'You have written Ruby for years.'),
                              'bad': ('We want a coding rockstar.', 'SQL ninja wanted.',
                                      'You are a 10x engineer.'),
                              'words': ({'for': ('rockstar*', 'rock star*', 'ninja*',
                                                 'a|an|our|next|tech|data|sql|python|ml|ai|cloud|code|coding|excel|analytics|tableau '
                                                 'guru|gurus|wizard|wizards',
                                                 'wizardry', 'jedi*', 'superstar*', 'super star*',
                                                 'superhero*', 'unicorn wanted',
                                                 'code|coding|data|sql|python|growth '
                                                 'hero*|magician*|samurai|warrior*|beast*|monk*',
                                                 'hacker mentality|mentality',
                                                 '10x|10 engineer*|developer*|programmer*', '10x',
                                                 'badass*', 'kick ass', 'kickass',
                                                 'a player|players', 'crack coder*', 'tech bro*',
                                                 'alpha male|dog', 'top gun', 'killer instinct',
                                                 'crush* it|code', 'code monkey*')},),
                              'unless': ('wizard* of the coast', 'setup wizard*',
                                         'installation wizard*', 'step wizard*', 'guru card*|lean',
                                         'be|as a player', 'media player*',
                                         '10x '
                                         'faster|growth|more|larger|cheaper|improvement|increase|better|the|our|performance|productivity',
                                         'players who|in|and', 'a player in|on',
                                         'superhero games|films|comics')},
                             {'id': 'elite',
                              'level': 'notice',
                              'name': 'asks for the best of the best',
                              'why': 'People who doubt themselves read it as "not you"; nobody can '
                                     'be interviewed for it.',
                              'source': 'Gaucher, Friesen & Kay 2011, JPSP 101(1): 109-128; '
                                        "joblint's rule on competitive environments",
                              'rewrite': 'Say what good work looks like here.',
                              'good': ("You explain a model's errors to people who do not build "
                                       'models.',
                                       'We use the best tool for the task.'),
                              'bad': ('We hire only the best and brightest.', 'Top 1% talent.'),
                              'words': ({'for': ('best and ?the brightest', 'best and brightest',
                                                 'brightest minds', 'smartest people|minds',
                                                 'sharpest minds',
                                                 'top 1|3|5|10 ?percent|of|talent', 'top 1',
                                                 'cream of the crop', 'only ?hire the best',
                                                 'best of the best',
                                                 'world class talent|engineer*|people',
                                                 'elite team*|engineer*|talent*|group',
                                                 'top notch talent|engineer*|candidate*',
                                                 'no mediocr*|average',
                                                 'hire|hiring only a|the best|players')},),
                              'unless': ('not only the best',
                                         'top 10 of ?the|our customers|accounts|list')},
                             {'id': 'profanity',
                              'level': 'warning',
                              'name': 'swears or flirts',
                              'why': 'It is funny once, to few.',
                              'source': "joblint's rules on profanity and sexualised terms",
                              'rewrite': 'Say it plainly.',
                              'good': ('Hard problems, calm people.',),
                              'bad': ('We build sexy dashboards.', 'We get shit done.'),
                              'words': ({'for': ('sexy|sexiest', 'bullshit', 'shit|shitty', 'fuck*',
                                                 'damn*', 'crap|crappy', 'hot chicks',
                                                 'get shit done', 'porn', 'bitch*', 'pimp*',
                                                 'boner')},)},
                             {'id': 'gender-coded',
                              'level': 'notice',
                              'name': 'has many words that a study found masculine in tone',
                              'why': 'In the study, ads with many such words were less attractive '
                                     'to women because they expected to belong less, not because '
                                     'they felt less able. It is no verdict on this text: words of '
                                     'the trade and of benefits are not counted.',
                              'source': 'Gaucher, Friesen & Kay 2011, Journal of Personality and '
                                        'Social Psychology 101(1): 109-128, appendix A (English; '
                                        'laboratory and archive)',
                              'rewrite': 'Exchange those that say nothing of the work.',
                              'good': ('You solve problems with others and explain what you found.',
                                       'You analyse data, lead on decision trees and compete on '
                                       'Kaggle; you report on analysis and data-driven decisions.'),
                              'bad': ('You are ambitious, competitive and assertive, dominate your '
                                      'field and defend your opinion aggressively.',),
                              'limits': {'least': 3, 'shown': 8},
                              'lists': {'masculine': ('active', 'adventurous', 'aggress*',
                                                      'ambitio*', 'assert*', 'athlet*', 'autonom*',
                                                      'battle*', 'boast*', 'challeng*', 'champion*',
                                                      'compet*', 'confident', 'courag*', 'decid*',
                                                      'decisive*', 'decision*', 'defend*',
                                                      'determin*', 'domina*', 'driven', 'fearless*',
                                                      'fight*', 'force*', 'greedy', 'headstrong',
                                                      'head strong', 'hierarch*', 'hostil*',
                                                      'impulsive', 'independen*', 'individual*',
                                                      'intellect*', 'lead*', 'logic', 'objectiv*',
                                                      'opinion*', 'outspoken', 'persist*',
                                                      'principle*', 'reckless', 'self confiden*',
                                                      'self relian*', 'self sufficien*', 'stubborn',
                                                      'superior', 'unreasonab*', 'analy*'),
                                        'feminine': ('agree*', 'affectionate*', 'cheer*', 'collab*',
                                                     'commit*', 'communal*', 'compassion*',
                                                     'connect*', 'considerate*', 'cooperat*',
                                                     'co operat*', 'depend*', 'emotiona*',
                                                     'empath*', 'enthusias*', 'feel*', 'gentle*',
                                                     'honest*', 'inclusive*', 'interdependen*',
                                                     'interpersona*', 'inter persona*', 'kind',
                                                     'kinship', 'loyal*', 'modest*', 'nurtur*',
                                                     'pleasant*', 'polite*', 'quiet*', 'respon*',
                                                     'sensitiv*', 'share*', 'sharin*', 'submissive',
                                                     'support*', 'sympath*', 'tender*', 'together*',
                                                     'trust*', 'understand*', 'warm*', 'yield*',
                                                     'child*'),
                                        'of_the_trade': ('analy*', 'decision*', 'decid*',
                                                         'data|metric*|event*|test*|domain|model|value*|customer*|mission|goal|outcome*|purpose|results|hypothesis|ai|ml|insight*|product|growth|hypothesis|analytics|evidence|user|consumer|market|community|tech|technology '
                                                         'driven',
                                                         'driven '
                                                         'by|development|design|architecture|complex|cross|large|project*|initiative*|change|adoption|improvement*|growth|results',
                                                         'compet* '
                                                         'salary|pay|compensation|package|benefit*|rate*|remuneration|equity|base|total|wage*|offer*',
                                                         'highly|very compet*',
                                                         'competitive '
                                                         'advantage*|edge|analysis|landscape|intelligence|pric*|market*|bid*',
                                                         'competitor*', 'competen*',
                                                         'competency|competencies',
                                                         'kaggle compet*', 'compet* on kaggle',
                                                         'competition platform*',
                                                         'individual contributor*|s', 'individual*',
                                                         'logic', 'business logic',
                                                         'objective function*', 'objectiv*',
                                                         'principle*',
                                                         'active '
                                                         'learning|directory|user*|customer*|record*|development',
                                                         'active',
                                                         'independent variable*|test*|component*',
                                                         'lead time*',
                                                         'leading '
                                                         'edge|indicator*|provider*|company|platform*|brand*|supplier*',
                                                         'market|industry|world|category leading',
                                                         'leader*|leading '
                                                         'in|of|provider*|compan*|edge|platform*|brand*',
                                                         'national|global|business|industry|market|thought|technology|product|world|category|engineering|senior|company|team '
                                                         'leader*',
                                                         'leader', 'leaders', 'leading', 'leads',
                                                         'lead generation|scoring|to|us|and',
                                                         'lead by|data', 'challenger',
                                                         'challenge*|challenging', 'determin*',
                                                         'force*', 'workforce|salesforce|force',
                                                         'hierarchical model*|bayes*|cluster*',
                                                         'intellectual property',
                                                         'intellectual|intellectually curio*',
                                                         'battle tested',
                                                         'persist* layer|storage|volume*|data*',
                                                         'persistence',
                                                         'autonomous '
                                                         'vehicle*|driving|system*|agent*|robot*|car*',
                                                         'opinionated',
                                                         'championing|champion* data|best|the',
                                                         'respon*', 'depend*',
                                                         'commit to|s|ed|message*|history',
                                                         'commit*', 'support*', 'understand*',
                                                         'shar*', 'connect*', 'trust*', 'yield*',
                                                         'sensitive data|information',
                                                         'sensitivity', 'sentiment',
                                                         'child process*', 'child*', 'feel*',
                                                         'agree*', 'collab*', 'together*',
                                                         'inclusive*', 'kind', 'responsive')},
                              'instead': {'able to work alone, or say how much help there is': ('autonom*',
                                                                                                'independen*',
                                                                                                'self '
                                                                                                'relian*',
                                                                                                'self '
                                                                                                'sufficien*'),
                                          'motivated': ('driven', 'ambitio*'),
                                          'experienced, skilled': ('domina*', 'superior'),
                                          'clear, direct': ('assert*', 'outspoken'),
                                          'guide, coordinate, run': ('lead*',),
                                          'excellent, or name what for': ('compet*',),
                                          'patient, thorough': ('persist*', 'stubborn'),
                                          'sure of your ground': ('confident', 'self confiden*'),
                                          'view, argument': ('opinion*', 'defend*'),
                                          'thoughtful, curious': ('intellect*',),
                                          'support, speak for': ('champion*', 'fight*', 'battle*'),
                                          'proactive, firm': ('aggress*', 'decisive*')}})},
 'rules/pay': {'rule': ({'id': 'pay-absent',
                         'level': 'warning',
                         'name': 'does not say what is paid',
                         'why': 'Pay is what readers look for first; many places ask for it in the '
                                'ad.',
                         'source': 'LinkedIn Talent blog (vendor); hiring/ad_rules/pay_rules.toml '
                                   'for the laws; Directive (EU) 2023/970 art. 5',
                         'rewrite': '"EUR 60,000-75,000 a year", for the range you would really '
                                    'pay on the first day.',
                         'good': ('The salary is 60,000-75,000 EUR a year.', 'Competitive salary.'),
                         'bad': ('We sort parcels.',)},
                        {'id': 'pay-vague',
                         'level': 'warning',
                         'name': 'speaks of pay without a figure',
                         'why': 'It says nothing, and reads as the wish to pay by what somebody '
                                'dares to ask.',
                         'source': 'LinkedIn Talent blog (vendor); Directive (EU) 2023/970 art. 5',
                         'rewrite': 'Give the range you would really pay on the first day.',
                         'good': ('We offer a competitive salary of 60,000-75,000 EUR a year.',
                                  'Pay: TV-L E13.', 'Salary: Band 7.', 'Pay grade GS-13.',
                                  'Die Vergütung erfolgt nach TVöD.'),
                         'bad': ('We offer a competitive salary.',
                                 'Salary: depending on experience.')},
                        {'id': 'pay-one-end',
                         'level': 'notice',
                         'name': 'gives one end of the range only',
                         'why': '"From" and "up to" leave open what is really paid; most US rules '
                                'ask for both ends. A minimum is usual in Austria.',
                         'source': 'hiring/ad_rules/pay_rules.toml; Minn. Stat. 181.173 (no '
                                   'open-ended range); Austria, Gleichbehandlungsgesetz para. 9(2)',
                         'rewrite': 'Give the other end too.',
                         'any_language': True,
                         'good': ('The salary is 60,000-75,000 EUR a year.',),
                         'bad': ('Salary: from 60,000 EUR a year.',
                                 'Salary: up to $150,000 per year.')},
                        {'id': 'pay-no-currency',
                         'level': 'notice',
                         'name': 'does not say the currency of the pay',
                         'why': 'Across borders a number alone may mean twice or half.',
                         'source': 'schema.org MonetaryAmount; Google Search Central, job posting: '
                                   'baseSalary',
                         'rewrite': 'Add the currency: EUR, USD, PLN.',
                         'good': ('The salary is 60,000-75,000 EUR a year.',),
                         'bad': ('Salary range: 60,000 - 75,000 per year.',)},
                        {'id': 'pay-no-period',
                         'level': 'notice',
                         'name': 'does not say for which time the pay is',
                         'why': "A month's pay in one country reads like a week's in another.",
                         'source': 'schema.org unitText; Google Search Central, job posting: '
                                   'baseSalary',
                         'rewrite': 'Add "a year", "a month" or "an hour".',
                         'good': ('The salary is 60,000-75,000 EUR a year.',),
                         'bad': ('Rate: 5,000 - 6,000 EUR.',)},
                        {'id': 'pay-wide',
                         'level': 'notice',
                         'name': 'gives a wide range of pay',
                         'why': 'Half of the real ads measured stay within a third; a wide range '
                                'leaves open which level is meant.',
                         'source': 'Measured on 83 real ads: median of highest to lowest 1.32',
                         'rewrite': 'Split it by level, or say which end new people begin at.',
                         'limits': {'ratio': 1.6},
                         'any_language': True,
                         'good': ('The salary is 60,000-75,000 EUR a year.',),
                         'bad': ('The salary is 60,000-110,000 EUR a year.',)},
                        {'id': 'pay-too-wide',
                         'level': 'warning',
                         'name': 'gives a range of pay too wide to be meant',
                         'why': 'Laws ask for what you expect in good faith to pay on hire; twice '
                                'from end to end is rarely that.',
                         'source': 'Cal. Labor Code 432.3 as changed by SB 642 (2026); C.R.S. '
                                   '8-5-201; measured on 83 real ads: median 1.32',
                         'rewrite': 'Give the range for this opening and level; name bonus and '
                                    'shares apart.',
                         'limits': {'ratio': 2.0},
                         'any_language': True,
                         'good': ('The salary is 60,000-75,000 EUR a year.',),
                         'bad': ('The salary is 60,000-150,000 EUR a year.',)},
                        {'id': 'pay-reversed',
                         'level': 'error',
                         'name': 'has a lowest pay above the highest',
                         'why': 'It is a slip, and no board or search engine can read it.',
                         'source': 'schema.org MonetaryAmount: minValue, maxValue',
                         'rewrite': 'Exchange the figures, or mend the one that is wrong.',
                         'any_language': True,
                         'good': ('The salary is 60,000-75,000 EUR a year.',),
                         'bad': ('The salary is 75,000-60,000 EUR a year.',)},
                        {'id': 'pay-rule-set',
                         'level': 'warning',
                         'where': 'all',
                         'name': 'leaves out what a rule on pay asks for',
                         'why': 'Where the job may be done decides which rules hold. This checks '
                                'for the words only; it is no legal advice.',
                         'source': 'hiring/ad_rules/pay_rules.toml, dated',
                         'rewrite': 'Add what is named.',
                         'good': ('# Data engineer\n'
                                  'Location: Berlin, Germany\n'
                                  '\n'
                                  'The salary is 60,000-75,000 EUR a year.',),
                         'bad': ('# Data engineer\n'
                                 'Location: Denver, CO\n'
                                 '\n'
                                 'The salary is $110,000-$130,000 a year. We sort parcels.',),
                         'lists': {'benefits': ('benefit*', 'health insurance|care|plan*',
                                                'medical', 'dental', '401', '401k', 'pension',
                                                'paid time|leave|holiday*|vacation|parental', 'pto',
                                                'equity', 'bonus*', 'insurance', 'parental leave',
                                                'vacation', 'retirement', 'holidays',
                                                'stock options'),
                                   'apply': ('apply', 'application*', 'submit', 'send us|your'),
                                   'deadline': ('deadline*', 'apply by|before|until',
                                                'application* _ by|until|through|close*|accepted',
                                                'closing date', 'closes on', 'open until',
                                                'until filled', 'until the position|role is filled',
                                                'rolling basis', 'ongoing basis',
                                                'accepted on an ongoing',
                                                'posting will close|expire*', 'valid through')}},
                        {'id': 'pay-history',
                         'level': 'warning',
                         'name': 'asks what somebody earned before',
                         'why': 'Old pay carries old unfairness along; more than twenty US states '
                                'and cities and the whole EU forbid the question.',
                         'source': 'Directive (EU) 2023/970 art. 5(2); Cal. Labor Code 432.3; N.Y. '
                                   'Labor Law 194-a',
                         'rewrite': "Give your range; ask for nobody's last pay.",
                         'good': ('Tell us when you could begin.',),
                         'bad': ('State your current salary.', 'Please send your salary history.'),
                         'words': ({'for': ('state|include|send|provide|share|give|tell|mention|indicate|submit|attach|specify|disclose '
                                            '_ current|previous|present|last '
                                            'salary|ctc|compensation|remuneration|pay|wage*',
                                            'your current|previous|present|last ?annual ?gross '
                                            '?monthly '
                                            'salary|ctc|compensation|remuneration|pay|wage*',
                                            'current ctc',
                                            'current salary and expect*|desired|expected',
                                            'current and expected|desired salary|ctc|compensation',
                                            'state|include|send|provide|share|give|submit|attach|with|your '
                                            '_ salary|pay|wage|compensation history',
                                            'salary slip|slips', 'pay slip|slips', 'payslips',
                                            'last drawn salary|ctc|pay'),
                                    'say': 'Ask "our range is ...: does it suit you?"'},),
                         'unless': ('current|previous pay|compensation '
                                    'period*|practice*|transparency|range*|structure*|philosophy|band*',
                                    'not|never _ salary|pay|compensation|current', 'do not ask',
                                    'last pay period', 'past pay|compensation data')},
                        {'id': 'place-excluded',
                         'level': 'warning',
                         'where': 'all',
                         'name': 'shuts out a place because of its pay rule',
                         'why': 'Colorado counts an ad for remote work that leaves Colorado out as '
                                'one that breaks its rule.',
                         'source': 'Colorado Department of Labor, INFO #9A',
                         'rewrite': 'Give the pay, and leave nobody out.',
                         'good': ('You may work from anywhere in the United States.',
                                  'No degree is needed. Our Colorado office is in Denver.'),
                         'bad': ('Remote, except Colorado.',
                                 'This job cannot be done from Colorado.',
                                 'No candidates from Colorado.'),
                         'words': ({'for': ('no '
                                            'candidates|applicants|residents|one|applications|people|hires|employees '
                                            '_ colorado',
                                            "not|cannot|can't|unable _ "
                                            'hire|employ|accept|consider|open _ colorado',
                                            'colorado residents|candidates|applicants|people _ '
                                            'not|cannot|ineligible|excluded',
                                            'except|excluding|excludes|exclude _ colorado',
                                            'except|excluding|outside ?of colorado',
                                            'not _ colorado', 'cannot _ from|in colorado',
                                            'colorado _ not eligible|excluded|ineligible',
                                            'excluding _ colorado', 'other than colorado',
                                            'exception of colorado',
                                            'residents of colorado _ not')},)})},
 'rules/readability': {'rule': ({'id': 'hard-to-read',
                                 'level': 'notice',
                                 'name': 'is hard to read',
                                 'why': 'A reading ease below thirty is that of law reviews; ads '
                                        'of this trade are often near it, so this speaks up below '
                                        'twenty. Readers in a second language and in a hurry give '
                                        'up.',
                                 'source': 'Flesch 1948, Journal of Applied Psychology 32(3): '
                                           '221-233; Kincaid, Fishburne, Rogers & Chissom 1975, '
                                           'Naval Technical Training Command report 8-75',
                                 'rewrite': 'Shorten the longest sentences; use verbs ("measure") '
                                            'for nouns ("the measurement of").',
                                 'limits': {'ease': 20, 'words': 100},
                                 'good': ('You sort parcels and count them. x 30',),
                                 'bad': ('Operationalisation of organisational interoperability '
                                         'necessitates multidisciplinary collaboration '
                                         'capabilities. x 15',)},
                                {'id': 'long-sentences',
                                 'level': 'notice',
                                 'name': 'has sentences too long to hold in mind',
                                 'why': 'Of a sentence of more than some thirty words readers '
                                        'remember the beginning.',
                                 'source': 'Flesch 1948; UK Government Digital Service, Content '
                                           'design: writing for GOV.UK (25 words)',
                                 'rewrite': 'Make two of each: the first says what, the second '
                                            'why.',
                                 'limits': {'words': 40, 'shown': 5},
                                 'good': ('You sort parcels and count them.',),
                                 'bad': ('You will, together with our partners in many countries '
                                         'and with the help of several teams that sit in other '
                                         'towns and other time zones, gather and sort the records '
                                         'of all the parcels that we send, weigh, lose and find '
                                         'again in the course of each and every working week.',)})},
 'rules/specificity': {'rule': ({'id': 'no-outcome',
                                 'level': 'warning',
                                 'where': 'all',
                                 'name': 'names nothing that the person will deliver',
                                 'why': 'A list of activities fits any job; one deliverable, and '
                                        'what is expected after months, lets people see whether '
                                        'they can and want to.',
                                 'source': 'Google, Assembling an ML team (one main deliverable a '
                                           'role); Full Stack Deep Learning 2022, lecture 8 (be '
                                           'specific)',
                                 'rewrite': '"You deliver X, used by Y. After 30 days you have '
                                            '..., after 90 ..., after 180 ..."',
                                 'limits': {'words': 120},
                                 'good': ('You deliver the weekly parcel forecast. After 90 days '
                                          'it is in production.',
                                          'Success means that forecasts miss by less than five '
                                          'percent.'),
                                 'bad': ('We sort parcels all day and we like it. x 20\n'
                                         '\n'
                                         "## What you'll do\n"
                                         '- Work with stakeholders.\n'
                                         '- Collaborate across teams.\n'
                                         '- Bring your ideas.',),
                                 'words': ({'for': ('first|after|within|in|by 30|60|90|100|180 '
                                                    'days',
                                                    'first|after|within|by ?the '
                                                    '?first|your|one|two|three|six|twelve|3|6|12|nine|9 '
                                                    'day*|week*|month*|quarter|year',
                                                    '30 60 90',
                                                    'success ?in ?this ?role '
                                                    'looks|means|is|metric*|criteria',
                                                    "you will|you'll succeed when",
                                                    'measured by|on', 'deliverable*',
                                                    'main|key|primary '
                                                    'deliverable*|outcome*|result*',
                                                    'deliver*', 'ship|ships|shipping|shipped',
                                                    'launch|launches|launching', 'outcome*',
                                                    'okr|okrs|kpi|kpis',
                                                    "you will|you'll have "
                                                    'built|shipped|launched|delivered',
                                                    'by the end of', 'goal is|of ?this',
                                                    'your mission|goal|objective',
                                                    'the mission|goal|objective of ?the|this '
                                                    'role|position',
                                                    'so that', 'result* in', 'used by',
                                                    'reduc* _ '
                                                    'by|cost*|time|churn|latency|risk*|error*|manual|waste|fraud',
                                                    'increas* _ '
                                                    'by|revenue|conversion|retention|engagement|accuracy|efficiency|coverage|quality|adoption',
                                                    'improv* _ '
                                                    'accuracy|quality|retention|conversion|performance|latency|experience|metric*|efficien*|product|revenue|reliability|scal*',
                                                    'grow _ revenue|user*|business',
                                                    'build|create|develop|design|implement|train|produce|write|maintain|run|operate|own|deploy|prototype|architect|construct '
                                                    '_ '
                                                    'model*|pipeline*|platform*|dashboard*|report*|system*|feature*|tool*|service*|api*|infrastructure|algorithm*|application*|product*|framework*|library|solution*|warehouse|dataset*|architecture*|visuali*|prototype*|experiment*|roadmap*|test*|agent*|process*|software|code|strateg*|app|apps|site|analys*|metric*|forecast*|engine*|analytic*|component*|workflow*|documentation|publication*|paper*',
                                                    'publish*',
                                                    'responsible for _ '
                                                    'model*|pipeline*|platform*|dashboard*|report*|system*|delivery|product|roadmap|infrastructure|forecast*',
                                                    'drive _ '
                                                    'roadmap|strategy|revenue|delivery|project*|adoption',
                                                    'roadmap', 'end to end')},)},
                                {'id': 'no-team',
                                 'level': 'notice',
                                 'where': 'all',
                                 'name': 'does not say with whom one works',
                                 'why': '"Excellent people" are one of the five things that '
                                        'practitioners choose by; and who reports to whom says '
                                        'what the job is.',
                                 'source': 'Full Stack Deep Learning 2022, lecture 8: what '
                                           'practitioners want',
                                 'rewrite': 'Say how many are in the team, what they do, whom the '
                                            'person reports to and who deploys.',
                                 'limits': {'words': 120},
                                 'good': ('You join a team of four data engineers.',),
                                 'bad': ('This job is about parcels. x 30',),
                                 'words': ({'for': ('team*', 'colleague*', 'report* to',
                                                    'reporting to', 'reporting line', 'alongside',
                                                    'work* ?closely ?together with',
                                                    'collaborat* _ with', 'partner* _ with',
                                                    'group of', 'peers', 'squad*', 'tribe*',
                                                    'department', 'manager', 'cross functional*',
                                                    'lead a',
                                                    'our engineers|scientists|analysts|researchers',
                                                    'lab', 'co workers', 'laboratory')},)},
                                {'id': 'no-data',
                                 'level': 'notice',
                                 'where': 'all',
                                 'name': 'says nothing of the data or the problem',
                                 'why': 'Interesting data are what a company has that others have '
                                        'not; an ad for this trade that names none says nothing.',
                                 'source': 'Full Stack Deep Learning 2022, lecture 8: sell your '
                                           'dataset',
                                 'rewrite': 'Say which data there are, how many, how clean, and '
                                            'which question is open.',
                                 'limits': {'words': 120},
                                 'good': ('Our data are ten million parcels a day.',),
                                 'bad': ('You will do what is needed for our customers. x 20',),
                                 'words': ({'for': ('data', 'dataset*', 'database*', 'warehouse*',
                                                    'model*', 'predict*', 'forecast*', 'recommend*',
                                                    'search', 'fraud', 'detect*', 'personali*',
                                                    'ranking', 'classif*', 'language', 'vision',
                                                    'image*', 'speech', 'analytic*', 'algorithm*',
                                                    'llm*', 'ai', 'ml', 'machine learning',
                                                    'experiment*', 'metric*', 'report*',
                                                    'insight*')},)},
                                {'id': 'vague-duties',
                                 'level': 'warning',
                                 'name': 'says in vague verbs what is to be done',
                                 'why': '"Help with", "support" and "be involved in" do not say '
                                        'what the person answers for, and cannot be assessed.',
                                 'source': 'Full Stack Deep Learning 2022, lecture 8 (be specific '
                                           'about what the position must do)',
                                 'rewrite': 'Begin each duty with what is made: "build", '
                                            '"measure", "decide", and its object.',
                                 'limits': {'least': 3, 'share': 0.4},
                                 'good': ("## What you'll do\n"
                                          '- Build the forecast of parcels.\n'
                                          '- Measure how far it is off.\n'
                                          '- Support two teams with reports.\n'
                                          '- Decide which features stay.',),
                                 'bad': ("## What you'll do\n"
                                         '- Help with various tasks.\n'
                                         '- Support the team where needed.\n'
                                         '- Be involved in projects.\n'
                                         '- Assist stakeholders.',),
                                 'lists': {'vague': ('help', 'helping', 'assist*', 'support',
                                                     'supporting', 'supports', 'participate*',
                                                     'participating', 'be|being involved',
                                                     'involvement in', 'handle', 'handling',
                                                     'contribut* to', 'be part of', 'be a part',
                                                     'take part', 'engage in|with',
                                                     'work|working on '
                                                     'various|different|multiple|several|a',
                                                     'stay up|current|abreast',
                                                     'staying up|current|abreast',
                                                     'keep up|abreast', 'keeping up|abreast',
                                                     'liaise', 'liaising', 'interface with',
                                                     'interact with',
                                                     'be responsible for various|different',
                                                     'perform various|other|different|all',
                                                     'aid in', 'facilitate', 'ensure that|the|all',
                                                     'deal with')}},
                                {'id': 'catch-all',
                                 'level': 'notice',
                                 'name': 'asks for whatever else comes up',
                                 'why': 'It takes back every sentence before it.',
                                 'source': 'House rule',
                                 'rewrite': 'Leave it out, or say how much time other work may '
                                            'take.',
                                 'good': ('About one day a week goes to requests of other teams.',
                                          'You tell us what comes up in the talks with customers.'),
                                 'bad': ('Other duties as assigned.',
                                         'You perform other tasks as required.',
                                         'Whatever else comes up.',
                                         'Anything else that is needed.'),
                                 'words': ({'for': ('other|additional|related ?related '
                                                    'duties|tasks|responsibilities|projects|work '
                                                    'as ?may ?be '
                                                    'assigned|required|needed|requested|necessary',
                                                    'duties as assigned', 'any other duties|tasks',
                                                    'ad hoc tasks ?and|as ?duties '
                                                    '?required|needed|assigned',
                                                    'various tasks|other tasks',
                                                    'whatever else|comes',
                                                    'anything|everything else '
                                                    'that|which|is|comes|we|needed|required',
                                                    'whatever|anything|all|everything that '
                                                    'comes|is up|along|needed',
                                                    'any|all other tasks|duties',
                                                    'and other duties')},),
                                 'unless_line': ('essential function*',)},
                                {'id': 'stacked-title',
                                 'level': 'warning',
                                 'name': 'stacks two jobs in one title',
                                 'why': 'A title of two trades draws people from both who do half '
                                        'of it, and hides which one decides.',
                                 'source': 'Full Stack Deep Learning 2022, lecture 8: no unicorns; '
                                           "Google Search Central: the title is the job's title "
                                           'only',
                                 'rewrite': 'Choose the trade that the must-haves are about; open '
                                            'a second job for the other, or say "full-stack data '
                                            'scientist" with what is not expected.',
                                 'good': ('# Machine Learning Engineer, Search and Ranking',
                                          '# Senior Research Engineer',
                                          '# Software Engineer, Data Platform',
                                          '# Senior or Staff Data Engineer'),
                                 'bad': ('# Machine Learning Rockstar / Data Engineer',
                                         '# Data Scientist & Data Engineer',
                                         '# ML Engineer / Data Analyst',
                                         '# Data Scientist and Software Developer')},
                                {'id': 'data-scientist-scope',
                                 'level': 'warning',
                                 'where': 'all',
                                 'name': 'does not say which kind of data scientist is meant',
                                 'why': 'The title stands for analysts, for modellers and for '
                                        'people who do everything; without a scope all three '
                                        'apply.',
                                 'source': 'Full Stack Deep Learning 2022, lecture 8 ("a blanket '
                                           'term"); neptune.ai, Roles in ML team',
                                 'rewrite': 'Say one of: analysis and experiments; modelling, with '
                                            'engineers who deploy; end to end, from question to '
                                            'production.',
                                 'good': ('# Data Scientist\n'
                                          '\n'
                                          'You run the A/B tests of our shop and find causes in '
                                          'its metrics.',
                                          "# Data Engineer\n\nYou move parcels' records about."),
                                 'bad': ('# Data Scientist\n'
                                         '\n'
                                         'You work with stakeholders and bring ideas. Knows Python '
                                         'and SQL.',),
                                 'lists': {'analysis': ('experiment*', 'a b test*', 'ab test*',
                                                        'causal*', 'causes', 'dashboard*',
                                                        'metric*', 'kpi*', 'analysis of',
                                                        'analyses', 'insight*',
                                                        'statistical analys*|inference', 'report*',
                                                        'exploratory', 'hypothes*',
                                                        'product analytics', 'segmentation',
                                                        'attribution', 'visuali*'),
                                           'modelling': ('predictive model*', 'train* _ model*',
                                                         'build*|develop*|create|design _ model*',
                                                         'forecast*', 'recommend*', 'nlp',
                                                         'natural language', 'computer vision',
                                                         'classif*', 'deep learning', 'neural',
                                                         'optimi* model*|algorithm*',
                                                         'machine learning '
                                                         'model*|algorithm*|solution*',
                                                         'algorithm*', 'pricing model*', 'ranking',
                                                         'anomaly detection', 'llm*', 'research'),
                                           'production': ('end to end', 'deploy*', 'production*',
                                                          'mlops', 'pipeline*', 'full stack')}},
                                {'id': 'adjacent-deep-ml',
                                 'level': 'warning',
                                 'name': 'asks a role beside machine learning for research in it',
                                 'why': 'Engineers of data and platforms, product managers and '
                                        'analysts need to understand machine learning, not to '
                                        'invent it; asked for it, the good ones do not apply.',
                                 'source': 'Full Stack Deep Learning 2022, lecture 8: adjacent '
                                           'roles',
                                 'rewrite': '"You know what a model needs and how it fails"; leave '
                                            'research to the researchers.',
                                 'good': ('# Data Engineer\n'
                                          '\n'
                                          '## Requirements\n'
                                          '- You know what training a model needs of its data.',),
                                 'bad': ('# Data Engineer\n'
                                         '\n'
                                         "## What you'll do\n"
                                         '- Build data pipelines in Airflow.\n'
                                         '- Keep the warehouse tested.\n'
                                         '\n'
                                         '## Requirements\n'
                                         '- PhD in machine learning.\n'
                                         '- Publications at NeurIPS.',),
                                 'lists': {'research': ('phd ?degree in|or _ '
                                                        'machine|ml|ai|deep|computer',
                                                        'phd _ machine|deep learning',
                                                        'publication*',
                                                        'publish* _ paper*|research|conference*',
                                                        'neurips|nips|icml|iclr|cvpr|acl|emnlp|kdd',
                                                        'novel _ architecture*|algorithm*|models',
                                                        'state of the art _ '
                                                        'research|model*|deep|architecture*',
                                                        'invent* _ model*|algorithm*|method*',
                                                        'original research',
                                                        'deep expertise|knowledge _ deep|machine '
                                                        'learning',
                                                        'deep|deeply _ neural|learning theory',
                                                        'advance|advancing the state|field')}},
                                {'id': 'unassessed-must-have',
                                 'level': 'warning',
                                 'name': 'asks for what no interview looks at',
                                 'why': 'A must-have that nobody assesses turns people away and '
                                        'decides nothing.',
                                 'source': 'Full Stack Deep Learning 2022, lecture 8: test what '
                                           'you ask for; OPM Structured interviews 2008',
                                 'rewrite': 'Give it to a step of the plan, move it to what is '
                                            'taught, or take it out.',
                                 'for_jobs': True})},
 'rules/structure': {'rule': ({'id': 'too-long',
                               'level': 'warning',
                               'name': 'is too long to be read to its end',
                               'why': "Vendors' counts agree that answers fall above a thousand "
                                      'words, however they differ below.',
                               'source': 'Textio and LinkedIn Talent blogs; Appcast 2015 (vendors; '
                                         'Appcast gives its numbers)',
                               'rewrite': "Cut to 300-700 words: link the company's history, keep "
                                          'eight must-haves, say each thing once.',
                               'any_language': True,
                               'limits': {'most': 1000},
                               'good': ('The team sorts parcels. x 100',),
                               'bad': ('The team sorts parcels in Berlin. x 200',)},
                              {'id': 'long',
                               'level': 'notice',
                               'name': 'is longer than most people read',
                               'why': 'What decides a reader, pay and must-haves, drowns; vendors '
                                      'put the best length at 300 to 700 words.',
                               'source': 'Textio and LinkedIn Talent blogs; Appcast 2015 (vendors; '
                                         'Appcast gives its numbers)',
                               'rewrite': 'Cut what every company says; keep what only this job '
                                          'can say.',
                               'any_language': True,
                               'limits': {'most': 700, 'of_a_job': 900},
                               'good': ('The team sorts parcels. x 100',),
                               'bad': ('The team sorts parcels in Berlin. x 130',)},
                              {'id': 'short',
                               'level': 'notice',
                               'name': 'is too short to decide on',
                               'why': 'Under two hundred words there is no room for the team, the '
                                      'work, the pay and the way to apply.',
                               'source': 'Appcast 2015 (fewer than 1,000 letters did poorly; '
                                         'vendor, numbers given)',
                               'rewrite': 'Add the deliverable, the team, the steps of the '
                                          'interviews and the pay.',
                               'any_language': True,
                               'limits': {'least': 200},
                               'good': ('The team sorts parcels. x 60',),
                               'bad': ('We need a data engineer. Write to jobs@example.org.',)},
                              {'id': 'wall-of-text',
                               'level': 'notice',
                               'name': 'is a wall of text',
                               'why': 'Advertisements are skimmed on a telephone; a paragraph of '
                                      'more than some hundred words is skipped.',
                               'source': 'Nielsen Norman Group, How users read on the web (1997, '
                                         '2020); W3C WCAG 2.2 understanding 3.1.5',
                               'rewrite': 'One thought a paragraph, duties and must-haves as lists '
                                          'under headings.',
                               'any_language': True,
                               'limits': {'paragraph': 150, 'without_lists': 250},
                               'good': ("## What you'll do\n- Sort parcels.\n- Count them.",),
                               'bad': ('The team sorts parcels, weighs them and sends them on. x '
                                       '20',)},
                              {'id': 'repeated-paragraph',
                               'level': 'warning',
                               'name': 'says the same paragraph twice',
                               'why': 'It is a slip of copying, and tells that nobody read the '
                                      'text before it was published.',
                               'source': 'House rule',
                               'rewrite': 'Delete one of them.',
                               'any_language': True,
                               'limits': {'words': 10},
                               'good': ('We sort parcels in Berlin for ten thousand shops in '
                                        'Europe.\n'
                                        '\n'
                                        'We count parcels in Berlin for ten thousand shops in '
                                        'Europe.',),
                               'bad': ('We sort parcels in Berlin for ten thousand shops in '
                                       'Europe.\n'
                                       '\n'
                                       'You can count.\n'
                                       '\n'
                                       'We sort parcels in Berlin for ten thousand shops in '
                                       'Europe.',)},
                              {'id': 'placeholder',
                               'level': 'error',
                               'name': 'has a gap nobody filled',
                               'why': 'A reader sees the template instead of the job.',
                               'source': 'House rule',
                               'rewrite': 'Fill it, or take the sentence out.',
                               'any_language': True,
                               'good': ('Write to [the team](https://example.org/jobs).',
                                        'You set up a [feature store].'),
                               'bad': ('You join the [team name] team.',
                                       'Lorem ipsum dolor sit amet.', 'Salary: TBD.',
                                       'Dear {{first_name}}, come to us.')},
                              {'id': 'sell-points',
                               'level': 'notice',
                               'where': 'all',
                               'name': 'seems to leave out what practitioners look for',
                               'why': 'No words were found on what is named. People who build with '
                                      'machine learning choose by five things: the tools, what '
                                      'they will learn, whom they work with, the data, and what '
                                      'the work is good for.',
                               'source': 'Full Stack Deep Learning 2022, lecture 8: what '
                                         'practitioners want',
                               'rewrite': 'Add a sentence on each: sell your dataset, name the '
                                          'people, say what is learned and what it is good for.',
                               'limits': {'found': 3},
                               'good': ('You work in Python and Spark. Each of us has a budget for '
                                        'conferences. You learn from two senior engineers. Our '
                                        'data are ten million parcels. We help small shops to '
                                        'survive.',
                                        'You work in Python and Spark. Each of us has a budget for '
                                        'conferences. You learn from two senior engineers. Our '
                                        'data are ten million parcels. Dispatchers at 40 firms '
                                        'plan their lorries with our forecast.'),
                               'bad': ('We need somebody. You will work in an office.',),
                               'lists': {'tools': ('python', 'sql', 'spark', 'pytorch',
                                                   'tensorflow', 'kubernetes', 'aws', 'gcp',
                                                   'azure', 'airflow', 'dbt', 'snowflake',
                                                   'databricks', 'stack', 'tools', 'tooling',
                                                   'technolog*', 'cutting edge', 'state of the art',
                                                   'open source', 'cloud', 'gpu*', 'tableau',
                                                   'looker', 'r'),
                                         'growth': ('learn*', 'grow*', 'conference*', 'training*',
                                                    'mentor*', 'career*', 'courses',
                                                    'development budget',
                                                    'professional development',
                                                    'education budget|stipend', 'teach*', 'coach*',
                                                    'promotion*', 'personal development',
                                                    'reading group*', 'study'),
                                         'people': ('team', 'teams', 'colleague*',
                                                    'work|working|collaborat* _ with', 'alongside',
                                                    'mentor*', 'experts', 'peers', 'report* to',
                                                    'engineers', 'scientists', 'analysts'),
                                         'data': ('data set*|lake*|warehouse*|source*|platform',
                                                  'dataset*', 'data',
                                                  'million|billion|terabyte*|petabyte*', 'events',
                                                  'records', 'images', 'transactions', 'users'),
                                         'mission': ('mission*', 'impact*', 'help*', 'so that',
                                                     'matters', 'meaning*', 'make|making _ better',
                                                     'improv* _ lives', 'purpose', 'change the',
                                                     'sustainab*', 'vision', 'our goal',
                                                     'we believe', 'health', 'climate',
                                                     'customers can', 'accessible', 'enabl*',
                                                     'transform*', 'for everyone',
                                                     'solv* _ problem*',
                                                     'rely|relies|relied|depend|depends on',
                                                     'plan|plans|decide|decides|order|trust _ '
                                                     'with|on|by our|it|them',
                                                     'used by',
                                                     'costs a|an|the|them|people|somebody',
                                                     'save|saves|saved|spare|spares',
                                                     'waste|wasted',
                                                     'patients|drivers|farmers|students|teachers|nurses|doctors|children|families|shops|bakeries|hospitals|schools|citizens',
                                                     'people who',
                                                     'customers use|trust|get|find|save',
                                                     'serve|serves|serving')}},
                              {'id': 'no-equal-opportunity',
                               'level': 'notice',
                               'name': 'has no line on equal opportunity',
                               'why': 'No law asks most private employers for it in the ad; people '
                                      'who have been turned away before look for it.',
                               'source': 'House rule; Directive 2000/78/EC and Title VII say who '
                                         'is protected',
                               'rewrite': '"We hire for what you can do. All may apply, whatever '
                                          'their age, gender, origin, faith, disability or '
                                          'family."',
                               'good': ('We are an equal opportunity employer.',
                                        'All applicants are welcome regardless of age, gender or '
                                        'origin.'),
                               'bad': ('We sort parcels.',)},
                              {'id': 'no-accommodation',
                               'level': 'notice',
                               'name': 'does not say whom to ask for an adjustment',
                               'why': 'Whoever needs an interpreter, a quiet room or more time '
                                      'must know whom to write to, before they apply.',
                               'source': 'ADA 42 U.S.C. 12112(b)(5); Directive 2000/78/EC art. 5',
                               'rewrite': '"Tell us at ADDRESS what you need for a fair interview: '
                                          'we will arrange it."',
                               'good': ('If you need an accommodation for the interview, write to '
                                        'jobs@example.org.',
                                        'We make reasonable adjustments to the process for people '
                                        'with disabilities.',
                                        'Tell us at rita@example.org what you need for a fair '
                                        'interview: we will arrange it.',
                                        'Write to rita@example.org if a step should be arranged '
                                        'differently for you.'),
                               'bad': ('We sort parcels.',)},
                              {'id': 'no-way-to-apply',
                               'level': 'notice',
                               'where': 'all',
                               'name': 'does not say how to apply',
                               'why': 'Copied to another board, the button is gone; people want to '
                                      'know what to send and what happens then.',
                               'source': 'schema.org JobPosting, applicationContact; C.R.S. '
                                         '8-5-201 (Colorado: how to apply, and by when)',
                               'rewrite': 'Say where to send what, by when, and when you will '
                                          'answer.',
                               'good': ('Apply at example.org/jobs by 1 March.',
                                        'Send your CV to jobs@example.org.',
                                        'Click the button below to apply.', 'Apply now',
                                        'Send us a note and a link to your work.',
                                        'To apply, please fill in our form.'),
                               'bad': ('We sort parcels.', "We'd love to talk to you.",
                                       'Do you not meet all of it? Apply anyway!',
                                       'We look forward to your application.'),
                               'words': ({'for': ('apply '
                                                  'now|here|below|above|today|online|directly|via|through|at|on|using|with',
                                                  'apply _ via|through|online|here|below',
                                                  'click|press|hit|select|tap _ '
                                                  'apply|button|link|here',
                                                  'apply button|link|form|page',
                                                  'to apply _ '
                                                  'send|submit|visit|click|email|complete|fill|use|go|upload|follow|attach|include|log|create|call|mail',
                                                  'send|email|mail|drop|message|call|text|write '
                                                  'us|me',
                                                  'send|submit|upload|email|mail|attach|include|enclose|share '
                                                  '_ '
                                                  'cv|resume|résumé|resumes|letter|application*|portfolio|transcript*|profile',
                                                  'complete|fill|start|begin|file _ '
                                                  'application*|form|questionnaire',
                                                  'application form|portal|link|page|system',
                                                  'online application|form',
                                                  'get in touch with|via|by|at|through',
                                                  'contact us|me|our', 'reach out to us|me|our',
                                                  'careers|career|jobs '
                                                  'page|site|portal|website')},)},
                              {'id': 'no-place',
                               'level': 'notice',
                               'where': 'all',
                               'name': 'does not say where the work is done',
                               'why': 'Place and freedom to work elsewhere decide who can apply at '
                                      'all, and which pay rules hold.',
                               'source': 'Google Search Central, job posting: jobLocation is '
                                         'required; schema.org JobPosting',
                               'rewrite': 'Name the place, or from which countries one may work, '
                                          'and how many days on site.',
                               'good': ('Location: Berlin\n\nWe sort parcels.',
                                        'You work remotely, from anywhere in Germany.'),
                               'bad': ('We sort parcels.',),
                               'words': ({'for': ('remote*', 'hybrid', 'on site', 'onsite',
                                                  'in office', 'in person',
                                                  'work from home|anywhere', 'our office*',
                                                  'office in', 'location', 'located in', 'based in',
                                                  'relocat*', 'headquarter*', 'hq', 'telework*',
                                                  'telecommut*', 'home office', 'offices in',
                                                  'commut*')},)})},
 'rules/unicorn': {'rule': ({'id': 'unicorn-roles',
                             'level': 'error',
                             'name': 'asks one person for several roles',
                             'why': 'The known wrong way to hire for machine learning: research, '
                                    'infrastructure and data pipelines in one seat. Those who can '
                                    'do one of them see that they lack the others, and whoever is '
                                    'hired does two of three badly.',
                             'source': 'Full Stack Deep Learning 2022, lecture 8: no unicorn job '
                                       'descriptions',
                             'rewrite': 'Keep the role whose deliverable you need first; open a '
                                        'second job for the other, and move the rest to "not '
                                        'expected".',
                             'good': ('# Machine Learning Engineer\n'
                                      '\n'
                                      '## What you will do\n'
                                      '- Train and evaluate models for search ranking.\n'
                                      '- Deploy models to production and monitor them.\n',),
                             'bad': ('# Machine Learning Expert\n'
                                     '\n'
                                     '## What you will do\n'
                                     '- Train models for the recommendation engine and deploy '
                                     'machine learning models to production.\n'
                                     '- Retrain and monitor the models, and do their feature '
                                     'engineering.\n'
                                     '- Build and maintain ETL data pipelines in Airflow and '
                                     'Spark.\n'
                                     '- Model the data warehouse in dbt.\n'
                                     '- Build dashboards in Tableau for the management.\n'
                                     '- Answer ad-hoc analysis requests and report on KPIs.\n',)},
                            {'id': 'unicorn-research-and-infrastructure',
                             'level': 'error',
                             'name': 'asks one person for deep research and deep infrastructure',
                             'why': 'They are two careers: who publishes rarely runs clusters, and '
                                    'who runs clusters rarely publishes.',
                             'source': 'Full Stack Deep Learning 2022, lecture 8: no unicorn job '
                                       'descriptions; chart of skills by role',
                             'rewrite': 'Hire a researcher who writes sound code, and an engineer '
                                        'who understands models.',
                             'good': ('# Research Scientist\n'
                                      '\n'
                                      '## What you will do\n'
                                      '- Invent novel deep learning architectures and publish the '
                                      'research at NeurIPS.\n'
                                      '- Write research code that colleagues can run.\n',),
                             'bad': ('# Machine Learning Engineer\n'
                                     '\n'
                                     '## What you will do\n'
                                     '- Invent novel deep learning architectures and publish your '
                                     'research at top conferences.\n'
                                     '- Set up and run the Kubernetes clusters and GPU '
                                     'infrastructure for training.\n'
                                     '- Build the ML platform with model registry, feature store '
                                     'and CI/CD for all teams.\n'
                                     '\n'
                                     '## Requirements\n'
                                     '- PhD and publications at NeurIPS, ICML or ICLR.\n'
                                     '- You run infrastructure as code with Terraform.\n',)},
                            {'id': 'unicorn-engineer-and-platform',
                             'level': 'warning',
                             'name': 'asks one person to build the models and the platform in full',
                             'why': 'Keeping models healthy and building the platform for '
                                    "everybody's are two jobs; in one, the daily one wins.",
                             'source': 'TechTarget, How to build an ML team (ML engineer and MLOps '
                                       'engineer); Full Stack Deep Learning 2022, lecture 8 (task '
                                       'and platform)',
                             'rewrite': 'Say which comes first, task or platform; open the other, '
                                        'or say that it comes later.',
                             'good': ('# MLOps Engineer\n'
                                      '\n'
                                      '## What you will do\n'
                                      '- Build the ML platform on which other teams train and '
                                      'deploy their models.\n'
                                      '- Keep the Kubernetes clusters healthy.\n',),
                             'bad': ('# Machine Learning Engineer\n'
                                     '\n'
                                     '## What you will do\n'
                                     '- Train models for the recommendation engine, fine-tune them '
                                     'and watch for model drift.\n'
                                     '- Bring prototypes to production and retrain them every '
                                     'week.\n'
                                     '- Do the feature engineering and the model evaluation for '
                                     'real-time predictions.\n'
                                     '- Build the ML platform with model registry and feature '
                                     'store for all teams.\n'
                                     '- Set up and run the Kubernetes clusters and GPU '
                                     'infrastructure.\n'
                                     '- Own CI/CD for machine learning.\n',)})},
 'tools': {'as_of': datetime.date(2026, 11, 21),
           'tools': ({'name': 'Python',
                      'since': datetime.date(1991, 2, 20),
                      'phrases': ('python',),
                      'source': 'python.org, history and licence: 0.9.0 posted to alt.sources'},
                     {'name': 'R',
                      'since': datetime.date(1993, 8, 1),
                      'phrases': ('r',),
                      'source': 'Ihaka 1998, R: past and future history'},
                     {'name': 'SQL',
                      'since': datetime.date(1979, 6, 1),
                      'phrases': ('sql',),
                      'source': 'Oracle V2, first commercial SQL database'},
                     {'name': 'Java',
                      'since': datetime.date(1995, 5, 23),
                      'phrases': ('java',),
                      'source': 'Sun Microsystems, announcement at SunWorld'},
                     {'name': 'JavaScript',
                      'since': datetime.date(1995, 12, 4),
                      'phrases': ('javascript', 'java script'),
                      'source': 'Netscape and Sun, press release'},
                     {'name': 'Scala',
                      'since': datetime.date(2004, 1, 20),
                      'phrases': ('scala',),
                      'source': 'scala-lang.org, a brief history'},
                     {'name': 'Go',
                      'since': datetime.date(2009, 11, 10),
                      'phrases': ('golang',),
                      'source': 'Go blog, announcement'},
                     {'name': 'Rust',
                      'since': datetime.date(2012, 1, 20),
                      'phrases': ('rust',),
                      'source': 'rust-lang.org, release 0.1'},
                     {'name': 'Julia',
                      'since': datetime.date(2012, 2, 14),
                      'phrases': ('julia',),
                      'source': 'julialang.org, Why we created Julia'},
                     {'name': 'Kotlin',
                      'since': datetime.date(2011, 7, 19),
                      'phrases': ('kotlin',),
                      'source': 'JetBrains blog, announcement'},
                     {'name': 'TypeScript',
                      'since': datetime.date(2012, 10, 1),
                      'phrases': ('typescript', 'type script'),
                      'source': 'Microsoft blog, release 0.8'},
                     {'name': 'Swift',
                      'since': datetime.date(2014, 6, 2),
                      'phrases': ('swift',),
                      'source': 'Apple, WWDC 2014'},
                     {'name': 'React',
                      'since': datetime.date(2013, 5, 29),
                      'phrases': ('react', 'reactjs', 'react js'),
                      'source': 'Facebook, JSConf US 2013'},
                     {'name': 'Node.js',
                      'since': datetime.date(2009, 5, 27),
                      'phrases': ('nodejs', 'node js'),
                      'source': 'Node.js repository, release 0.0.1'},
                     {'name': 'Django',
                      'since': datetime.date(2005, 7, 21),
                      'phrases': ('django',),
                      'source': 'djangoproject.com blog'},
                     {'name': 'Flask',
                      'since': datetime.date(2010, 4, 16),
                      'phrases': ('flask',),
                      'source': 'Flask changelog, 0.1'},
                     {'name': 'FastAPI',
                      'since': datetime.date(2018, 12, 5),
                      'phrases': ('fastapi', 'fast api'),
                      'source': 'FastAPI release notes, 0.1'},
                     {'name': 'GraphQL',
                      'since': datetime.date(2015, 7, 2),
                      'phrases': ('graphql',),
                      'source': 'graphql.org blog'},
                     {'name': 'Hadoop',
                      'since': datetime.date(2006, 4, 1),
                      'phrases': ('hadoop',),
                      'source': 'Apache Hadoop releases, 0.1.0'},
                     {'name': 'Cassandra',
                      'since': datetime.date(2008, 7, 1),
                      'phrases': ('cassandra',),
                      'source': 'Facebook engineering, open-sourced'},
                     {'name': 'Kafka',
                      'since': datetime.date(2011, 1, 11),
                      'phrases': ('kafka',),
                      'source': 'LinkedIn engineering blog, open-sourced'},
                     {'name': 'Spark',
                      'since': datetime.date(2010, 3, 1),
                      'phrases': ('apache spark', 'spark', 'pyspark'),
                      'source': 'spark.apache.org, history: open-sourced 2010 (Apache top level '
                                '2014-02)'},
                     {'name': 'Flink',
                      'since': datetime.date(2011, 4, 15),
                      'phrases': ('flink',),
                      'source': 'Stratosphere project, first release; Apache 2014'},
                     {'name': 'Beam',
                      'since': datetime.date(2016, 1, 20),
                      'phrases': ('apache beam',),
                      'source': 'Google Cloud blog, proposed to Apache'},
                     {'name': 'Presto',
                      'since': datetime.date(2013, 11, 6),
                      'phrases': ('presto', 'trino'),
                      'source': 'Facebook engineering, open-sourced; Trino is its fork of 2019'},
                     {'name': 'Luigi',
                      'since': datetime.date(2012, 9, 17),
                      'phrases': ('luigi',),
                      'source': 'Spotify labs, open-sourced'},
                     {'name': 'Airflow',
                      'since': datetime.date(2015, 6, 2),
                      'phrases': ('airflow',),
                      'source': 'Airbnb engineering blog, open-sourced'},
                     {'name': 'Prefect',
                      'since': datetime.date(2018, 7, 1),
                      'phrases': ('prefect',),
                      'source': 'Prefect repository, first release'},
                     {'name': 'Dagster',
                      'since': datetime.date(2019, 7, 1),
                      'phrases': ('dagster',),
                      'source': 'Dagster repository, announcement'},
                     {'name': 'dbt',
                      'since': datetime.date(2016, 3, 1),
                      'phrases': ('dbt',),
                      'source': 'dbt-core repository, first releases'},
                     {'name': 'Fivetran',
                      'since': datetime.date(2013, 1, 1),
                      'phrases': ('fivetran',),
                      'source': 'Fivetran, about: first product'},
                     {'name': 'Snowflake',
                      'since': datetime.date(2014, 10, 21),
                      'phrases': ('snowflake',),
                      'source': 'Snowflake press release: out of stealth'},
                     {'name': 'BigQuery',
                      'since': datetime.date(2010, 5, 19),
                      'phrases': ('bigquery', 'big query'),
                      'source': 'Google I/O 2010, limited preview'},
                     {'name': 'Redshift',
                      'since': datetime.date(2012, 11, 28),
                      'phrases': ('redshift',),
                      'source': 'AWS re:Invent 2012, preview'},
                     {'name': 'Databricks',
                      'since': datetime.date(2013, 9, 25),
                      'phrases': ('databricks',),
                      'source': 'Databricks press release: company founded; platform 2014-06'},
                     {'name': 'Delta Lake',
                      'since': datetime.date(2019, 4, 24),
                      'phrases': ('delta lake',),
                      'source': 'Databricks, open-sourced'},
                     {'name': 'Iceberg',
                      'since': datetime.date(2017, 12, 1),
                      'phrases': ('iceberg',),
                      'source': 'Netflix repository, first commits made public'},
                     {'name': 'Looker',
                      'since': datetime.date(2012, 1, 1),
                      'phrases': ('looker',),
                      'source': 'Looker, about: first product'},
                     {'name': 'Tableau',
                      'since': datetime.date(2003, 6, 1),
                      'phrases': ('tableau',),
                      'source': 'Tableau, about: company and first product'},
                     {'name': 'Power BI',
                      'since': datetime.date(2013, 7, 8),
                      'phrases': ('power bi', 'powerbi'),
                      'source': 'Microsoft, Power BI for Office 365 preview'},
                     {'name': 'Metabase',
                      'since': datetime.date(2015, 10, 21),
                      'phrases': ('metabase',),
                      'source': 'Metabase blog, first release'},
                     {'name': 'Docker',
                      'since': datetime.date(2013, 3, 20),
                      'phrases': ('docker',),
                      'source': 'dotCloud, PyCon 2013'},
                     {'name': 'Kubernetes',
                      'since': datetime.date(2014, 6, 6),
                      'phrases': ('kubernetes', 'k8s'),
                      'source': 'Kubernetes repository, first commit made public'},
                     {'name': 'Helm',
                      'since': datetime.date(2015, 11, 1),
                      'phrases': ('helm',),
                      'source': 'Deis, KubeCon 2015'},
                     {'name': 'Terraform',
                      'since': datetime.date(2014, 7, 28),
                      'phrases': ('terraform',),
                      'source': 'HashiCorp blog, 0.1'},
                     {'name': 'Ansible',
                      'since': datetime.date(2012, 2, 20),
                      'phrases': ('ansible',),
                      'source': 'Ansible repository, first release'},
                     {'name': 'Prometheus',
                      'since': datetime.date(2012, 11, 24),
                      'phrases': ('prometheus',),
                      'source': 'prometheus.io, overview'},
                     {'name': 'GitHub Actions',
                      'since': datetime.date(2018, 10, 16),
                      'phrases': ('github actions',),
                      'source': 'GitHub Universe 2018'},
                     {'name': 'Istio',
                      'since': datetime.date(2017, 5, 24),
                      'phrases': ('istio',),
                      'source': 'Google, IBM and Lyft, announcement'},
                     {'name': 'AWS',
                      'since': datetime.date(2006, 3, 14),
                      'phrases': ('aws', 'amazon web services'),
                      'source': 'AWS, launch of S3'},
                     {'name': 'AWS Lambda',
                      'since': datetime.date(2014, 11, 13),
                      'phrases': ('aws lambda',),
                      'source': 'AWS re:Invent 2014'},
                     {'name': 'SageMaker',
                      'since': datetime.date(2017, 11, 29),
                      'phrases': ('sagemaker', 'sage maker'),
                      'source': 'AWS re:Invent 2017'},
                     {'name': 'Bedrock',
                      'since': datetime.date(2023, 4, 13),
                      'phrases': ('aws bedrock', 'amazon bedrock'),
                      'source': 'AWS blog, preview'},
                     {'name': 'Azure',
                      'since': datetime.date(2008, 10, 27),
                      'phrases': ('azure',),
                      'source': 'Microsoft PDC 2008, preview'},
                     {'name': 'Google Cloud',
                      'since': datetime.date(2008, 4, 7),
                      'phrases': ('gcp', 'google cloud'),
                      'source': 'Google, App Engine preview'},
                     {'name': 'Vertex AI',
                      'since': datetime.date(2021, 5, 18),
                      'phrases': ('vertex ai', 'vertexai'),
                      'source': 'Google I/O 2021'},
                     {'name': 'CUDA',
                      'since': datetime.date(2006, 11, 8),
                      'phrases': ('cuda',),
                      'source': 'NVIDIA, announcement with GeForce 8'},
                     {'name': 'NumPy',
                      'since': datetime.date(2006, 10, 25),
                      'phrases': ('numpy',),
                      'source': 'NumPy releases, 1.0 (earlier in SciPy core 2005)'},
                     {'name': 'pandas',
                      'since': datetime.date(2009, 12, 25),
                      'phrases': ('pandas',),
                      'source': 'pandas repository, 0.1 on PyPI'},
                     {'name': 'scikit-learn',
                      'since': datetime.date(2010, 2, 1),
                      'phrases': ('scikit learn', 'sklearn', 'scikit'),
                      'source': 'scikit-learn, about: first public release'},
                     {'name': 'Theano',
                      'since': datetime.date(2008, 1, 1),
                      'phrases': ('theano',),
                      'source': 'Theano development team 2016'},
                     {'name': 'Caffe',
                      'since': datetime.date(2013, 12, 1),
                      'phrases': ('caffe',),
                      'source': 'BVLC repository, first release'},
                     {'name': 'Keras',
                      'since': datetime.date(2015, 3, 27),
                      'phrases': ('keras',),
                      'source': 'Keras repository, first release'},
                     {'name': 'TensorFlow',
                      'since': datetime.date(2015, 11, 9),
                      'phrases': ('tensorflow', 'tensor flow'),
                      'source': 'Google Research blog, open-sourced'},
                     {'name': 'MXNet',
                      'since': datetime.date(2015, 9, 1),
                      'phrases': ('mxnet',),
                      'source': 'DMLC repository, first release'},
                     {'name': 'PyTorch',
                      'since': datetime.date(2016, 9, 1),
                      'phrases': ('pytorch', 'py torch'),
                      'source': 'PyTorch repository, alpha 1 (announced 2017-01-18)'},
                     {'name': 'JAX',
                      'since': datetime.date(2018, 12, 1),
                      'phrases': ('jax',),
                      'source': 'Google repository, first release'},
                     {'name': 'XGBoost',
                      'since': datetime.date(2014, 3, 27),
                      'phrases': ('xgboost',),
                      'source': 'DMLC repository, initial release'},
                     {'name': 'LightGBM',
                      'since': datetime.date(2016, 10, 17),
                      'phrases': ('lightgbm',),
                      'source': 'Microsoft repository, made public'},
                     {'name': 'CatBoost',
                      'since': datetime.date(2017, 7, 18),
                      'phrases': ('catboost',),
                      'source': 'Yandex, open-sourced'},
                     {'name': 'spaCy',
                      'since': datetime.date(2015, 2, 19),
                      'phrases': ('spacy',),
                      'source': 'Explosion blog, first release'},
                     {'name': 'Hugging Face',
                      'since': datetime.date(2016, 3, 1),
                      'phrases': ('hugging face', 'huggingface'),
                      'source': 'Hugging Face, company founded; Transformers 2018-11'},
                     {'name': 'Transformers',
                      'subject': True,
                      'since': datetime.date(2017, 6, 12),
                      'phrases': ('transformer models', 'transformer architectures'),
                      'source': 'Vaswani et al. 2017, arXiv:1706.03762'},
                     {'name': 'ONNX',
                      'since': datetime.date(2017, 9, 7),
                      'phrases': ('onnx',),
                      'source': 'Facebook and Microsoft, announcement'},
                     {'name': 'MLflow',
                      'since': datetime.date(2018, 6, 5),
                      'phrases': ('mlflow', 'ml flow'),
                      'source': 'Databricks, Spark + AI Summit 2018'},
                     {'name': 'Kubeflow',
                      'since': datetime.date(2017, 12, 6),
                      'phrases': ('kubeflow',),
                      'source': 'Google, KubeCon 2017'},
                     {'name': 'Weights & Biases',
                      'since': datetime.date(2018, 1, 1),
                      'phrases': ('weights and biases', 'wandb'),
                      'source': 'Weights & Biases, about'},
                     {'name': 'DVC',
                      'since': datetime.date(2017, 5, 4),
                      'phrases': ('dvc',),
                      'source': 'DVC repository, first release'},
                     {'name': 'Feast',
                      'since': datetime.date(2019, 1, 19),
                      'phrases': ('feast',),
                      'source': 'Gojek and Google Cloud blog'},
                     {'name': 'Ray',
                      'since': datetime.date(2017, 5, 20),
                      'phrases': ('ray serve', 'ray tune', 'ray framework'),
                      'source': 'RISELab blog, announcement'},
                     {'name': 'Dask',
                      'since': datetime.date(2015, 1, 8),
                      'phrases': ('dask',),
                      'source': 'Dask repository, first release'},
                     {'name': 'Polars',
                      'since': datetime.date(2020, 6, 1),
                      'phrases': ('polars',),
                      'source': 'Polars repository, first commits'},
                     {'name': 'Great Expectations',
                      'since': datetime.date(2018, 2, 1),
                      'phrases': ('great expectations',),
                      'source': 'Great Expectations, first release'},
                     {'name': 'Streamlit',
                      'since': datetime.date(2019, 10, 1),
                      'phrases': ('streamlit',),
                      'source': 'Streamlit blog, launch'},
                     {'name': 'Pinecone',
                      'since': datetime.date(2021, 1, 27),
                      'phrases': ('pinecone',),
                      'source': 'Pinecone blog, launch'},
                     {'name': 'Weaviate',
                      'since': datetime.date(2019, 3, 1),
                      'phrases': ('weaviate',),
                      'source': 'Weaviate repository, first releases'},
                     {'name': 'Vector databases',
                      'subject': True,
                      'since': datetime.date(2017, 2, 22),
                      'phrases': ('vector database', 'vector databases', 'faiss'),
                      'source': 'Facebook Research, FAISS made public'},
                     {'name': 'LLM',
                      'subject': True,
                      'since': datetime.date(2018, 6, 11),
                      'phrases': ('llm', 'llms', 'large language model', 'large language models'),
                      'source': 'OpenAI, first GPT'},
                     {'name': 'Generative AI',
                      'subject': True,
                      'since': datetime.date(2014, 6, 10),
                      'phrases': ('generative ai', 'genai', 'gen ai'),
                      'source': 'Goodfellow et al. 2014, arXiv:1406.2661'},
                     {'name': 'RAG',
                      'subject': True,
                      'since': datetime.date(2020, 5, 22),
                      'phrases': ('rag', 'retrieval augmented generation'),
                      'source': 'Lewis et al. 2020, arXiv:2005.11401'},
                     {'name': 'Prompt engineering',
                      'subject': True,
                      'since': datetime.date(2020, 5, 28),
                      'phrases': ('prompt engineering',),
                      'source': 'Brown et al. 2020, arXiv:2005.14165'},
                     {'name': 'OpenAI API',
                      'since': datetime.date(2020, 6, 11),
                      'phrases': ('openai api', 'openai apis', 'gpt 3', 'gpt3'),
                      'source': 'OpenAI blog'},
                     {'name': 'GitHub Copilot',
                      'since': datetime.date(2021, 6, 29),
                      'phrases': ('github copilot',),
                      'source': 'GitHub blog, technical preview'},
                     {'name': 'LangChain',
                      'since': datetime.date(2022, 10, 24),
                      'phrases': ('langchain', 'lang chain'),
                      'source': 'LangChain repository, first release'},
                     {'name': 'LlamaIndex',
                      'since': datetime.date(2022, 11, 9),
                      'phrases': ('llamaindex', 'llama index', 'gpt index'),
                      'source': 'LlamaIndex repository, first release'},
                     {'name': 'ChatGPT',
                      'since': datetime.date(2022, 11, 30),
                      'phrases': ('chatgpt', 'chat gpt'),
                      'source': 'OpenAI blog'},
                     {'name': 'GPT-4',
                      'since': datetime.date(2023, 3, 14),
                      'phrases': ('gpt 4', 'gpt4'),
                      'source': 'OpenAI blog'},
                     {'name': 'Claude',
                      'since': datetime.date(2023, 3, 14),
                      'phrases': ('claude',),
                      'source': 'Anthropic, announcement'},
                     {'name': 'vLLM',
                      'since': datetime.date(2023, 6, 20),
                      'phrases': ('vllm',),
                      'source': 'vLLM blog'},
                     {'name': 'Cursor',
                      'since': datetime.date(2023, 3, 14),
                      'phrases': ('cursor',),
                      'source': 'Anysphere, first release'},
                     {'name': 'LangGraph',
                      'since': datetime.date(2024, 1, 17),
                      'phrases': ('langgraph', 'lang graph'),
                      'source': 'LangChain blog'},
                     {'name': 'MCP',
                      'since': datetime.date(2024, 11, 25),
                      'phrases': ('model context protocol',),
                      'source': 'Anthropic, announcement'},
                     {'name': 'Claude Code',
                      'since': datetime.date(2025, 2, 24),
                      'phrases': ('claude code',),
                      'source': 'Anthropic, preview'})}}
