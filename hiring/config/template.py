"""The hiring.toml of a new workspace."""

from __future__ import annotations

TEMPLATE = """\
# A hiring workspace. Every line is optional; what is commented out shows the default.

company = "{company}"

# Where applications come from: the words your reports will count.
sources = [{sources}]

# The database: a file beside this one, or PostgreSQL for teams that outgrow one machine:
# database_url = "postgresql+psycopg://recruiter@db.example.org/hiring"
# encrypted = true   # the file is, as hiring init --encrypt or db copy --encrypt made it

# The time zone in which interviews are given and shown; the computer's own when left out.
# time_zone = "Europe/Berlin"

# Where most of your candidates' phone numbers are, for those written without a country code.
# country = "Germany"

[scorecard]
# language = "en"    # "de", or a file of your own: languages/fr.toml
# paper = "A4"       # or "letter"
# blind = false      # true: cards show the candidate's code only
# due_hours = 24     # after the interview; then a missing card is late

[mail]
# sender = "Rita Recruiter <rita@example.org>"   # who drafts are from

# What every advertisement says. Of the texts from tools to benefits a job may have its own
# (hiring job edit CODE --tools TEXT).
[job_description]
# What to send, and when one hears from you:
how_to_apply = "{how_to_apply}"
# Whom to ask for an adjustment of the interviews; by what you decide on people, and by what not:
accommodation = "{accommodation}"
equal_opportunity = "{equal_opportunity}"
# What one works with; how one learns; whom one works with; what is special about your data:
tools = "{tools}"
growth = "{growth}"
people = "{people}"
data = "{data}"
# Whom the work helps, and how; leave, hours, insurance and the like; the company on the web:
mission = "{mission}"
benefits = "{benefits}"
website = "{website}"
# apply = "https://example.org/jobs"        # where to apply: a web address or an e-mail
# template = "templates/advertisement.docx" # Word styles, logo and colours of your own
# direct_apply = true   # one applies on the very page that shows the ad, in a few steps

[jd_lint]
# pay_rules = ["us-co", "eu"]   # else chosen by the places of each advertisement
# [jd_lint.pace]                # a rule by its name, as hiring jd lint --list shows it:
# off = true                    # or level = "notice", words = ["..."], unless = ["..."]
# because = "the newsroom is as fast as we say"   # every change has its reason

# How long people are kept; without a line here, nothing is ever said to be due.
[retention]
# policies = ["de-6-months"]    # hiring retention policies lists them; your own: retention/*.toml

[privacy]
# sourced = ["linkedin"]   # of these sources people did not apply themselves: inform them
# contact = "Privacy team, privacy@example.org"   # whom people ask about their data

# Words in notes and evidence that are pointed out, by group: docs/wording.md lists them.
# [guard.age]
# unless = ["young learners"]   # or words = ["..."], off = true
# because = "our product teaches young learners"   # every change has its reason
"""
